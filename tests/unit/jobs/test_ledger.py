"""The book of jobs, in any order of what may happen: a final state is never left, and nothing is counted twice."""

import itertools
from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from assistant.domain.accounts import Account
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.jobs.ledger import Ledger
from assistant.jobs.limits import Limits
from assistant.retrieval.store.paging import Page
from assistant.storage.memory_store import MemoryStore

ENDS = st.sampled_from([JobState.DONE, JobState.FAILED, JobState.CANCELLED])
ALL = Page(size=1000)


class Book(RuleBasedStateMachine):
    """Owners order, workers work, some of it twice."""

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.store.repository.keep_account(Account(id="acme", name="Acme"))
        numbers = itertools.count(1)
        ticks = itertools.count(1)
        self.ledger = Ledger(
            self.store,
            lambda: datetime.fromtimestamp(next(ticks), UTC),
            lambda kind: f"{kind}_{next(numbers):04d}",
            Limits(),
        )
        self.ended: dict[str, JobState] = {}

    def jobs(self) -> tuple[Job, ...]:
        with self.store.read() as work:
            return work.jobs.list(page=ALL)

    def one(self, at: int) -> Job | None:
        jobs = sorted(self.jobs(), key=lambda job: job.id)
        return jobs[at % len(jobs)] if jobs else None

    @rule(bulk=st.booleans(), key=st.sampled_from([None, "k1", "k2"]))
    def order(self, bulk: bool, key: str | None) -> None:
        kind = JobKind.BULK if bulk else JobKind.DRAFT
        order = JobOrder(kind=kind, account=None if bulk else "acme", accounts=("acme",) * 3 if bulk else ())
        known = {job.id for job in self.jobs()}
        job = self.ledger.enter(order, "u1", key)
        again = self.ledger.enter(order, "u1", key) if key else job
        assert again.id == job.id
        assert key is not None or job.id not in known

    @rule(at=st.integers(0, 50))
    def work(self, at: int) -> None:
        if job := self.one(at):
            self.ledger.begin(job.id)
            self.ledger.attempt(job.id)
            self.ledger.staged(job.id, "f" * 64)
            if job.order.kind is JobKind.DRAFT:
                assert self.ledger.tell(job.id, "writing", 1, 3) is not job.is_final

    @rule(at=st.integers(0, 50))
    def expand(self, at: int) -> None:
        job = self.one(at)
        if job and job.order.kind is JobKind.BULK:
            children = self.ledger.expand(job.id, [JobOrder(kind=JobKind.DRAFT, account="acme")] * 3)
            assert len(children) == (0 if job.is_final else 3)

    @rule(at=st.integers(0, 50), state=ENDS)
    def end(self, at: int, state: JobState) -> None:
        job = self.one(at)
        if job and job.order.kind is JobKind.DRAFT:
            self.ledger.settle(job.id, state, problem="why" if state is JobState.FAILED else None)

    @rule(at=st.integers(0, 50))
    def cancel(self, at: int) -> None:
        if job := self.one(at):
            ended = self.ledger.cancel(job.id)
            assert (job.id in ended) is not job.is_final
            assert self.ledger.get(job.id).is_final

    @invariant()
    def what_is_final_stays_as_it_is(self) -> None:
        for job in self.jobs():
            if job.is_final:
                assert self.ended.setdefault(job.id, job.state) is job.state
            assert job.id not in self.ended or job.is_final

    @invariant()
    def bulk_work_counts_its_children_once_and_ends_with_them(self) -> None:
        jobs = self.jobs()
        for parent in jobs:
            children = [job for job in jobs if job.parent == parent.id]
            if not children or parent.state is JobState.CANCELLED:
                assert all(child.is_final for child in children)
                continue
            over = sum(child.is_final for child in children)
            assert (parent.done, parent.total, len(children)) == (over, 3, 3)
            assert parent.is_final is (over == 3)


TestBook = Book.TestCase
TestBook.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
