"""What one client may ask of the service: how much at once, how slowly, and how often."""

import asyncio
import math
import time
from collections import OrderedDict
from typing import cast

from fastapi import Request
from pyrate_limiter import Duration, InMemoryBucket, Rate, RateItem
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import ServiceError
from service.telemetry import PROBES

_LARGEST_BODY = 1024 * 1024
_MOST_CLIENTS = 10_000
# The rest of the request is not read, so the connection is of no more use.
_CLOSE = {"connection": "close"}


class BodyLimits:
    """Refuses bodies that are too large, and gives up on clients that take too long to send one."""

    def __init__(self, app: ASGIApp, timeout_ms: int) -> None:
        self._app = app
        self._timeout = timeout_ms / 1000

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        deadline = asyncio.get_running_loop().time() + self._timeout
        received = 0
        complete = False

        async def receive_limited() -> Message:
            nonlocal received, complete
            if complete:
                # What comes now is the client going away, for which nobody waits.
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, "The request was not sent in time", _CLOSE) from None
            received += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if received > _LARGEST_BODY:
                raise HTTPException(413, f"A body has at most {_LARGEST_BODY} bytes", _CLOSE)
            return message

        await self._app(scope, receive_limited, send)


class RateLimiter:
    """Limits the requests of each client to each route. Add it to the dependencies of the app."""

    def __init__(self, per_minute: int, trusted_proxies: int) -> None:
        self._per_minute = per_minute
        self._trusted_proxies = trusted_proxies
        # The client that was seen longest ago is forgotten first, so that addresses cannot fill the memory.
        self._buckets: OrderedDict[tuple[str, str], InMemoryBucket] = OrderedDict()

    async def __call__(self, request: Request) -> None:
        route = getattr(request.scope.get("route"), "path", "")
        if route in PROBES:
            return
        key = (client_address(request, self._trusted_proxies), route)
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = InMemoryBucket([Rate(self._per_minute, Duration.MINUTE)])
            if len(self._buckets) > _MOST_CLIENTS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(key)
        now = time.monotonic_ns() // 1_000_000
        bucket.leak(now)
        item = RateItem("request", now)
        if not bucket.put(item):
            wait = math.ceil(cast(int, bucket.waiting(item)) / 1000)
            raise ServiceError(
                429,
                "too-many-requests",
                f"At most {self._per_minute} requests per minute; try again in {wait} seconds",
                {"retry-after": str(wait)},
            )


def client_address(request: Request, trusted_proxies: int) -> str:
    """The address of the client, as the outermost proxy that is trusted has seen it."""
    peer = request.client.host if request.client else "unknown"
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    hops = [*forwarded, peer]
    return hops[max(0, len(hops) - 1 - trusted_proxies)]
