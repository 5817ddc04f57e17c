"""The audit log."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from api.access import Operator, Parts
from api.listing import Listing, Pages
from api.replies import reply
from assistant.domain.audit import AuditEntry
from assistant.domain.errors import BadInput
from assistant.workflow.desk import auditing

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])


class Chain(BaseModel):
    """Whether the log is as it was written."""

    whole: bool
    first_broken: int | None = Field(description="Number of the first entry changed, or after one taken out.")


@router.get("", summary="Who did what, newest first", response_model=Listing[AuditEntry])
def entries(
    parts: Parts,
    user: Operator,
    pages: Pages,
    account: Annotated[str | None, Query(max_length=200)] = None,
    subject: Annotated[str | None, Query(max_length=200, examples=["story:story_01JD"])] = None,
) -> Response:
    """List entries; they hold ids, never text of notes."""
    before = _number(pages.page.after)
    found = auditing.audit(parts.desk, user, auditing.Sought(account, subject), before=before, size=pages.page.size)
    shown, following = pages.of(found, lambda entry: str(entry.seq))
    return reply(Listing[AuditEntry](items=shown, next=following))


@router.get("/chain", summary="Check the seals of the log", response_model=Chain)
def chain(parts: Parts, user: Operator) -> Response:
    """Follow the chain of hashes from the first entry to the last."""
    broken = auditing.verify_chain(parts.desk, user)
    return reply(Chain(whole=broken is None, first_broken=broken))


def _number(after: str | None) -> int | None:
    try:
        return int(after) if after is not None else None
    except ValueError as error:
        raise BadInput("cursor", "it is none of this listing", mend="take `next` of the page before") from error
