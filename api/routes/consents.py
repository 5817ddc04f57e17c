"""Consents: who agreed to what, on which channel; absent means no."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Parts, Reader, Writer
from api.replies import reply
from assistant.domain.base import Frozen
from assistant.domain.consent import Channel, Consent, ConsentNeed, Export, Item
from assistant.workflow.desk import consenting
from assistant.workflow.desk.consenting import ConsentMatrix

router = APIRouter(prefix="/api/v1", tags=["consents"])
_Where = Annotated[Channel, Query(description="The channel asked about.")]


class ConsentAsked(Frozen):
    """What somebody agreed to."""

    person: str | None = Field(default=None, max_length=200, description="Null is the company.", examples=["Ada Stone"])
    item: Item
    channel: Channel
    start: date
    end: date | None = None
    how: str = Field(min_length=1, max_length=500, examples=["e-mail of 3 September"])
    proof: str = Field(default="", max_length=1000, examples=["CRM, opportunity 4711"])


class Need(BaseModel):
    """What a story needs, and how that stands today."""

    model_config = ConfigDict(from_attributes=True)

    need: ConsentNeed
    standing: str = Field(examples=["given"])
    consent: Consent | None


class Matrix(BaseModel):
    """What stories need on a channel, and every consent of the account."""

    account: str
    channel: Channel
    rows: list[Need]
    lacking: int
    consents: list[Consent]


class PulledOut(BaseModel):
    """A consent that no longer holds, and the exports pulled for it; each says where it went."""

    consent: Consent
    exports: list[Export]


class Consents(BaseModel):
    """Some consents."""

    items: list[Consent]


@router.get("/accounts/{account}/consents", summary="What an account's stories need", response_model=Matrix)
def of_account(account: str, parts: Parts, user: Reader, channel: _Where) -> Response:
    """Return what the account's living stories need on a channel, and how it stands."""
    return _told(consenting.consent_matrix(parts.desk, user, channel, account=account))


@router.get("/stories/{story}/consents", summary="What a story needs", response_model=Matrix)
def of_story(story: str, parts: Parts, user: Reader, channel: _Where) -> Response:
    """Return what one story needs on a channel, and how it stands."""
    return _told(consenting.consent_matrix(parts.desk, user, channel, story=story))


@router.get("/accounts/{account}/consents/running-out", summary="Consents that end soon", response_model=Consents)
def running_out(account: str, parts: Parts, user: Reader) -> Response:
    """List consents that end within the days of notice, the first to end first."""
    return reply(Consents(items=list(consenting.running_out(parts.desk, user, account))))


@router.post("/accounts/{account}/consents", summary="Record a consent", status_code=201, response_model=Consent)
def give(account: str, asked: ConsentAsked, parts: Parts, user: Writer) -> Response:
    """Record what a person or the company agreed to."""
    given = consenting.Asked(**asked.model_dump())
    return reply(consenting.give_consent(parts.desk, user, account, given), 201)


@router.post("/accounts/{account}/consents/{consent}/withdraw", summary="Take a consent back",
             response_model=PulledOut)  # fmt: skip
def withdraw(account: str, consent: str, parts: Parts, user: Writer) -> Response:
    """Record that a consent was taken back; what went out on it is pulled, and the answer lists where it went."""
    pulled = consenting.withdraw_consent(parts.desk, user, account, consent)
    return reply(PulledOut(consent=pulled.consent, exports=list(pulled.exports)))


def _told(matrix: ConsentMatrix) -> Response:
    return reply(
        Matrix(
            account=matrix.account,
            channel=matrix.channel,
            rows=[Need.model_validate(row) for row in matrix.rows],
            lacking=matrix.lacking,
            consents=list(matrix.consents),
        )
    )
