"""The connections to PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Gauge
from pydantic import PostgresDsn
from sqlalchemy import text
from sqlalchemy.engine import URL, RowMapping, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from service.config import Settings


class Database:
    """A pool of its own size; waiting for a connection and running a statement both have an end."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def query(self, statement: str, values: Mapping[str, Any] | None = None) -> Sequence[RowMapping]:
        """Runs one statement in a transaction of its own, and gives its rows."""
        async with self._engine.begin() as connection:
            result = await connection.execute(text(statement), values or {})
            return result.mappings().all()

    async def ping(self) -> None:
        """Raises while the database cannot answer."""
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._engine.dispose()


def connect_database(settings: Settings, registry: CollectorRegistry) -> Database:
    """Opens the pool; connections are made when they are needed."""
    seconds = settings.database_timeout_ms / 1000
    engine = create_async_engine(
        driver_url(settings.database_url),
        pool_size=settings.database_pool_size,
        max_overflow=0,
        pool_timeout=seconds,
        # A connection that was cut off while nobody used it is replaced, instead of failing a request.
        pool_pre_ping=True,
        pool_recycle=1_800,
        hide_parameters=True,
        connect_args={
            "timeout": seconds,
            # The server gives up first, so that it does not go on with what nobody waits for.
            "command_timeout": seconds + 0.5,
            "server_settings": {
                "statement_timeout": str(settings.database_timeout_ms),
                "idle_in_transaction_session_timeout": "10000",
            },
        },
    )
    pool = engine.pool
    assert isinstance(pool, QueuePool)  # noqa: S101 - for the type checker
    connections = Gauge(
        "database_pool_connections", "Connections to the database, by what they do", ["state"], registry=registry
    )
    connections.labels("idle").set_function(pool.checkedin)
    connections.labels("used").set_function(pool.checkedout)
    return Database(engine)


def driver_url(database_url: PostgresDsn) -> URL:
    """The URL as the driver takes it: what other tools call sslmode, it calls ssl."""
    url = make_url(str(database_url)).set(drivername="postgresql+asyncpg")
    mode = url.query.get("sslmode")
    return url.difference_update_query(["sslmode"]).update_query_dict({"ssl": str(mode)}) if mode else url
