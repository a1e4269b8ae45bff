"""Structured logs: one JSON object per line on standard output, from this code and from libraries alike."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from service.identity import SERVICE_NAME, SERVICE_VERSION

_LEVELS = {"fatal": 50, "error": 40, "warn": 30, "info": 20, "debug": 10, "trace": 5, "silent": 100}
_NAMES = {"critical": "fatal", "warning": "warn", "exception": "error"}
_SECRETS = ("authorization", "cookie", "password", "token", "secret")


def configure_logs(level: str, stream: TextIO = sys.stdout) -> None:
    """Sends everything that is logged from now on to the stream."""
    shared: list[Processor] = [
        # The ids of the request and its trace; see telemetry.py.
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        _rename,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.format_exc_info,
        _redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.EventRenamer("message"),
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(_LEVELS[level])
    # What the server says about itself at level info is said by this service, in its own words.
    for name in ("uvicorn.error", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(max(logging.WARNING, _LEVELS[level]))


def _rename(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event["level"] = _NAMES.get(event["level"], event["level"])
    event["service"] = SERVICE_NAME
    event["version"] = SERVICE_VERSION
    return event


def _redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    for key in event:
        if key.lower() in _SECRETS:
            event[key] = "[Redacted]"
    return event
