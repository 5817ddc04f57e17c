"""Search over passages and approved stories, and the library of what may be used."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Parts, Reader
from api.listing import Listing, Pages
from api.replies import reply
from assistant.domain.accounts import Account
from assistant.domain.consent import Channel
from assistant.domain.documents import Passage
from assistant.domain.review import StoryRecord
from assistant.workflow.desk import library as libraries
from assistant.workflow.desk import searching
from assistant.workflow.desk.searching import Filters

router = APIRouter(prefix="/api/v1", tags=["search"])
Words = Annotated[str, Query(max_length=200)]


class FoundOut(BaseModel):
    """A passage of an account, or an approved story."""

    type: Literal["passage", "story"]
    score: float = Field(ge=0, le=1)
    account: str
    passage: Passage | None = None
    story: StoryRecord | None = None


class Results(BaseModel):
    """What was found, best first."""

    results: list[FoundOut]


def filters(
    account: Annotated[str | None, Query(max_length=200)] = None,
    industry: Words = "",
    segment: Words = "",
    outcome: Words = "",
    role: Words = "",
    product: Words = "",
) -> Filters:
    """Return what narrows a search."""
    return Filters(account, industry, segment, outcome, role, product)


Narrowed = Annotated[Filters, Depends(filters)]


@router.get("/search", summary="Find passages and approved stories", response_model=Results)
def search(
    parts: Parts,
    user: Reader,
    narrowed: Narrowed,
    q: Annotated[str, Query(min_length=1, max_length=1000, examples=["time to count the stock"])],
    *,
    kind: Annotated[list[Literal["passage", "story"]] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """Search by words and by meaning in what you see; by industry, segment, outcome, role and product."""
    kinds = tuple(kind) if kind else ("passage", "story")
    found = searching.search(parts.desk, user, q, kinds=kinds, filters=narrowed, size=limit)
    results = [FoundOut.model_validate({**one._asdict(), "score": max(0.0, min(1.0, one.score))}) for one in found]
    return reply(Results(results=results))


class LibraryLine(BaseModel):
    """An approved story that may be used."""

    model_config = ConfigDict(from_attributes=True)

    record: StoryRecord
    account: Account
    channels: list[Channel] = Field(description="Where it is published.")
    exports: int = Field(description="How many files of it are in use.")
    used_at: date | None
    ends: date | None = Field(description="The first day on which a consent, or the story, runs out soon.")
    score: float | None


class OneLiner(BaseModel):
    """An approved story in one sentence."""

    text: str


@router.get("/library", summary="Approved stories", response_model=Listing[LibraryLine])
def library(parts: Parts, user: Reader, narrowed: Narrowed, pages: Pages, q: Words = "") -> Response:
    """List approved stories, newest first; with `q` those that answer it, best first, on one page."""
    found = libraries.library(parts.desk, user, q, narrowed, pages.page)
    shown, following = pages.of(found, lambda item: item.record.id)
    items = [LibraryLine.model_validate(item) for item in shown]
    return reply(Listing[LibraryLine](items=items, next=None if q.strip() else following))


@router.get("/stories/{story}/one-liner", summary="An approved story in one sentence", response_model=OneLiner)
def one_liner(story: str, parts: Parts, user: Reader) -> Response:
    """Return the sentence as it is copied into a mail or a slide."""
    return reply(OneLiner(text=libraries.one_liner(parts.desk, user, story)))
