"""The stages of a job. Each may be repeated after a crash and changes nothing twice; what is passed on are ids only.

A stage answers whether the job goes on; whatever ended it stands in the ledger by then.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from assistant.domain.errors import AssistantError, NotFound, StoreConflict
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.domain.story import Story
from assistant.jobs.brief import BriefReader
from assistant.jobs.ledger import Ledger
from assistant.jobs.writing import STAGES, Scribe, Unwanted

_PAUSES = (0.5, 2.0)  # seconds


class KeepDraft(Protocol):
    """Keeps a new story; a second time under the same id changes nothing."""

    def __call__(self, story: Story, /, *, account: str, author: str, story_id: str, at: datetime) -> object:
        """Keep it, with all that follows from a new story, in one transaction."""
        ...


@dataclass(frozen=True)
class Upkeep:
    """Work over accounts besides drafting.

    Attributes:
        accounts: ids of all accounts.
        reindex: builds the index of one account anew.
        forget: throws away a model's answers for a job that is over.
    """

    accounts: Callable[[], Sequence[str]]
    reindex: Callable[[str], object]
    forget: Callable[[str], object] = lambda job: job


@dataclass(frozen=True)
class Stages:
    """What is done for jobs, stage by stage.

    Attributes:
        ledger: the book of jobs.
        briefs: reads what a draft needs.
        scribe: has it written.
        keep: saves the story.
        upkeep: the rest.
    """

    ledger: Ledger
    briefs: BriefReader
    scribe: Scribe
    keep: KeepDraft
    upkeep: Upkeep

    def begin(self, job_id: str) -> bool:
        """Note that the job runs."""
        return not self.ledger.begin(job_id).is_final

    def compose(self, job_id: str) -> bool:
        """Have the draft written and put it aside, under a hash that the ledger holds."""
        job = self.ledger.attempt(job_id)
        if job.is_final or self._is_staged(job):
            return not job.is_final
        if job.attempts > self.ledger.limits.attempts:
            return self.fail(job_id, f"the program ended {job.attempts - 1} times while it was written")
        if not self.ledger.tell(job_id, STAGES[0], 0, len(STAGES)):
            return False
        try:
            story = self.scribe.written(self.briefs.read(job))
        except Unwanted:
            return self.drop(job_id)
        except AssistantError as error:
            return self.fail(job_id, str(error))
        return self._put_aside(job, story)

    def save(self, job_id: str) -> bool:
        """Save the draft that was put aside as the story of this job."""
        if not self.ledger.tell(job_id, STAGES[-1], len(STAGES) - 1, len(STAGES)):
            return False
        if not self._is_staged(self.ledger.get(job_id)) and not self.compose(job_id):
            return False  # the draft put aside was lost, and cannot be written again
        job = self.ledger.get(job_id)
        aside = json.loads(self.ledger.store.blobs.read(job.draft or ""))
        story, account = Story.model_validate(aside["story"]), job.order.account or ""
        keep = partial(
            self.keep, story, account=account, author=job.owner, story_id=story_of(job_id), at=job.created_at
        )
        try:
            _patiently(keep)
        except AssistantError as error:
            return self.fail(job_id, str(error))
        return True

    def finish(self, job_id: str) -> bool:
        """Note that the job is done, with the story that came of it."""
        job = self.ledger.get(job_id)
        self.drop(job_id)
        story = story_of(job_id) if job.order.kind is JobKind.DRAFT else None
        self.ledger.settle(job_id, JobState.DONE, story=story)
        return True

    def fail(self, job_id: str, problem: str) -> bool:
        """Note that the job failed, and why; it does not go on."""
        self.ledger.settle(job_id, JobState.FAILED, problem=" ".join(problem.split()))
        return self.drop(job_id)

    def drop(self, job_id: str) -> bool:
        """Throw away the draft put aside and a model's answers; the job does not go on.

        What a crash leaves of them is swept when the store is next opened.
        """
        draft = self.ledger.get(job_id).draft
        if draft is not None:
            self.ledger.store.blobs.remove(draft)
        self.upkeep.forget(job_id)
        return False

    def owner(self, job_id: str) -> str:
        """Return whose job it is."""
        return self.ledger.get(job_id).owner

    def expand(self, job_id: str) -> list[str]:
        """Write down the children of bulk work; return their ids."""
        order = self.ledger.get(job_id).order
        if order.accounts:
            children = [_child(order, account, ()) for account in order.accounts]
        else:
            children = [_child(order, order.account, (document,)) for document in order.documents]
        return list(self.ledger.expand(job_id, children))

    def accounts(self, job_id: str) -> list[str]:
        """Return the accounts to index anew."""
        order = self.ledger.get(job_id).order
        return [order.account] if order.account else list(self.upkeep.accounts())

    def reindex(self, job_id: str, account: str, done: int, total: int) -> bool:
        """Index one account anew."""
        if not self.ledger.tell(job_id, "indexing passages", done, total):
            return False
        try:
            self.upkeep.reindex(account)
        except NotFound:
            return True  # erased meanwhile
        except AssistantError as error:
            return self.fail(job_id, str(error))
        return True

    def _is_staged(self, job: Job) -> bool:
        """Tell whether the draft is there already: the crash came just before this stage counted as finished."""
        if job.draft is None:
            return False
        try:
            self.ledger.store.blobs.read(job.draft)
        except AssistantError:
            return False
        return True

    def _put_aside(self, job: Job, story: object) -> bool:
        aside = {"job": job.id, "story": story}  # the id makes the hash its own
        sha256 = self.ledger.store.blobs.keep(json.dumps(aside).encode())
        if not self.ledger.staged(job.id, sha256).is_final:
            return True
        self.ledger.store.blobs.remove(sha256)
        return self.drop(job.id)


def _patiently(keep: Callable[[], object]) -> None:
    """Keep a story, again a little later where the store cannot be written just now."""
    for pause in _PAUSES:
        try:
            keep()
        except StoreConflict:
            time.sleep(pause)
        else:
            return
    keep()


def story_of(job_id: str) -> str:
    """Return the id of the story that comes of a job; the same for ever, so that a retry saves nothing twice."""
    return f"story_{job_id.partition('_')[2]}"


def _child(order: JobOrder, account: str | None, documents: tuple[str, ...]) -> JobOrder:
    update = {"kind": JobKind.DRAFT, "account": account, "accounts": (), "documents": documents}
    return order.model_copy(update=update)
