"""What owners see of their jobs: every change of `work.jobs` is made here, and a final state is never left again."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.domain.errors import BadInput, Busy, NotFound
from assistant.domain.jobs import LIVE, Job, JobKind, JobOrder, JobState
from assistant.jobs.limits import Limits
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.work import Store, Work

_PAGE = 500


@dataclass(frozen=True)
class Ledger:
    """The book of jobs.

    Attributes:
        store: where it is kept.
        clock: the time now, with its zone.
        new_id: makes an id for "job"; ids grow with time.
        limits: how much work is taken on.
    """

    store: Store
    clock: Callable[[], datetime]
    new_id: Callable[[str], str]
    limits: Limits

    def enter(self, order: JobOrder, owner: str, key: str | None) -> Job:
        """Write down a new job, or return the one that the same owner ordered under the same key.

        Raises:
            BadInput: the order names nothing to do.
            NotFound: it names an account that there is not.
            Busy: a limit is reached.
        """
        weight = _weight(order)
        job_id = self.new_id("job") if key is None else _id_of(owner, key)
        now = self.clock()
        with self.store.write() as work:
            try:
                return work.jobs.get(job_id)
            except NotFound:
                pass
            _refuse_unknown(work, order)
            self._refuse_beyond(work, owner, weight)
            job = Job(id=job_id, order=order, owner=owner, created_at=now, updated_at=now)
            work.jobs.save(job)
        return job

    def get(self, job_id: str) -> Job:
        """Return a job; NotFound."""
        with self.store.read() as work:
            return work.jobs.get(job_id)

    def begin(self, job_id: str) -> Job:
        """Note that a job runs; a final one is returned as it is."""
        return self._change(job_id, state=JobState.RUNNING)

    def attempt(self, job_id: str) -> Job:
        """Count one more beginning of a job's work."""
        with self.store.write() as work:
            job = work.jobs.get(job_id)
            if not job.is_final:
                job = job.model_copy(update={"attempts": job.attempts + 1, "updated_at": self.clock()})
                work.jobs.save(job)
        return job

    def tell(self, job_id: str, stage: str, done: int, total: int) -> bool:
        """Note how far a job is; False when it is final, so that whoever works on it stops."""
        return not self._change(job_id, stage=stage, done=done, total=total).is_final

    def staged(self, job_id: str, sha256: str) -> Job:
        """Note under which hash a finished draft waits to be saved; a final job is returned as it is."""
        return self._change(job_id, draft=sha256)

    def settle(self, job_id: str, state: JobState, *, problem: str | None = None, story: str | None = None) -> Job:
        """Write down the end of a job, once: a job that is final already stays as it is.

        With the last child of bulk work its parent ends too, in the same transaction.
        """
        with self.store.write() as work:
            job = work.jobs.get(job_id)
            if job.is_final:
                return job
            ended = self._ended(job, state, problem, story)
            work.jobs.save(ended)
            if job.parent is not None:
                self._count(work, job.parent)
        return ended

    def expand(self, job_id: str, orders: Sequence[JobOrder]) -> tuple[str, ...]:
        """Write down a child for each order, all or none; return their ids, the same at a repetition."""
        ids = tuple(f"{job_id}-{number:04d}" for number in range(1, len(orders) + 1))
        now = self.clock()
        with self.store.write() as work:
            job = work.jobs.get(job_id)
            if job.is_final:
                return ()
            if not job.total:
                for child, order in zip(ids, orders, strict=True):
                    row = Job(id=child, order=order, owner=job.owner, parent=job_id, created_at=now, updated_at=now)
                    work.jobs.save(row)
                work.jobs.save(job.model_copy(update={"stage": "drafting", "total": len(ids), "updated_at": now}))
        return ids

    def cancel(self, job_id: str) -> tuple[str, ...]:
        """Cancel a job with its children; return the ids of all that this ended."""
        with self.store.write() as work:
            job = work.jobs.get(job_id)
            live = [] if job.is_final else [job, *_children(work, job_id, LIVE)]
            for each in live:
                work.jobs.save(self._ended(each, JobState.CANCELLED, None, None))
            if live and job.parent is not None:
                self._count(work, job.parent)
        return tuple(each.id for each in live)

    def live(self) -> tuple[Job, ...]:
        """Return every job that is not final, newest first."""
        with self.store.read() as work:
            return _all(work, states=LIVE)

    def _change(self, job_id: str, **update: object) -> Job:
        with self.store.write() as work:
            job = work.jobs.get(job_id)
            if job.is_final:
                return job
            changed = job.model_copy(update={**update, "updated_at": self.clock()})
            work.jobs.save(changed)
        return changed

    def _ended(self, job: Job, state: JobState, problem: str | None, story: str | None) -> Job:
        done = job.total if state is JobState.DONE else job.done
        update = {"state": state, "problem": problem, "story": story, "done": done, "updated_at": self.clock()}
        return job.model_copy(update=update)

    def _count(self, work: Work, parent_id: str) -> None:
        """Count a child that ended; the last one ends its parent."""
        parent = work.jobs.get(parent_id)
        if parent.is_final:
            return
        parent = parent.model_copy(update={"done": parent.done + 1, "updated_at": self.clock()})
        if parent.done == parent.total:
            parent = self._concluded(work, parent)
        work.jobs.save(parent)

    def _concluded(self, work: Work, parent: Job) -> Job:
        lost = len(_children(work, parent.id, frozenset({JobState.FAILED, JobState.CANCELLED})))
        if not lost:
            return self._ended(parent, JobState.DONE, None, None)
        state = JobState.FAILED if lost == parent.total else JobState.DONE
        return self._ended(parent, state, f"{lost} of {parent.total} drafts were not written; see each for why", None)

    def _refuse_beyond(self, work: Work, owner: str, weight: int) -> None:
        for who, bound in ((owner, self.limits.queued_per_user), (None, self.limits.queued)):
            waiting = len(work.jobs.list(owner=who, states=LIVE, page=Page(size=bound)))
            if waiting + weight > bound:
                whose = "you have" if who else "there are"
                raise Busy(f"{whose} {waiting} jobs waiting or running, and {bound} is the most; try again later")


def _children(work: Work, parent: str, states: frozenset[JobState]) -> tuple[Job, ...]:
    return _all(work, states=states, parent=parent)


def _all(work: Work, *, states: frozenset[JobState], parent: str | None = None) -> tuple[Job, ...]:
    found: list[Job] = []
    after: str | None = None
    while page := work.jobs.list(states=states, parent=parent, page=Page(after, _PAGE)):
        found += page
        after = page[-1].id
    return tuple(found)


def _weight(order: JobOrder) -> int:
    """Return how many jobs an order counts as.

    Raises:
        BadInput: it names nothing to do.
    """
    if order.kind is JobKind.BULK:
        if not order.accounts and not (order.account and order.documents):
            raise BadInput("job", "bulk work names nothing to draft", mend="name accounts, or one and its documents")
        return 1 + len(order.accounts or order.documents)
    if order.kind is JobKind.DRAFT and order.account is None:
        raise BadInput("job", "a draft names no account", mend="name one")
    return 1


def _refuse_unknown(work: Work, order: JobOrder) -> None:
    wanted = {*order.accounts, *((order.account,) if order.account else ())}
    missing = wanted - {account.id for account in work.accounts(frozenset(wanted))}
    if missing:
        raise NotFound(f"no account {min(missing)!r} is kept here")


def _id_of(owner: str, key: str) -> str:
    told = hashlib.sha256(f"{owner}\x00{key}".encode())
    return f"job_{told.hexdigest()[:26]}"
