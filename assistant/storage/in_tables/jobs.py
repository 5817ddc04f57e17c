"""Jobs in a table."""

from sqlalchemy import select, tuple_

from assistant.domain.jobs import Job, JobState
from assistant.retrieval.store.paging import FIRST_PAGE, Page
from assistant.storage.in_tables.unit import Unit, given, stamp
from assistant.storage.tables.service import jobs


class TableJobs:
    """See `assistant.retrieval.store.jobs.Jobs`."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def get(self, job: str) -> Job:
        """Return a job; NotFound."""
        return self._unit.record(Job, select(jobs.c.record).where(jobs.c.id == job), f"job {job!r}")

    def list(
        self,
        *,
        owner: str | None = None,
        states: frozenset[JobState] = frozenset(),
        parent: str | None = None,
        page: Page = FIRST_PAGE,
    ) -> tuple[Job, ...]:
        """Return jobs, newest first; NotFound when the page begins after a job that there is not."""
        query = select(jobs.c.record).filter_by(**given(owner=owner, parent=parent))
        if states:
            query = query.where(jobs.c.state.in_(sorted(states)))
        if page.after is not None:
            last = self.get(page.after)
            query = query.where(tuple_(jobs.c.at, jobs.c.id) < (stamp(last.created_at), last.id))
        return self._unit.records(Job, query.order_by(jobs.c.at.desc(), jobs.c.id.desc()).limit(page.size))

    def save(self, job: Job) -> None:
        """Keep or replace a job."""
        columns = job.model_dump(mode="json", include={"id", "owner", "state", "parent"})
        self._unit.put(jobs, **columns, at=stamp(job.created_at), record=job.model_dump_json())
