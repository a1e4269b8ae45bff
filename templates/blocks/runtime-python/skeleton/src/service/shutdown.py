"""Ends the service without losing a request."""

import asyncio
import contextlib
import math
import signal
from collections.abc import Iterator
from typing import Literal

import structlog
import uvicorn

from service.app import Service
from service.config import Settings

_log = structlog.get_logger()


class DrainingServer(uvicorn.Server):
    """A server that goes on serving for a while when it is told to end."""

    def __init__(self, service: Service, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                service.asgi,
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                ws="none",
                lifespan="on",
                # Longer than load balancers keep idle connections, so that they close first and no request meets a
                # closed one.
                timeout_keep_alive=72,
                timeout_graceful_shutdown=math.ceil(settings.shutdown_timeout_ms / 1000),
            )
        )
        self._service = service
        self._settings = settings
        self._draining: asyncio.Task[None] | None = None
        self.outcome: Literal["drained", "timed out"] = "drained"
        self.is_listening = asyncio.Event()

    async def drain(self) -> None:
        """Readiness turns to 503 and answers ask clients to reconnect, while requests are still served; after the
        delay nothing new is accepted and what runs may finish."""
        self._service.health.draining()
        await asyncio.sleep(self._settings.shutdown_delay_ms / 1000)
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Instead of the server's own handling, which ends at once.
        loop = asyncio.get_running_loop()
        with contextlib.suppress(RuntimeError):  # Not in the main thread: whoever runs the server calls drain().
            loop.add_signal_handler(signal.SIGTERM, self._on_signal, "SIGTERM")
            loop.add_signal_handler(signal.SIGINT, self._on_signal, "SIGINT")
        yield

    def _on_signal(self, name: str) -> None:
        if self._draining is not None:
            # A second signal ends the process without waiting.
            self.outcome = "timed out"
            self.force_exit = self.should_exit = True
            return
        _log.info("shutting down", signal=name)
        self._service.health.draining()
        self._draining = asyncio.create_task(self.drain())

    @property
    def address(self) -> str:
        """Where it listens."""
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup()
        if self.started:
            _log.info(f"listening on {self.address}")
            self.is_listening.set()

    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        begun = asyncio.get_running_loop().time()
        await super().shutdown()
        if asyncio.get_running_loop().time() - begun >= self._settings.shutdown_timeout_ms / 1000:
            self.outcome = "timed out"
        _log.info("shut down", outcome=self.outcome)
