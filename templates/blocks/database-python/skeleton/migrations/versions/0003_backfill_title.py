"""Phase 2 of 3: titles for the notes that have none."""

from service.database.run_sql import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    run_sql("0003_backfill-title.up.sql")


def downgrade() -> None:
    run_sql("0003_backfill-title.down.sql")
