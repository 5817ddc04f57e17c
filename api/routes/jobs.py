"""Jobs: drafts ordered, watched as they go, cancelled."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import Field
from starlette.responses import StreamingResponse

from api.access import Operator, Parts, Reader, Writer
from api.listing import Listing, Pages
from api.progress import follow
from api.replies import reply
from assistant.bootstrap.service import ServiceParts
from assistant.domain.base import Frozen
from assistant.domain.errors import NotFound
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.domain.story import Kind
from assistant.domain.users import Permission, User
from assistant.workflow.desk.accounts import kept_account

router = APIRouter(prefix="/api/v1", tags=["jobs"])
_KEY = Header(alias="Idempotency-Key", max_length=200, description="A retry with the same key gives the same job.")
Key = Annotated[str | None, _KEY]
_EVENT = 'id: 4\nevent: progress\ndata: {"state": "running"}\n\n'
_ACCEPTED: dict[int | str, dict[str, Any]] = {202: {"description": "Taken on; watch the job."}}


class DraftOrder(Frozen):
    """A story to be written from what is kept of an account."""

    kind: Kind = Kind.STORY
    documents: tuple[str, ...] = Field(default=(), max_length=500, description="Ids; none is all that is kept.")
    engine: Literal["auto", "extractive", "openai"] = "auto"
    language: str | None = Field(default=None, pattern="^[a-z]{2}$")


class BulkOrder(Frozen):
    """One story for each account, or for each document of one account."""

    accounts: tuple[str, ...] = Field(default=(), max_length=1000)
    account: str | None = Field(default=None, max_length=200, description="Whose documents, where those are named.")
    documents: tuple[str, ...] = Field(default=(), max_length=1000)
    kind: Kind = Kind.STORY
    engine: Literal["auto", "extractive", "openai"] = "auto"


@router.post("/accounts/{account}/stories", summary="Draft a story from what is kept", status_code=202,
             response_model=Job, responses=_ACCEPTED)  # fmt: skip
def draft(account: str, order: DraftOrder, parts: Parts, user: Writer, key: Key = None) -> Response:
    """Take on a draft; the answer is a job, whose `story` is the story once it is done."""
    kept_account(parts.desk, user, Permission.WRITE, account)
    asked = JobOrder(
        kind=JobKind.DRAFT,
        account=account,
        story_kind=order.kind,
        documents=order.documents,
        engine=order.engine,
        language=order.language,
    )
    return _accepted(parts.jobs.submit(asked, user.id, key=key))


@router.post("/jobs/bulk", summary="Draft many stories", status_code=202, response_model=Job,
             responses=_ACCEPTED)  # fmt: skip
def bulk(order: BulkOrder, parts: Parts, user: Writer, key: Key = None) -> Response:
    """Take on a draft for each account, or document, named; each is a job of its own below this one."""
    for account in dict.fromkeys((*order.accounts, *((order.account,) if order.account else ()))):
        kept_account(parts.desk, user, Permission.WRITE, account)
    asked = JobOrder(
        kind=JobKind.BULK,
        account=order.account,
        accounts=order.accounts,
        documents=order.documents,
        story_kind=order.kind,
        engine=order.engine,
    )
    return _accepted(parts.jobs.submit(asked, user.id, key=key))


@router.post("/jobs/reindex", summary="Build the search indexes anew", status_code=202, response_model=Job,
             responses=_ACCEPTED)  # fmt: skip
def reindex(parts: Parts, user: Operator, key: Key = None) -> Response:
    """Take on re-indexing of everything that is kept."""
    return _accepted(parts.jobs.submit(JobOrder(kind=JobKind.REINDEX), user.id, key=key))


@router.get("/jobs", summary="Your jobs, newest first", response_model=Listing[Job])
def jobs(
    parts: Parts, user: Reader, pages: Pages, *, state: JobState | None = None,
    everybody: Annotated[bool, Query(description="Also of others; for those who look after jobs.")] = False,
) -> Response:  # fmt: skip
    """List jobs."""
    all_ = everybody and user.may(Permission.OPERATE)
    with parts.store.read() as work:
        found = work.jobs.list(
            owner=None if all_ else user.id, states=frozenset({state}) if state else frozenset(), page=pages.page
        )
    shown, following = pages.of(found, lambda each: each.id)
    return reply(Listing[Job](items=shown, next=following))


@router.get("/jobs/{job}", summary="A job", response_model=Job)
def get(job: str, parts: Parts, user: Reader) -> Response:
    """Return how far a job is."""
    return reply(mine(parts, user, job))


@router.get(
    "/jobs/{job}/events",
    summary="A job's progress as it happens",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": {"example": 'id: 4\nevent: progress\ndata: {"state": "running"}\n\n'}}}
    },
)
def events(
    job: str, parts: Parts, user: Reader, request: Request,
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID", max_length=100)] = None,
) -> StreamingResponse:  # fmt: skip
    """Send a job as server-sent events whenever it changes, until it is final; resumes after Last-Event-ID."""
    mine(parts, user, job)
    stream = follow(parts.store, job, last_event_id, gone=request.is_disconnected)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.post("/jobs/{job}/cancel", summary="Cancel a job", response_model=Job)
def cancel(job: str, parts: Parts, user: Writer) -> Response:
    """End a job, and those below it; a final one stays as it is."""
    return reply(parts.jobs.cancel(mine(parts, user, job).id))


def mine(parts: ServiceParts, user: User, job: str) -> Job:
    """Return a job that is the user's own, or anybody's to those who look after jobs."""
    found = parts.jobs.get(job)
    if found.owner != user.id and not user.may(Permission.OPERATE):
        raise NotFound(f"no job {job!r} is kept here")
    return found


def _accepted(job: Job) -> Response:
    return reply(job, 202, Location=f"{router.prefix}/jobs/{job.id}")
