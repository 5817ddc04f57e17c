"""Drafts on their way: how far each is, by stage; it goes on when the page is closed."""

from fastapi import APIRouter, Request, Response

from api.access import Parts, Reader, Writer
from api.pages.screen import Shown
from api.routes.jobs import mine
from assistant.bootstrap.service import ServiceParts
from assistant.domain.jobs import Job, JobState
from assistant.domain.users import Permission, User
from assistant.retrieval.store.paging import Page
from assistant.workflow.desk import people

router = APIRouter(include_in_schema=False)
_SIZE = 50


@router.get("/jobs")
def jobs(request: Request, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show jobs, newest first: one's own, and of everybody to those who look after jobs."""
    everybody = user.may(Permission.OPERATE)
    with parts.store.read() as work:
        found = work.jobs.list(
            owner=None if everybody else user.id, page=Page(request.query_params.get("after"), _SIZE + 1)
        )
    after = found[_SIZE - 1].id if len(found) > _SIZE else None
    return screen.show(
        "jobs/list.html.j2", here="jobs", jobs=found[:_SIZE], after=after, names=people.names(parts.desk)
    )


@router.get("/jobs/{job}")
def job(job: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show how far a job is; a finished draft leads on to its story."""
    found = mine(parts, user, job)
    if found.state is JobState.DONE and found.story:
        return screen.go(f"/stories/{found.story}")
    return screen.show("jobs/job.html.j2", here="new", job=found, account=_account(parts, user, found))


@router.post("/jobs/{job}/cancel")
def cancel(job: str, parts: Parts, user: Writer, screen: Shown) -> Response:
    """End a job."""
    parts.jobs.cancel(mine(parts, user, job).id)
    return screen.go(f"/jobs/{job}", "stopped")


def _account(parts: ServiceParts, user: User, job: Job) -> str:
    """Return the name of the account that a job is about; empty where it is about several."""
    if job.order.account is None or not user.sees(job.order.account):
        return ""
    with parts.store.read() as work:
        return work.account(job.order.account).name or ""
