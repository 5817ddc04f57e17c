"""Edits of a story. Each names the state that was read (If-Match) and opens a new version."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from api.access import Parts, Writer
from api.etags import RevisionRead
from api.routes.stories import StoryOut, shown
from assistant.domain.base import Frozen
from assistant.workflow.desk import editing

router = APIRouter(prefix="/api/v1/stories/{story}", tags=["editing"])
_TEXT = Field(min_length=1, max_length=4000)
_NOTE = Field(default="", max_length=1000, description="What was changed, in the editor's words.")


class TextEdit(Frozen):
    """Other words."""

    text: Annotated[str, _TEXT] = Field(examples=["The stock count takes 3 days."])
    note: str = _NOTE


class NewClaim(TextEdit):
    """A claim to put behind another one."""

    after: str = Field(max_length=100, examples=["c2"])


class Expiry(Frozen):
    """The last day of use; null for none."""

    expires: date | None


@router.patch("/claims/{claim}", summary="Edit a claim", response_model=StoryOut)
def edit_claim(story: str, claim: str, edit: TextEdit, parts: Parts, user: Writer, revision: RevisionRead) -> Response:
    """Put a claim in other words; it is checked anew, alone, and an approval is taken away."""
    return shown(editing.edit_claim(parts.desk, user, story, claim, edit.text, revision=revision, note=edit.note))


@router.post("/claims", summary="Add a claim", status_code=201, response_model=StoryOut)
def add_claim(story: str, edit: NewClaim, parts: Parts, user: Writer, revision: RevisionRead) -> Response:
    """Put a claim behind another one; it is checked against all that is kept of the account."""
    made = editing.add_claim(parts.desk, user, story, edit.after, edit.text, revision=revision, note=edit.note)
    return shown(made, 201)


@router.delete("/claims/{claim}", summary="Take a claim out", response_model=StoryOut)
def remove_claim(story: str, claim: str, parts: Parts, user: Writer, revision: RevisionRead) -> Response:
    """Take a claim out; title and summary are looked at again."""
    return shown(editing.remove_claim(parts.desk, user, story, claim, revision=revision))


@router.put("/title", summary="Edit the title", response_model=StoryOut)
def edit_title(story: str, edit: TextEdit, parts: Parts, user: Writer, revision: RevisionRead) -> Response:
    """Give the story another title."""
    return shown(editing.edit_title(parts.desk, user, story, edit.text, revision=revision, note=edit.note))


@router.put("/summary", summary="Edit the summary", response_model=StoryOut)
def edit_summary(story: str, edit: TextEdit, parts: Parts, user: Writer, revision: RevisionRead) -> Response:
    """Give the story another summary."""
    return shown(editing.edit_summary(parts.desk, user, story, edit.text, revision=revision, note=edit.note))


@router.put("/expires", summary="Set the last day of use", response_model=StoryOut)
def set_expiry(story: str, edit: Expiry, parts: Parts, user: Writer, revision: RevisionRead) -> Response:
    """Set the day after which the story may no longer be used; a partner edition needs one."""
    return shown(editing.set_expiry(parts.desk, user, story, edit.expires, revision=revision))


@router.post("/recheck", summary="Check a story anew", response_model=StoryOut)
def recheck(story: str, parts: Parts, user: Writer, revision: RevisionRead) -> Response:
    """Check the claims whose notes have changed since; where nothing did, no version is opened."""
    return shown(editing.recheck(parts.desk, user, story, revision=revision))
