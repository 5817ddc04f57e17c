"""Who is who at an account, who is responsible for what, and what to ask next."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from api.access import Parts, Reader, Writer
from api.replies import reply
from assistant.domain.base import Frozen
from assistant.domain.guide import Guide
from assistant.domain.people import RoleMap
from assistant.domain.raci import Matrix
from assistant.workflow.desk import charts

router = APIRouter(prefix="/api/v1/accounts/{account}", tags=["roles and RACI"])
Process = Annotated[str, Path(max_length=100, examples=["renewal"])]
_NOTE = Field(default="", max_length=1000)


class Accepted(Frozen):
    """Who accepts a matrix."""

    by: str = Field(min_length=1, max_length=200, examples=["Cora Bell"])
    note: str = _NOTE


class Noted(Frozen):
    """What may be said with a step."""

    note: str = _NOTE


class RightAsked(Frozen):
    """A decision on a right of a matrix."""

    right: str = Field(min_length=1, max_length=200, examples=["short_extension"])
    changed: bool = Field(default=False, description="Whether it was decided otherwise; then the note says why.")
    note: str = _NOTE


class Matrices(BaseModel):
    """Every matrix of an account, by process."""

    matrices: dict[str, Matrix]


@router.get("/role-map", summary="Who is who", response_model=RoleMap)
def role_map(account: str, parts: Parts, user: Reader) -> Response:
    """Return people with their adoption roles, each traced to its evidence; made anew when the notes have changed."""
    return reply(charts.role_map(parts.desk, user, account))


@router.post("/role-map", summary="Make the role map anew", response_model=RoleMap)
def refresh_role_map(account: str, parts: Parts, user: Writer) -> Response:
    """Read all that is kept of the account again."""
    return reply(charts.role_map(parts.desk, user, account, refresh=True))


@router.get("/guide", summary="What to ask in the next interview", response_model=Guide)
def guide(account: str, parts: Parts, user: Reader) -> Response:
    """Return questions for the next interview, and whom to ask."""
    return reply(charts.guide(parts.desk, user, account))


@router.get("/raci", summary="Every matrix of an account", response_model=Matrices)
def matrices(account: str, parts: Parts, user: Reader) -> Response:
    """Return what is kept, suggested or accepted."""
    return reply(Matrices(matrices=charts.matrices(parts.desk, user, account)))


@router.get("/raci/{process}", summary="Who is responsible for what", response_model=Matrix)
def raci(
    account: str,
    process: Process,
    parts: Parts,
    user: Reader,
    refresh: Annotated[bool, Query(description="Suggest a new one; needs the right to write.")] = False,
) -> Response:
    """Return the account's matrix for renewal, onboarding, expansion or story; suggested where there is none."""
    return reply(charts.raci(parts.desk, user, account, process, refresh=refresh))


@router.post("/raci/{process}/accept", summary="Accept a matrix", response_model=Matrix)
def accept(account: str, process: Process, said: Accepted, parts: Parts, user: Writer) -> Response:
    """Record that somebody named in it accepts a matrix."""
    return reply(charts.accept_raci(parts.desk, user, account, process, said.by, note=said.note))


@router.post("/raci/{process}/enforce", summary="Put a matrix in force", response_model=Matrix)
def enforce(account: str, process: Process, parts: Parts, user: Writer, said: Noted | None = None) -> Response:
    """Put a matrix in force that everybody named has accepted."""
    return reply(charts.put_in_force(parts.desk, user, account, process, note=said.note if said else ""))


@router.post("/raci/{process}/rights", summary="Record a decision on a right", response_model=Matrix)
def record_right(account: str, process: Process, said: RightAsked, parts: Parts, user: Writer) -> Response:
    """Confirm a right as the matrix has it, or record what was decided instead."""
    decided = charts.record_right(parts.desk, user, account, process, said.right, changed=said.changed, note=said.note)
    return reply(decided)
