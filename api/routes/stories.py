"""Stories: listed, read, compared version by version."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from api import etags
from api.access import Parts, Reader
from api.listing import Listing, Pages
from api.replies import reply
from assistant.domain.consent import Channel, Export
from assistant.domain.review import ClaimDifference, Comment, Decision, Move, Override, State, StoryRecord
from assistant.domain.story import Kind, Story
from assistant.retrieval.store.stories import StoryFilter
from assistant.workflow.desk import stories
from assistant.workflow.desk.views import StoryView

router = APIRouter(prefix="/api/v1/stories", tags=["stories"])


class StoryOut(BaseModel):
    """A story, one version of it, and all that hangs on it."""

    record: StoryRecord
    version: int = Field(description="The version shown, the current one unless another was asked for.")
    content_hash: str
    content: Story
    overrides: list[Override]
    comments: list[Comment]
    decisions: list[Decision]
    exports: list[Export]
    channels: list[Channel] = Field(description="Where it is published.")
    blockers: dict[Channel, list[str]] = Field(description="What is in the way on each channel; empty where it may go.")
    moves: list[Move] = Field(description="What you may do with it now.")


class VersionOut(BaseModel):
    """A version, without its content."""

    version: int
    author: str
    created_at: str
    content_hash: str
    note: str


class Versions(BaseModel):
    """Every version of a story, oldest first."""

    items: list[VersionOut]


class Differences(BaseModel):
    """What changed between two versions, claim by claim."""

    before: int
    after: int
    items: list[ClaimDifference]


@router.get("", summary="Stories, newest first", response_model=Listing[StoryRecord])
def list_stories(
    parts: Parts,
    user: Reader,
    pages: Pages,
    *,
    account: Annotated[str | None, Query(max_length=200)] = None,
    state: Annotated[list[State] | None, Query()] = None,
    kind: Annotated[list[Kind] | None, Query()] = None,
    author: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """List the stories of the accounts you see."""
    where = StoryFilter(
        accounts=frozenset({account}) if account is not None else None,
        states=frozenset(state or ()),
        kinds=frozenset(each.value for each in kind or ()),
        author=author,
    )
    found = stories.list_stories(parts.desk, user, where, pages.page)
    shown, following = pages.of(found, lambda record: record.id)
    return reply(Listing[StoryRecord](items=shown, next=following))


@router.get("/{story}", summary="A story", response_model=StoryOut)
def read_story(
    story: str, parts: Parts, user: Reader, version: Annotated[int | None, Query(ge=1, le=10**9)] = None
) -> Response:
    """Return a story with verdicts, comments, decisions and blockers; the ETag is what an edit has to name."""
    return shown(stories.read_story(parts.desk, user, story, version))


@router.get("/{story}/versions", summary="A story's versions", response_model=Versions)
def versions(story: str, parts: Parts, user: Reader) -> Response:
    """List versions, oldest first."""
    found = stories.versions(parts.desk, user, story)
    items = [
        VersionOut(
            version=each.version,
            author=each.author,
            created_at=each.created_at.isoformat(),
            content_hash=each.content_hash,
            note=each.note,
        )
        for each in found
    ]
    return reply(Versions(items=items))


@router.get("/{story}/differences", summary="What changed between two versions", response_model=Differences)
def differences(
    story: str,
    parts: Parts,
    user: Reader,
    before: Annotated[int, Query(ge=1, le=10**9)],
    after: Annotated[int, Query(ge=1, le=10**9)],
) -> Response:
    """Tell claim by claim what was added, removed or changed."""
    found = stories.differences(parts.desk, user, story, before, after)
    return reply(Differences(before=before, after=after, items=list(found)))


def shown(view: StoryView, status: int = 200) -> Response:
    """Return a story as it is sent, with its ETag."""
    out = StoryOut(
        record=view.record,
        version=view.version.version,
        content_hash=view.version.content_hash,
        content=view.version.content,
        overrides=list(view.overrides),
        comments=list(view.comments),
        decisions=list(view.decisions),
        exports=list(view.exports),
        channels=list(view.channels),
        blockers={channel: list(found) for channel, found in view.blockers.items()},
        moves=list(view.moves),
    )
    return reply(out, status, ETag=etags.of_story(view.record))
