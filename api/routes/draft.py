"""`POST /api/v1/draft`: notes in, story out, nothing kept (contract: over HTTP)."""

from typing import Literal

from fastapi import APIRouter
from pydantic import Field

from api.access import Parts, Writer
from api.routes.uploading import MOST_FILES, GivenText, pasted
from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.story import Kind, Story
from assistant.workflow.drafting import DraftRequest

router = APIRouter(prefix="/api/v1", tags=["draft"])


class DraftAsked(Frozen):
    """What a story is written from."""

    account: Account | None = Field(default=None, description="As in an account file; every key is optional.")
    notes: tuple[GivenText, ...] = Field(min_length=1, max_length=MOST_FILES)
    usage: tuple[GivenText, ...] = Field(default=(), max_length=MOST_FILES)
    kind: Kind = Kind.STORY
    engine: Literal["auto", "extractive", "openai"] = "auto"
    redact: Literal["off", "suggest", "on"] = "suggest"


@router.post(
    "/draft",
    summary="Write a story from notes, keeping nothing",
    responses={502: {"description": "The model service that was asked for stays down."}},
)
def draft(asked: DraftAsked, parts: Parts, _user: Writer) -> Story:
    """Answer with a checked story (`outcome-story/1`): every claim cites its evidence and carries a verdict."""
    return parts.draft(
        DraftRequest(
            notes=pasted(asked.notes),
            usage=pasted(asked.usage),
            account=account_given(asked.account),
            kind=asked.kind,
            engine=asked.engine,
            redact=asked.redact,
        )
    )


def account_given(account: Account | None) -> Account | None:
    """Return the account as given, its id made of its name where there is none; None when nothing names it."""
    if account is None or account == Account():
        return None
    if account.name is None or "id" in account.model_fields_set:
        return account
    named = Account.named(account.name)
    return account.model_copy(update={"id": named.id, "name": named.name})
