"""Erasure: a document or a person goes for good, out of passages, vectors, stories and files."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Eraser, Parts
from api.replies import reply
from assistant.domain.base import Frozen
from assistant.domain.consent import Export
from assistant.workflow.desk import erasing, forgetting

router = APIRouter(prefix="/api/v1/accounts/{account}", tags=["erasure"])


class PersonAsked(Frozen):
    """Whom to forget."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["Ada Stone"])]


class ErasedOut(BaseModel):
    """What an erasure touched."""

    model_config = ConfigDict(from_attributes=True)

    versions: int = Field(description="Versions of documents that went or were changed.")
    passages: int
    vectors: int
    changed: list[str] = Field(description="Stories of which a part went.")
    erased: list[str] = Field(description="Stories of which nothing was left.")
    exports: list[Export] = Field(description="Files that went; each says where it had gone.")
    consents: int
    charts: int
    left: list[str] = Field(description="What could not be reached, and what to do about it.")


@router.delete("/documents/{document}", summary="Erase a document", response_model=ErasedOut)
def erase_document(account: str, document: str, parts: Parts, user: Eraser) -> Response:
    """Erase a document with everything that stands on it, and say what was touched."""
    return reply(ErasedOut.model_validate(erasing.erase_document(parts.desk, user, account, document)))


@router.post("/people/erase", summary="Erase a person", response_model=ErasedOut)
def erase_person(account: str, asked: PersonAsked, parts: Parts, user: Eraser) -> Response:
    """Erase a person from everything kept of the account, and say what was touched."""
    return reply(ErasedOut.model_validate(forgetting.erase_person(parts.desk, user, account, asked.name)))
