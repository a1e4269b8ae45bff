"""Answers every failure in one form. What went wrong inside is logged and never sent to the client."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

_log = structlog.get_logger()
_CODES = {404: "not-found", 405: "method-not-allowed", 408: "too-slow", 413: "too-large"}


class ServiceError(Exception):
    """An error with a status and a message that the client may see."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


def error_body(code: str, message: str, request_id: str) -> dict[str, Any]:
    """What a client gets for every failure."""
    return {"error": {"code": code, "message": message, "requestId": request_id}}


def register_error_handling(app: FastAPI) -> None:
    """Makes the app answer failures of any kind."""

    async def on_service_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ServiceError)  # noqa: S101 - registered for this type alone
        if error.status >= 500:
            _log.error("request failed", exc_info=error)
        else:
            _log.info("request refused", code=error.code)
        return _answer(request, error.status, error.code, error.message, error.headers)

    async def on_invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        # The input itself is left out: it may hold what must not be logged.
        problems = "; ".join(f"{'/'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors())
        _log.info("request refused", code="invalid")
        return _answer(request, 400, "invalid", problems)

    async def on_http_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101
        message = "There is nothing here" if error.status_code == 404 else str(error.detail)
        code = _CODES.get(error.status_code, "invalid" if error.status_code < 500 else "internal")
        headers = dict(error.headers) if error.headers else None
        return _answer(request, error.status_code, code, message, headers)

    async def on_anything_else(request: Request, error: Exception) -> JSONResponse:
        _log.error("request failed", exc_info=error)
        return _answer(request, 500, "internal", "Something went wrong on our side")

    app.add_exception_handler(ServiceError, on_service_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(Exception, on_anything_else)


def _answer(
    request: Request, status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    request_id = request.scope.get("request_id", "")
    return JSONResponse(error_body(code, message, request_id), status, headers)
