"""An example of a resource in the database. Put your own in its place."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from service.database.database import Database


class NewNote(BaseModel):
    """The body of a new note."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(None, min_length=1, max_length=60)
    body: str = Field(min_length=1, max_length=10_000)


def note_routes(database: Database) -> APIRouter:
    """Writes notes, and lists them from the newest to the oldest."""
    router = APIRouter()

    @router.post("/v1/notes", status_code=201)
    async def add(note: NewNote) -> dict[str, Any]:
        rows = await database.query(
            "INSERT INTO notes (title, body) VALUES (:title, :body) RETURNING id::text, title, body",
            {"title": note.title or note.body[:60], "body": note.body},
        )
        return dict(rows[0])

    # Older rows may have no title until the backfill has reached them.
    @router.get("/v1/notes")
    async def page(
        before: Annotated[int | None, Query(ge=1)] = None, limit: Annotated[int, Query(ge=1, le=100)] = 20
    ) -> dict[str, Any]:
        rows = await database.query(
            "SELECT id::text, coalesce(title, left(body, 60)) AS title, body FROM notes"
            " WHERE CAST(:before AS bigint) IS NULL OR id < :before ORDER BY notes.id DESC LIMIT :limit",
            {"before": before, "limit": limit},
        )
        return {"items": [dict(row) for row in rows]}

    return router
