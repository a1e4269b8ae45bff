import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from service.app import Service, create_service
from service.shutdown import DrainingServer
from support import test_settings

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def listening(**overrides: Any) -> AsyncIterator[tuple[Service, DrainingServer, asyncio.Task[None]]]:
    """A service behind a real socket."""
    settings = test_settings(**overrides)
    service = create_service(settings)
    server = DrainingServer(service, settings)
    serving = asyncio.create_task(server.serve())
    await server.is_listening.wait()
    try:
        yield service, server, serving
    finally:
        server.should_exit = server.force_exit = True
        await serving


async def test_finishes_what_runs_turns_clients_away_politely_then_closes() -> None:
    async with listening(shutdown_delay_ms=300) as (service, server, serving):
        entered = asyncio.Event()

        @service.app.get("/slow")
        async def slow() -> dict[str, bool]:
            entered.set()
            await asyncio.sleep(0.6)
            return {"done": True}

        url = server.address
        async with httpx.AsyncClient(base_url=url) as client:
            assert (await client.get("/v1/greetings/Ada")).status_code == 200
            running = asyncio.create_task(client.get("/slow"))
            await entered.wait()
            draining = asyncio.create_task(server.drain())
            await asyncio.sleep(0)
            during = await client.get("/v1/greetings/Ada")
            assert (during.status_code, during.headers["connection"]) == (200, "close")
            assert (await client.get("/readyz")).status_code == 503

            assert (await running).json() == {"done": True}
            await draining
            await serving
            assert server.outcome == "drained"
            with pytest.raises(httpx.ConnectError):
                await client.get("/healthz")


async def test_gives_up_on_requests_that_do_not_finish_in_time() -> None:
    async with listening(shutdown_timeout_ms=1_000) as (service, server, serving):
        entered = asyncio.Event()

        @service.app.get("/stuck")
        async def stuck() -> None:
            entered.set()
            await asyncio.Event().wait()

        async with httpx.AsyncClient(base_url=server.address) as client:
            running = asyncio.create_task(client.get("/stuck"))
            await entered.wait()
            await server.drain()
            await serving
            assert server.outcome == "timed out"
            assert (await running).status_code == 500
