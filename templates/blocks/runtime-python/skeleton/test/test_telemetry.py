import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.logs import configure_logs
from service.tracing import start_tracing
from support import metrics_of, running_service

pytestmark = pytest.mark.anyio

spans = InMemorySpanExporter()
# There is one provider in a process, and it cannot be replaced.
tracing = start_tracing(None, [SimpleSpanProcessor(spans)])


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    configure_logs("info", stream)
    yield stream
    configure_logs("silent")


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


async def test_counts_and_times_requests_by_route_without_probes() -> None:
    async with running_service() as (_, client):
        await client.get("/v1/greetings/Ada")
        await client.get("/v1/greetings/Grace")
        await client.get("/nowhere/at/all")
        await client.get("/healthz")

        served = await client.get("/metrics")
        assert served.headers["content-type"].startswith("text/plain")
        body = served.text
        assert 'http_requests_total{method="GET",route="/v1/greetings/{name}",status="200"} 2.0' in body
        assert 'http_requests_total{method="GET",route="unmatched",status="404"} 1.0' in body
        duration = 'http_request_duration_seconds_count{method="GET",route="/v1/greetings/{name}",status="200"} 2.0'
        assert duration in body
        assert "http_requests_in_flight 0.0" in body
        assert "event_loop_lag_seconds " in body
        assert "process_resident_memory_bytes " in body
        assert 'service_info{version="development"} 1.0' in body
        assert 'route="/healthz"' not in body


async def test_counts_a_failure_as_one() -> None:
    async with running_service() as (service, client):

        @service.app.get("/fails")
        async def fails() -> None:
            raise RuntimeError("broken")

        spans.clear()
        await client.get("/fails")
        assert 'http_requests_total{method="GET",route="/fails",status="500"} 1.0' in metrics_of(service)
        (span,) = spans.get_finished_spans()
        assert not span.status.is_ok


async def test_continues_the_callers_trace_and_writes_its_ids_into_every_line(log: io.StringIO) -> None:
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    async with running_service() as (service, client):

        @service.app.get("/speaks")
        async def speaks() -> None:
            structlog.get_logger().info("said", password="hunter2")  # noqa: S106 - must not be logged

        spans.clear()
        await client.get(
            "/speaks", params={"token": "hunter2"}, headers={"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"}
        )

    (span,) = spans.get_finished_spans()
    assert span.name == "GET /speaks"
    assert span.context is not None
    assert f"{span.context.trace_id:032x}" == trace_id
    assert span.attributes is not None
    assert span.attributes["http.response.status_code"] == 200
    said, completed = lines(log)
    assert said["message"] == "said"
    assert completed["message"] == "request completed"
    assert completed["status"] == 200
    assert completed["path"] == "/speaks"
    for line in (said, completed):
        assert line["level"] == "info"
        assert line["trace_id"] == trace_id
        assert line["request_id"] == said["request_id"]
    assert "hunter2" not in log.getvalue()
