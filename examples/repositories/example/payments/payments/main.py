import logging
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from .models import Payment, PaymentRequest
from .provider import Provider, ProviderError
from .settings import Settings, read_settings

log = logging.getLogger("payments")


def create_app(settings: Settings, provider: Provider) -> FastAPI:
    app = FastAPI(title="payments")

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/payments", status_code=201)
    def authorise(request: PaymentRequest) -> Payment:
        reference = provider.authorise(request.amount, request.currency)
        log.info("authorised %s for order %s", reference, request.order)
        return Payment(id=str(uuid4()), order=request.order, reference=reference)

    @app.exception_handler(ProviderError)
    def provider_failed(_: Request, error: ProviderError) -> JSONResponse:
        log.error("the provider failed: %s", error)
        return JSONResponse({"message": "The payment provider is not available"}, status_code=502)

    @app.exception_handler(Exception)
    def failed(_: Request, error: Exception) -> JSONResponse:
        log.exception("unexpected error", exc_info=error)
        return JSONResponse({"message": "Something went wrong"}, status_code=500)

    return app


def main() -> FastAPI:
    settings = read_settings()
    logging.basicConfig(level=settings.log_level)
    return create_app(settings, Provider(settings.provider_url, settings.provider_key))
