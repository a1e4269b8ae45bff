import asyncio
import json
import os
import sys

import asyncpg
import pytest

from service.database.database import driver_url
from service.database.migrate import migrate, number_of_steps
from support import running_service, test_settings

pytestmark = pytest.mark.anyio

# In CI, and after `docker compose up --detach database`: TEST_DATABASE_URL=postgresql://…/test make test
URL = os.environ.get("TEST_DATABASE_URL", "")
with_database = pytest.mark.skipif(URL == "", reason="TEST_DATABASE_URL is not set")


async def up(steps: int | None = None) -> list[str]:
    # In a thread, because migrations run an event loop of their own.
    return await asyncio.to_thread(migrate, URL, "up", steps)


async def down_to_nothing() -> None:
    await up()
    await asyncio.to_thread(migrate, URL, "down", number_of_steps())


async def execute(statement: str) -> list[str]:
    connection = await asyncpg.connect(URL)
    try:
        return [row[0] for row in await connection.fetch(statement)]
    finally:
        await connection.close()


async def schema() -> list[str]:
    return await execute(
        "SELECT table_name || '.' || column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1"
    )


async def test_is_not_ready_while_the_database_is_down_and_alive_all_the_same() -> None:
    async with running_service(database_url="postgresql://nobody@127.0.0.1:9/nothing") as (_, client):
        ready = await client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["dependencies"] == {"database": "down"}
        assert (await client.get("/healthz")).status_code == 200
        failed = await client.get("/v1/notes")
        assert failed.status_code == 500
        assert "127.0.0.1" not in failed.text


def test_takes_the_url_that_other_tools_take() -> None:
    settings = test_settings(database_url="postgresql://service:hunter2@db:5433/notes?sslmode=require")
    url = driver_url(settings.database_url)
    assert url.render_as_string() == "postgresql+asyncpg://service:***@db:5433/notes?ssl=require"


@with_database
async def test_migrates_up_down_to_nothing_and_up_again() -> None:
    await up()
    complete = await schema()
    assert "notes.title" in complete
    assert await up() == []
    await down_to_nothing()
    assert await schema() == []
    assert len(await up()) == number_of_steps()
    assert await schema() == complete


@with_database
async def test_migrates_once_when_several_processes_try_at_the_same_time() -> None:
    async def run() -> str:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "service.database.migrate",
            env={"DATABASE_URL": URL, "PYTHONPATH": "src"},
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await process.communicate()
        assert process.returncode == 0
        message: str = json.loads(output)["message"]
        return message

    await down_to_nothing()
    first, *rest = sorted(await asyncio.gather(run(), run(), run()))
    assert first.startswith("migrated up: 0001_create_notes, 0002_")
    assert rest == ["the database is up to date"] * 2


@with_database
async def test_a_step_gives_up_on_a_lock_and_changes_nothing() -> None:
    await down_to_nothing()
    await up(1)
    before = await schema()
    blocker = await asyncpg.connect(URL)
    try:
        async with blocker.transaction():
            await blocker.execute("LOCK TABLE notes IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(Exception, match="lock timeout"):
                await up()
    finally:
        await blocker.close()
    assert await schema() == before
    await up()


@with_database
async def test_serves_during_the_expansion_every_step_works_with_the_version_before_it() -> None:
    await down_to_nothing()
    await up(2)
    async with running_service(database_url=URL) as (_, client):

        async def titles() -> list[str]:
            return [note["title"] for note in (await client.get("/v1/notes")).json()["items"]]

        async def post() -> int:
            return (await client.post("/v1/notes", json={"title": "New", "body": "new"})).status_code

        # What the version before the expansion writes.
        await execute("INSERT INTO notes (body) VALUES ('old')")
        assert await titles() == ["old"]
        assert await post() == 201
        await up()
        assert await post() == 201
        assert await titles() == ["New", "New", "old"]
        older = await client.get("/v1/notes", params={"before": 2})
        assert [note["title"] for note in older.json()["items"]] == ["old"]
        refused = await client.post("/v1/notes", json={"body": "x", "colour": "red"})
        assert refused.status_code == 400
        assert (await client.get("/readyz")).status_code == 200
