"""What is counted and timed, and where it is served."""

import asyncio
import time
from collections import deque

import prometheus_client
from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from service.identity import SERVICE_VERSION

prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)


class RequestMetrics:
    """Rate, errors and duration of requests."""

    def __init__(self, registry: CollectorRegistry) -> None:
        labels = ["method", "route", "status"]
        self.requests = Counter(
            "http_requests", "Requests answered, by method, route and status", labels, registry=registry
        )
        self.duration = Histogram(
            "http_request_duration_seconds",
            "Time from the first byte of a request to the last byte of its answer",
            labels,
            buckets=_BUCKETS,
            registry=registry,
        )
        self.in_flight = Gauge("http_requests_in_flight", "Requests that are being worked on", registry=registry)


class EventLoopLag:
    """How late the event loop is: what a request waits before its code runs at all."""

    def __init__(self, registry: CollectorRegistry, interval_seconds: float = 0.5, samples: int = 60) -> None:
        self._interval = interval_seconds
        self._samples: deque[float] = deque(maxlen=samples)
        gauge = Gauge("event_loop_lag_seconds", "Longest delay of the event loop in half a minute", registry=registry)
        gauge.set_function(lambda: max(self._samples, default=0.0))

    async def measure(self) -> None:
        """Runs until it is cancelled."""
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(self._interval)
            self._samples.append(max(0.0, time.perf_counter() - begun - self._interval))


def new_registry() -> CollectorRegistry:
    """A registry with what the process itself tells: memory, CPU, file descriptors, garbage collection."""
    registry = CollectorRegistry()
    prometheus_client.ProcessCollector(registry=registry)
    prometheus_client.PlatformCollector(registry=registry)
    prometheus_client.GCCollector(registry=registry)
    Gauge("service_info", "Which version runs", ["version"], registry=registry).labels(SERVICE_VERSION).set(1)
    return registry


def metrics_routes(registry: CollectorRegistry) -> APIRouter:
    """Serves the numbers at /metrics."""
    router = APIRouter()

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(prometheus_client.generate_latest(registry), media_type=prometheus_client.CONTENT_TYPE_LATEST)

    return router
