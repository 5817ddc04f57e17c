"""Jobs as their owners see them."""

from typing import Protocol

from assistant.domain.jobs import Job, JobState
from assistant.retrieval.store.paging import FIRST_PAGE, Page


class Jobs(Protocol):
    """Jobs as their owners see them; running them is the job engine's."""

    def get(self, job: str) -> Job:
        """Return a job; NotFound."""
        ...

    def list(
        self, *, owner: str | None = None, states: frozenset[JobState] = frozenset(), parent: str | None = None,
        page: Page = FIRST_PAGE,
    ) -> tuple[Job, ...]:  # fmt: skip
        """Return jobs, newest first."""
        ...

    def save(self, job: Job) -> None:
        """Keep or replace a job."""
        ...
