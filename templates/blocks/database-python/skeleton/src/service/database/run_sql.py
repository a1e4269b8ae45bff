"""What the versions of migrations/ are made of."""

from pathlib import Path

from alembic import op
from sqlalchemy.util import await_only

_MIGRATIONS = Path(__file__).parents[3] / "migrations"


def run_sql(name: str) -> None:
    """Runs a file of migrations/, which may hold any number of statements, in the transaction of the step."""
    connection = op.get_bind()
    # Begins the transaction. A statement that cannot get its lock gives up, instead of making every other one wait
    # behind it; the file may say otherwise.
    connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'")
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - a connection that has begun a transaction has one
    await_only(driver.execute((_MIGRATIONS / name).read_text()))
