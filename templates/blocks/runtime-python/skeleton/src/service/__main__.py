"""Runs the service: python -m service. With --reload it starts again whenever a file changes."""

import asyncio
import json
import sys
from datetime import UTC, datetime

import uvicorn
from starlette.types import ASGIApp

from service.app import create_service
from service.config import ConfigurationError, load_settings
from service.logs import configure_logs
from service.shutdown import DrainingServer
from service.tracing import start_tracing


def create_development_app() -> ASGIApp:
    """What the server of --reload serves."""
    settings = load_settings()
    configure_logs(settings.log_level)
    start_tracing(settings.traces_url)
    return create_service(settings).asgi


def main() -> int:
    try:
        settings = load_settings()
    except ConfigurationError as error:
        # The logger is not configured yet, so the line is written as it would have written it.
        line = {"level": "fatal", "time": datetime.now(UTC).isoformat(), "message": str(error)}
        sys.stderr.write(f"{json.dumps(line)}\n")
        return 1
    if "--reload" in sys.argv[1:]:
        uvicorn.run(
            "service.__main__:create_development_app",
            factory=True,
            reload=True,
            reload_dirs=["src"],
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
        )
        return 0
    configure_logs(settings.log_level)
    tracing = start_tracing(settings.traces_url)
    server = DrainingServer(create_service(settings), settings)
    asyncio.run(server.serve())
    # Sends what has not been sent yet.
    tracing.shutdown()
    return 0 if server.outcome == "drained" else 1


if __name__ == "__main__":
    sys.exit(main())
