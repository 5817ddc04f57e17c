"""Jobs in memory."""

from assistant.domain.jobs import Job, JobState
from assistant.retrieval.store.paging import FIRST_PAGE, Page
from assistant.storage.in_memory.shelves import Shelves


class MemoryJobs:
    """See `assistant.retrieval.store.jobs.Jobs`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def get(self, job: str) -> Job:
        """Return a job; NotFound."""
        return self._at.jobs.get(job, f"job {job!r}")

    def list(
        self,
        *,
        owner: str | None = None,
        states: frozenset[JobState] = frozenset(),
        parent: str | None = None,
        page: Page = FIRST_PAGE,
    ) -> tuple[Job, ...]:
        """Return jobs, newest first; NotFound when the page begins after a job that there is not."""
        found = [
            row
            for row in self._at.jobs.rows.values()
            if owner in {None, row.owner} and (not states or row.state in states) and parent in {None, row.parent}
        ]
        if page.after is not None:
            last = self.get(page.after)
            found = [row for row in found if (row.created_at, row.id) < (last.created_at, last.id)]
        return tuple(sorted(found, key=lambda row: (row.created_at, row.id), reverse=True)[: page.size])

    def save(self, job: Job) -> None:
        """Keep or replace a job."""
        self._at.jobs.put(job.id, job)
