"""Entity tags, against lost edits: a change names the state that it was made on (If-Match)."""

import hashlib
import re
from typing import Annotated

from fastapi import Depends, Header

from api.problems import PreconditionRequired
from assistant.domain.accounts import Account
from assistant.domain.errors import EditConflict
from assistant.domain.review import StoryRecord

_STORY = re.compile(r'"r([0-9]{1,9})"')
_IF_MATCH = Header(alias="If-Match", description="The ETag that came when this was read.", examples=['"r3"'])
_Given = Annotated[str | None, _IF_MATCH]


def of_story(record: StoryRecord) -> str:
    """Return the tag of a story's state."""
    return f'"r{record.revision}"'


def of_account(account: Account) -> str:
    """Return the tag of what is known of an account."""
    return f'"{hashlib.sha256(account.model_dump_json().encode()).hexdigest()[:32]}"'


def _optional(if_match: _Given = None) -> int | None:
    """Return the story's revision that a request names; None when it names none, or any (`*`).

    Raises:
        EditConflict: it names what is no state of a story.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    found = _STORY.fullmatch(if_match.strip().removeprefix("W/"))
    if found is None:
        raise EditConflict('If-Match names no state of a story, such as "r3"; read the story again')
    return int(found[1])


def _required(if_match: _Given = None) -> int | None:
    if if_match is None:
        raise PreconditionRequired("this change needs If-Match with the ETag of the story as you read it")
    return _optional(if_match)


def named(if_match: _Given = None) -> str | None:
    """Return the tag that a request names as it stands."""
    return if_match.strip() if if_match is not None else None


Revision = Annotated[int | None, Depends(_optional)]
RevisionRead = Annotated[int | None, Depends(_required)]
Tag = Annotated[str | None, Depends(named)]
