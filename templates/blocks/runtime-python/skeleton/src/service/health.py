"""Whether this process should get traffic.

Liveness is no part of it: a process that answers at all is alive, and restarting it would not bring a dependency back.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Gauge
from pydantic import BaseModel

#: Returns while the dependency can be used, and raises while it cannot.
DependencyCheck = Callable[[], Awaitable[None]]

_CHECK_TIMEOUT_SECONDS = 1.0


class HealthReport(BaseModel):
    """The body of /readyz."""

    status: Literal["ready", "starting", "draining", "unavailable"]
    dependencies: dict[str, Literal["up", "down"]]


class Health:
    """The phase that the process is in, and its dependencies."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._phase: Literal["starting", "ready", "draining"] = "starting"
        self._checks: dict[str, DependencyCheck] = {}
        self._up = Gauge(
            "dependency_up",
            "Whether a dependency answered the last readiness check (1) or not (0)",
            ["dependency"],
            registry=registry,
        )

    def add_dependency(self, name: str, check: DependencyCheck) -> None:
        self._checks[name] = check

    def started(self) -> None:
        self._phase = "ready"

    def draining(self) -> None:
        self._phase = "draining"

    @property
    def is_draining(self) -> bool:
        return self._phase == "draining"

    async def report(self) -> HealthReport:
        up = await asyncio.gather(*(self._is_up(name, check) for name, check in self._checks.items()))
        dependencies: dict[str, Literal["up", "down"]] = {
            name: "up" if each else "down" for name, each in zip(self._checks, up, strict=True)
        }
        status = "unavailable" if self._phase == "ready" and not all(up) else self._phase
        return HealthReport(status=status, dependencies=dependencies)

    async def _is_up(self, name: str, check: DependencyCheck) -> bool:
        try:
            async with asyncio.timeout(_CHECK_TIMEOUT_SECONDS):
                await check()
            up = True
        except Exception:
            up = False
        self._up.labels(name).set(1 if up else 0)
        return up


def health_routes(health: Health) -> APIRouter:
    """Serves liveness at /healthz and readiness, with the state of each dependency, at /readyz."""
    router = APIRouter()

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @router.get("/readyz")
    async def readyz(response: Response) -> HealthReport:
        report = await health.report()
        response.status_code = 200 if report.status == "ready" else 503
        return report

    return router
