"""Guards the calls to one dependency, each of which has a guard of its own, so that one that is slow does not use up
what the others need."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from circuitbreaker import CircuitBreaker, CircuitBreakerError
from prometheus_client import CollectorRegistry, Counter, Gauge
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from service.errors import ServiceError

T = TypeVar("T")


class TransientError(Exception):
    """An answer of the dependency that a further attempt may change."""


class _FullError(Exception):
    pass


@dataclass(frozen=True)
class GuardOptions:
    """How a dependency is treated."""

    #: Name of the dependency, in metrics and errors.
    dependency: str
    #: Longest time for one attempt.
    timeout_seconds: float
    #: Attempts after the first one.
    retries: int = 2
    #: Failures in a row after which the dependency is left alone.
    failures: int = 5
    #: How long it is left alone.
    open_seconds: float = 10
    #: Calls at a time; as many again may wait.
    concurrency: int = 20


class Guard:
    """At most so many calls at a time (bulkhead), each with a timeout; transient failures are tried again, later each
    time and at random (backoff with jitter), so that clients do not come back in step; and after failures in a row
    none is made for a while (circuit breaker)."""

    def __init__(self, options: GuardOptions, registry: CollectorRegistry) -> None:
        self._options = options
        self._permits = asyncio.Semaphore(options.concurrency)
        self._waiting = 0
        self._breaker = CircuitBreaker(
            failure_threshold=options.failures,
            recovery_timeout=options.open_seconds,
            expected_exception=TransientError,
            name=options.dependency,
        )
        self._outcomes = Counter(
            "outbound_requests",
            "Attempts to call a dependency, by outcome",
            ["dependency", "outcome"],
            registry=registry,
        )
        Gauge(
            "outbound_circuit_open",
            "Whether calls to a dependency are held back (1) or made (0)",
            ["dependency"],
            registry=registry,
        ).labels(options.dependency).set_function(lambda: 1 if self._breaker.opened else 0)

    async def call(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Makes a call under all of the guard's rules."""
        retrying = AsyncRetrying(
            stop=stop_after_attempt(1 + self._options.retries),
            wait=wait_random_exponential(multiplier=0.05, max=1),
            retry=retry_if_exception_type(TransientError),
            reraise=True,
        )
        try:
            return await retrying(self._unless_open, attempt)
        except (CircuitBreakerError, _FullError) as error:
            raise self._unavailable("held-back") from error
        except TransientError as error:
            raise self._unavailable("unavailable") from error

    async def _unless_open(self, attempt: Callable[[], Awaitable[T]]) -> T:
        if self._breaker.opened:
            raise CircuitBreakerError(self._breaker)
        async with _Permit(self):
            result: T = await self._breaker.call_async(self._timed, attempt)
            return result

    async def _timed(self, attempt: Callable[[], Awaitable[T]]) -> T:
        outcome = "failure"
        try:
            async with asyncio.timeout(self._options.timeout_seconds):
                result = await attempt()
            outcome = "success"
            return result
        except TimeoutError as error:
            outcome = "timeout"
            raise TransientError(f"{self._options.dependency} did not answer in time") from error
        finally:
            self._outcomes.labels(self._options.dependency, outcome).inc()

    def _unavailable(self, what: str) -> ServiceError:
        name = self._options.dependency
        return ServiceError(503, f"{name}-{what}", f"{name} cannot be used now; try again later")

    async def acquire(self) -> None:
        if self._waiting >= self._options.concurrency:
            raise _FullError
        self._waiting += 1
        try:
            await self._permits.acquire()
        finally:
            self._waiting -= 1

    def release(self) -> None:
        self._permits.release()


class _Permit:
    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def __aenter__(self) -> None:
        await self._guard.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._guard.release()
