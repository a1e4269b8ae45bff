"""Feature flags of this service."""

import asyncio
import contextlib
import hashlib
from pathlib import Path

import structlog
from openfeature import api
from openfeature.evaluation_context import EvaluationContext
from openfeature.flag_evaluation import FlagResolutionDetails, Reason
from openfeature.provider.in_memory_provider import InMemoryFlag, InMemoryProvider
from pydantic import BaseModel, Field, TypeAdapter

_log = structlog.get_logger()


class _Setting(BaseModel):
    enabled: bool
    #: Share of users that have it.
    percent: int = Field(ge=0, le=100)


_Settings = TypeAdapter(dict[str, _Setting])


class Flags:
    """Reads the flags from a file, and again whenever it changes.

    Another provider of OpenFeature can take its place without a change in the rest of the code.
    """

    def __init__(self, file: str | None, interval_seconds: float = 5) -> None:
        self._file = Path(file) if file else None
        self._interval = interval_seconds
        self._known = ""
        self._watching: asyncio.Task[None] | None = None
        api.set_provider(InMemoryProvider({}))
        if self._file:
            self._refresh(self._file)
        self._client = api.get_client()

    def is_on(self, flag: str, user: str) -> bool:
        """Whether a flag is on for a user; off when nothing is known about it."""
        return self._client.get_boolean_value(flag, False, EvaluationContext(user))

    def watch(self) -> None:
        """Follows the changes of the file from now on."""
        if self._file:
            self._watching = asyncio.create_task(self._watch(self._file))

    async def close(self) -> None:
        if self._watching:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching

    async def _watch(self, file: Path) -> None:
        # Read by the clock, because a mounted ConfigMap changes by a link that is replaced, which watching does not
        # see.
        while True:
            await asyncio.sleep(self._interval)
            try:
                if await asyncio.to_thread(self._refresh, file):
                    _log.info("feature flags have changed", file=str(file))
            except (OSError, ValueError) as error:
                _log.warning("feature flags cannot be read; the last ones stay", file=str(file), error=str(error))

    def _refresh(self, file: Path) -> bool:
        text = file.read_text()
        if text == self._known:
            return False
        settings = _Settings.validate_json(text)
        self._known = text
        api.set_provider(InMemoryProvider({flag: _flag(flag, each) for flag, each in settings.items()}))
        return True


def _flag(name: str, setting: _Setting) -> InMemoryFlag[bool]:
    def evaluate(flag: InMemoryFlag[bool], context: EvaluationContext) -> FlagResolutionDetails[bool]:
        on = setting.enabled and _bucket(name, context.targeting_key or "") < setting.percent
        variant = "on" if on else "off"
        return FlagResolutionDetails(value=flag.variants[variant], variant=variant, reason=Reason.TARGETING_MATCH)

    return InMemoryFlag(default_variant="off", variants={"on": True, "off": False}, context_evaluator=evaluate)


def _bucket(flag: str, user: str) -> int:
    """A number from 0 to 99 that is always the same for a flag and a user."""
    return int.from_bytes(hashlib.sha256(f"{flag}:{user}".encode()).digest()[:4], "big") % 100
