"""The service that quotes are asked of. Put the one that you call in its place."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote as escape

import httpx
from opentelemetry import propagate
from prometheus_client import CollectorRegistry
from pydantic import BaseModel

from service.config import Settings
from service.errors import ServiceError
from service.outbound.guard import Guard, GuardOptions, TransientError


class Quote(BaseModel):
    """What the other service answers."""

    text: str


class QuotesClient:
    """Asks for quotes, under a guard."""

    def __init__(self, settings: Settings, registry: CollectorRegistry, **overrides: Any) -> None:
        seconds = settings.quotes_timeout_ms / 1000
        options = replace(GuardOptions("quotes", timeout_seconds=seconds), **overrides)
        self._guard = Guard(options, registry)
        self._client = httpx.AsyncClient(
            base_url=str(settings.quotes_url),
            timeout=httpx.Timeout(seconds),
            limits=httpx.Limits(max_connections=options.concurrency),
            headers={"accept": "application/json"},
        )

    async def quote(self, topic: str) -> Quote:
        """A quote on a topic; a ServiceError when there is none, or none can be had."""
        return await self._guard.call(lambda: self._quote(topic))

    async def ping(self) -> None:
        """Raises while the service does not answer at all; for readiness."""
        await self._get("/healthz")

    async def close(self) -> None:
        await self._client.aclose()

    async def _quote(self, topic: str) -> Quote:
        response = await self._get(f"/v1/quotes/{escape(topic, safe='')}")
        if not response.is_success:
            # The caller's mistake: trying again changes nothing, and says nothing about the health of the service.
            status = 404 if response.status_code == 404 else 502
            raise ServiceError(status, "no-quote", "There is no quote on this topic")
        return Quote.model_validate_json(response.content)

    async def _get(self, path: str) -> httpx.Response:
        # The trace goes on in the service that is called.
        headers: dict[str, str] = {}
        propagate.inject(headers)
        try:
            response = await self._client.get(path, headers=headers)
        except httpx.TimeoutException as error:
            raise TimeoutError from error
        except httpx.TransportError as error:
            raise TransientError("the quotes service cannot be reached") from error
        if response.status_code >= 500 or response.status_code == 429:
            raise TransientError(f"the quotes service answered {response.status_code}")
        return response
