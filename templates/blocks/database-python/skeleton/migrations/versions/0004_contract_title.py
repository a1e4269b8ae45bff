"""Phase 3 of 3: every note has a title."""

from service.database.run_sql import run_sql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    run_sql("0004_contract-title.up.sql")


def downgrade() -> None:
    run_sql("0004_contract-title.down.sql")
