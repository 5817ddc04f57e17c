"""`POST /api/v1/draft`: notes in, story out, nothing kept (contract: over HTTP)."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from api.access import Parts, Writer
from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.documents import NamedBytes
from assistant.domain.filenames import shown_name, unique_names
from assistant.domain.story import Kind, Story
from assistant.workflow.drafting import DraftRequest

router = APIRouter(prefix="/api/v1", tags=["draft"])
_NAME = Field(min_length=1, max_length=200, examples=["interview.txt"])
_MOST_FILES = 50


class GivenText(Frozen):
    """A file as text: notes, a transcript, or a usage table."""

    name: Annotated[str, _NAME]
    text: str = Field(
        examples=["Ada Stone: The stock count took us 9 days before. Now the stock count takes 3 days."],
    )

    def file(self, name: str) -> NamedBytes:
        """Return it as a file of that name."""
        return NamedBytes(name, self.text.encode("utf-8", "replace"))


class DraftAsked(Frozen):
    """What a story is written from."""

    account: Account | None = Field(default=None, description="As in an account file; every key is optional.")
    notes: tuple[GivenText, ...] = Field(min_length=1, max_length=_MOST_FILES)
    usage: tuple[GivenText, ...] = Field(default=(), max_length=_MOST_FILES)
    kind: Kind = Kind.STORY
    engine: Literal["auto", "extractive", "openai"] = "auto"
    redact: Literal["off", "suggest", "on"] = "suggest"


@router.post("/draft", summary="Write a story from notes, keeping nothing")
def draft(asked: DraftAsked, parts: Parts, _user: Writer) -> Story:
    """Answer with a checked story (`outcome-story/1`): every claim cites its evidence and carries a verdict."""
    return parts.draft(
        DraftRequest(
            notes=files(asked.notes),
            usage=files(asked.usage),
            account=account_given(asked.account),
            kind=asked.kind,
            engine=asked.engine,
            redact=asked.redact,
        )
    )


def files(given: tuple[GivenText, ...]) -> tuple[NamedBytes, ...]:
    """Return texts as files whose names are unique within the request."""
    names = unique_names([shown_name(each.name) or "notes" for each in given])
    return tuple(each.file(name) for each, name in zip(given, names, strict=True))


def account_given(account: Account | None) -> Account | None:
    """Return the account as given, its id made of its name where there is none; None when nothing names it."""
    if account is None or account == Account():
        return None
    if account.name is None or "id" in account.model_fields_set:
        return account
    named = Account.named(account.name)
    return account.model_copy(update={"id": named.id, "name": named.name})
