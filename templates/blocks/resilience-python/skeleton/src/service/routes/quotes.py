"""Passes on a quote of another service."""

from typing import Annotated

from fastapi import APIRouter, Path

from service.outbound.quotes_client import Quote, QuotesClient

Topic = Annotated[str, Path(min_length=1, max_length=60)]


def quote_routes(quotes: QuotesClient) -> APIRouter:
    """Quotes by topic."""
    router = APIRouter()

    @router.get("/v1/quotes/{topic}")
    async def quote(topic: Topic) -> Quote:
        return await quotes.quote(topic)

    return router
