"""How Alembic runs the migrations; see service/database/migrate.py for the command."""

import asyncio
import os

from alembic import context
from pydantic import PostgresDsn, TypeAdapter
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from service.database.database import driver_url

# Any number, as long as it is always the same one.
LOCK = 7_215_310_042


def run(connection: Connection) -> None:
    # Whoever comes second waits here, and finds nothing left to do. The lock ends with the connection.
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
    connection.commit()
    on_step = context.config.attributes.get("on_step", lambda _name: None)
    context.configure(
        connection=connection,
        transaction_per_migration=True,
        on_version_apply=lambda step, **_: on_step(step.up_revision.module.__name__.removesuffix("_py")),
    )
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    url = context.config.attributes.get("database_url") or os.environ["DATABASE_URL"]
    engine = create_async_engine(
        driver_url(TypeAdapter(PostgresDsn).validate_python(url)),
        poolclass=pool.NullPool,
        connect_args={"timeout": 10},
    )
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run)
    finally:
        await engine.dispose()


asyncio.run(main())
