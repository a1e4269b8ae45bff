import asyncio

import pytest
from prometheus_client import CollectorRegistry

from service.app import create_service
from service.health import Health, HealthReport
from support import client_of, metrics_of, running_service, test_settings

pytestmark = pytest.mark.anyio


async def test_is_alive_from_the_first_moment_and_ready_only_once_it_has_started() -> None:
    service = create_service(test_settings())
    async with client_of(service) as client:
        assert (await client.get("/healthz")).status_code == 200
        before = await client.get("/readyz")
        assert before.status_code == 503
        assert before.json()["status"] == "starting"


async def test_is_not_ready_while_a_dependency_is_down_and_stays_alive() -> None:
    async with running_service() as (service, client):
        broken = True

        async def check() -> None:
            if broken:
                raise ConnectionRefusedError

        service.health.add_dependency("ledger", check)
        down = await client.get("/readyz")
        assert down.status_code == 503
        assert down.json()["dependencies"]["ledger"] == "down"
        assert 'dependency_up{dependency="ledger"} 0.0' in metrics_of(service)
        assert (await client.get("/healthz")).status_code == 200

        broken = False
        assert (await client.get("/readyz")).json()["dependencies"]["ledger"] == "up"
        assert 'dependency_up{dependency="ledger"} 1.0' in metrics_of(service)


async def test_takes_a_dependency_that_does_not_answer_for_down() -> None:
    health = Health(CollectorRegistry())
    health.started()
    health.add_dependency("slow", asyncio.Event().wait)  # type: ignore[arg-type]
    assert await health.report() == HealthReport(status="unavailable", dependencies={"slow": "down"})
