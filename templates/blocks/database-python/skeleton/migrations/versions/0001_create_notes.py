"""Notes."""

from service.database.run_sql import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_sql("0001_create-notes.up.sql")


def downgrade() -> None:
    run_sql("0001_create-notes.down.sql")
