import asyncio
import json
import time
from pathlib import Path

import pytest

from service.flags import Flags
from support import running_service

pytestmark = pytest.mark.anyio


def write(file: Path, settings: object) -> str:
    file.write_text(json.dumps(settings))
    return str(file)


async def test_is_off_for_what_nobody_has_set(tmp_path: Path) -> None:
    assert not Flags(write(tmp_path / "flags.json", {})).is_on("unknown", "ada")
    assert not Flags(None).is_on("unknown", "ada")


async def test_gives_a_flag_to_its_share_of_users_always_to_the_same_ones(tmp_path: Path) -> None:
    flags = Flags(write(tmp_path / "flags.json", {"half": {"enabled": True, "percent": 50}}))
    users = [f"user-{index}" for index in range(400)]
    first = [flags.is_on("half", user) for user in users]
    assert first == [flags.is_on("half", user) for user in users]
    assert 0.4 < sum(first) / len(users) < 0.6


async def test_takes_a_change_without_a_restart_and_keeps_the_last_flags_when_the_file_breaks(tmp_path: Path) -> None:
    file = tmp_path / "flags.json"
    flags = Flags(write(file, {"warm": {"enabled": False, "percent": 100}}), interval_seconds=0.02)
    flags.watch()
    assert not flags.is_on("warm", "ada")
    write(file, {"warm": {"enabled": True, "percent": 100}})
    deadline = time.monotonic() + 5
    while not flags.is_on("warm", "ada"):
        assert time.monotonic() < deadline, "the change was not seen"
        await asyncio.sleep(0.02)
    file.write_text("{")
    await asyncio.sleep(0.1)
    assert flags.is_on("warm", "ada")
    await flags.close()


async def test_a_flag_changes_what_the_service_answers(tmp_path: Path) -> None:
    file = write(tmp_path / "flags.json", {"warm-greetings": {"enabled": True, "percent": 100}})
    async with running_service(flags_file=file) as (_, client):
        assert (await client.get("/v1/greetings/Ada")).json() == {"message": "Hello and welcome, Ada!"}
