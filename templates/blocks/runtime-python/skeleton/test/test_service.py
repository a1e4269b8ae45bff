import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import Request

from service.errors import ServiceError
from support import client_of, running_service

pytestmark = pytest.mark.anyio


async def test_answers_a_valid_request_and_refuses_an_invalid_one() -> None:
    async with running_service() as (_, client):
        answer = await client.get("/v1/greetings/Ada")
        assert answer.status_code == 200
        assert answer.json() == {"message": "Hello, Ada!"}

        refused = await client.get(f"/v1/greetings/{'x' * 61}")
        assert refused.status_code == 400
        assert "at most 60 characters" in refused.json()["error"]["message"]
        assert "xxx" not in refused.text


async def test_tells_the_client_about_its_own_errors_and_nothing_about_ours() -> None:
    async with running_service() as (service, client):

        @service.app.get("/fails")
        async def fails() -> None:
            raise RuntimeError("password=hunter2")

        @service.app.get("/busy")
        async def busy() -> None:
            raise ServiceError(503, "busy", "Try again later")

        internal = await client.get("/fails")
        assert internal.status_code == 500
        assert internal.json()["error"]["code"] == "internal"
        assert internal.json()["error"]["requestId"] != ""
        assert "hunter2" not in internal.text
        assert (await client.get("/busy")).json()["error"]["message"] == "Try again later"

        missing = await client.get("/nowhere")
        assert missing.status_code == 404
        assert missing.json()["error"]["code"] == "not-found"


async def test_limits_the_requests_of_one_client() -> None:
    async with (
        running_service(rate_limit_per_minute=2) as (service, one),
        client_of(service, "10.0.0.2") as other,
    ):
        assert (await one.get("/v1/greetings/Ada")).status_code == 200
        assert (await one.get("/v1/greetings/Grace")).status_code == 200
        limited = await one.get("/v1/greetings/Ada")
        assert limited.status_code == 429
        assert limited.json()["error"]["code"] == "too-many-requests"
        assert 0 < int(limited.headers["retry-after"]) <= 60
        # Without a trusted proxy, nobody gets a fresh start by naming an address.
        forged = await one.get("/v1/greetings/Ada", headers={"x-forwarded-for": "10.9.9.9"})
        assert forged.status_code == 429
        assert (await other.get("/v1/greetings/Ada")).status_code == 200
        assert (await one.get("/healthz")).status_code == 200


async def test_tells_clients_behind_a_trusted_proxy_apart() -> None:
    async with running_service(rate_limit_per_minute=1, trusted_proxies=1) as (_, proxy):

        async def status(forwarded: str) -> int:
            return (await proxy.get("/v1/greetings/Ada", headers={"x-forwarded-for": forwarded})).status_code

        assert await status("10.1.1.1") == 200
        assert await status("10.1.1.2") == 200
        # What the client itself claims stands further left, and does not count.
        assert await status("10.7.7.7, 10.1.1.1") == 429


async def test_refuses_a_body_that_is_too_large_or_too_slow() -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    async with running_service(request_timeout_ms=100) as (service, client):

        @service.app.post("/upload")
        async def upload(request: Request) -> int:
            return len(await request.body())

        assert (await client.post("/upload", content=b"x" * 1000)).json() == 1000
        large = await client.post("/upload", content=b"x" * (1024 * 1024 + 1))
        assert large.status_code == 413
        assert large.json()["error"]["code"] == "too-large"
        late = await client.post("/upload", content=slow())
        assert late.status_code == 408
        assert late.headers["connection"] == "close"
