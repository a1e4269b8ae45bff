"""Phase 1 of 3: a title, which may be empty."""

from service.database.run_sql import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    run_sql("0002_expand-title.up.sql")


def downgrade() -> None:
    run_sql("0002_expand-title.down.sql")
