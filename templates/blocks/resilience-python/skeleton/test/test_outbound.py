import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry, generate_latest

from service.errors import ServiceError
from service.outbound.quotes_client import QuotesClient
from support import running_service, test_settings

pytestmark = pytest.mark.anyio


@dataclass
class Quotes:
    """A quotes service in which faults can be injected: the given ones first, then the last one for ever."""

    faults: list[str]
    url: str = ""
    calls: int = 0
    running: int = 0
    at_once: int = 0
    head: str = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.head = (await reader.readuntil(b"\r\n\r\n")).decode()
        fault = self.faults[min(self.calls, len(self.faults) - 1)]
        self.calls += 1
        self.running += 1
        self.at_once = max(self.at_once, self.running)
        try:
            if fault == "hang":
                await reader.read()
                return
            if fault == "slow":
                await asyncio.sleep(0.05)
            status = {"error": "503 Broken", "missing": "404 Not Found"}.get(fault, "200 OK")
            body = b'{"text": "Festina lente"}'
            head = f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        finally:
            self.running -= 1
            writer.close()


@asynccontextmanager
async def listening(*faults: str) -> AsyncIterator[Quotes]:
    quotes = Quotes(list(faults))
    server = await asyncio.start_server(quotes.answer, "127.0.0.1", 0)
    quotes.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield quotes


@asynccontextmanager
async def quotes_client(
    *faults: str, **overrides: Any
) -> AsyncIterator[tuple[QuotesClient, Quotes, CollectorRegistry]]:
    async with listening(*faults) as quotes:
        registry = CollectorRegistry()
        settings = test_settings(quotes_url=quotes.url, quotes_timeout_ms=200)
        client = QuotesClient(settings, registry, **overrides)
        try:
            yield client, quotes, registry
        finally:
            await client.close()


async def code_of(client: QuotesClient) -> str:
    with pytest.raises(ServiceError) as raised:
        await client.quote("haste")
    return raised.value.code


async def test_retry_a_failure_that_passes_is_not_seen_by_the_caller() -> None:
    async with quotes_client("error", "error", "none") as (client, seen, _):
        assert (await client.quote("haste")).text == "Festina lente"
        assert seen.calls == 3


async def test_retry_a_mistake_of_the_caller_is_not_tried_again() -> None:
    async with quotes_client("missing") as (client, seen, _):
        assert await code_of(client) == "no-quote"
        assert seen.calls == 1


async def test_timeout_a_service_that_does_not_answer_costs_the_caller_no_more_than_its_time() -> None:
    async with quotes_client("hang", retries=0) as (client, seen, registry):
        begun = time.monotonic()
        assert await code_of(client) == "quotes-unavailable"
        assert time.monotonic() - begun < 1
        assert seen.calls == 1
        counted = 'outbound_requests_total{dependency="quotes",outcome="timeout"} 1.0'
        assert counted in generate_latest(registry).decode()


async def test_circuit_breaker_after_failures_in_a_row_no_call_is_made_until_it_had_time_to_recover() -> None:
    settings = {"retries": 0, "failures": 3, "open_seconds": 0.2}
    async with quotes_client("error", "error", "error", "none", **settings) as (client, seen, registry):
        for _ in range(3):
            assert await code_of(client) == "quotes-unavailable"
        assert await code_of(client) == "quotes-held-back"
        assert seen.calls == 3
        assert 'outbound_circuit_open{dependency="quotes"} 1.0' in generate_latest(registry).decode()

        await asyncio.sleep(0.25)
        assert (await client.quote("haste")).text == "Festina lente"
        assert 'outbound_circuit_open{dependency="quotes"} 0.0' in generate_latest(registry).decode()


async def test_bulkhead_no_more_calls_at_a_time_than_allowed_and_none_waits_without_end() -> None:
    async with quotes_client("slow", retries=0, concurrency=2) as (client, seen, _):
        outcomes = await asyncio.gather(*(client.quote("haste") for _ in range(10)), return_exceptions=True)
        assert seen.at_once == 2
        refused = [each for each in outcomes if isinstance(each, ServiceError)]
        assert len(outcomes) - len(refused) == 4
        assert {each.code for each in refused} == {"quotes-held-back"}


async def test_the_trace_goes_on_in_the_service_that_is_called() -> None:
    tracer = TracerProvider().get_tracer("test")
    async with quotes_client("none") as (client, seen, _):
        with tracer.start_as_current_span("outer") as span:
            await client.quote("haste")
        assert trace.format_trace_id(span.get_span_context().trace_id) in seen.head


async def test_the_route_passes_on_the_quote_and_the_failure() -> None:
    async with listening("none", "missing") as quotes, running_service(quotes_url=quotes.url) as (_, client):
        assert (await client.get("/v1/quotes/haste")).json() == {"text": "Festina lente"}
        assert (await client.get("/v1/quotes/nothing")).status_code == 404
