"""${message}

Its SQL stands beside this folder, where squawk checks it.
"""

from service.database.run_sql import run_sql

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    run_sql("${up_revision}_${slug if slug is not UNDEFINED else 'name'}.up.sql")


def downgrade() -> None:
    run_sql("${up_revision}_${slug if slug is not UNDEFINED else 'name'}.down.sql")
