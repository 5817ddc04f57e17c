"""How far stories cover the accounts, and what waits for whoever asks."""

from datetime import date
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Parts, Reader
from api.listing import Listing, Pages
from api.replies import reply
from assistant.domain.accounts import Account
from assistant.domain.jobs import Job
from assistant.domain.people import Role
from assistant.domain.review import State
from assistant.workflow.desk import coverage as covering
from assistant.workflow.desk.home import home as waiting

router = APIRouter(prefix="/api/v1", tags=["coverage"])


class _Sent(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class AskNextOut(_Sent):
    """Whom to talk to next, and why."""

    name: str
    why: str


class CoverageOut(_Sent):
    """How far stories cover an account."""

    account: Account
    stories: dict[State, int]
    approved: int
    target: int
    missing: int
    unheard: list[Role] | None = Field(description="Roles nobody has spoken for; null before there is a role map.")
    ask_next: list[AskNextOut]
    renews_in: int | None = Field(description="Days to the renewal, negative when past.")


class TaskOut(_Sent):
    """One thing that waits."""

    kind: Literal["review", "approved", "draft", "consent", "renewal"]
    account: str
    title: str
    why: str
    story: str | None
    due: date | None


class HomeOut(_Sent):
    """What waits for you, the most urgent first, and your jobs that are still running."""

    tasks: list[TaskOut]
    jobs: list[Job]


@router.get("/coverage", summary="Approved stories against the target", response_model=Listing[CoverageOut])
def coverage(parts: Parts, user: Reader, pages: Pages) -> Response:
    """List accounts by id with stories approved and missing, roles nobody spoke for, and whom to interview next."""
    found = covering.coverage(parts.desk, user, pages.page)
    shown, following = pages.of(found, lambda one: one.account.id)
    items = [CoverageOut.model_validate(one) for one in shown]
    return reply(Listing[CoverageOut](items=items, next=following))


@router.get("/accounts/{account}/coverage", summary="The coverage of an account", response_model=CoverageOut)
def account_coverage(account: str, parts: Parts, user: Reader) -> Response:
    """Return how far stories cover one account."""
    return reply(CoverageOut.model_validate(covering.account_coverage(parts.desk, user, account)))


@router.get("/home", summary="What waits for you", response_model=HomeOut)
def home(parts: Parts, user: Reader) -> Response:
    """Return reviews, drafts, consents and renewals that wait, and running jobs."""
    return reply(HomeOut.model_validate(waiting(parts.desk, user)))
