"""What is told about each request: a span, metrics, and one line in the log when it is answered."""

import time
import uuid
from typing import Any

import structlog
from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind, StatusCode
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.health import Health
from service.identity import SERVICE_NAME, SERVICE_VERSION
from service.metrics import RequestMetrics

_log = structlog.get_logger()

# They come every few seconds, and would hide how the real requests fare.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


class Telemetry:
    """Wraps the whole application, so that nothing is answered outside of it."""

    def __init__(self, app: ASGIApp, metrics: RequestMetrics, health: Health) -> None:
        self._app = app
        self._metrics = metrics
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        # Continues the caller's trace, or begins one.
        parent = propagate.extract(headers)
        tracer = trace.get_tracer(SERVICE_NAME, SERVICE_VERSION)
        with tracer.start_as_current_span(
            scope["method"],
            context=parent,
            kind=SpanKind.SERVER,
            attributes={"http.request.method": scope["method"], "url.path": scope["path"]},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            ids = span.get_span_context()
            scope["request_id"] = uuid.uuid4().hex
            with structlog.contextvars.bound_contextvars(
                request_id=scope["request_id"],
                trace_id=f"{ids.trace_id:032x}",
                span_id=f"{ids.span_id:016x}",
            ):
                await self._observe(scope, receive, send, span)

    async def _observe(self, scope: Scope, receive: Receive, send: Send, span: Span) -> None:
        begun = time.perf_counter()
        measured = scope["path"] not in PROBES
        status = 500

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if self._health.is_draining:
                    # Asks the client to connect again, which leads it to another instance.
                    message["headers"] = [*message.get("headers", []), (b"connection", b"close")]
            await send(message)

        if measured:
            self._metrics.in_flight.inc()
        try:
            await self._app(scope, receive, send_observed)
        except Exception as error:
            # The error handler has logged and answered it; the server has nothing to add.
            span.record_exception(error)
        finally:
            if measured:
                self._metrics.in_flight.dec()
            self._tell(scope, span, status, time.perf_counter() - begun, measured)

    def _tell(self, scope: Scope, span: Span, status: int, seconds: float, measured: bool) -> None:
        # The pattern, never the path: a path has no bound on its values, and each value is a time series.
        route: Any = getattr(scope.get("route"), "path", "unmatched")
        span.update_name(f"{scope['method']} {route}")
        span.set_attribute("http.route", route)
        span.set_attribute("http.response.status_code", status)
        if status >= 500:
            span.set_status(StatusCode.ERROR)
        if measured:
            labels = (scope["method"], route, str(status))
            self._metrics.requests.labels(*labels).inc()
            self._metrics.duration.labels(*labels).observe(seconds)
        # The query is left out: it may hold what must not be logged.
        write = _log.info if measured else _log.debug
        write(
            "request completed",
            method=scope["method"],
            path=scope["path"],
            status=status,
            duration_ms=round(seconds * 1000),
        )
