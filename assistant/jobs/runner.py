"""The door to durable jobs: submit, cancel, look at one. Put together by `assistant.bootstrap`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, Self

from assistant.domain.jobs import Job, JobOrder
from assistant.jobs.brief import BriefReader
from assistant.jobs.child import ChildPlan, ChildPool
from assistant.jobs.chores import Chore
from assistant.jobs.engine import Engine
from assistant.jobs.gate import Gate
from assistant.jobs.leases import Leases
from assistant.jobs.ledger import Ledger
from assistant.jobs.limits import Limits
from assistant.jobs.place import Place
from assistant.jobs.stages import KeepDraft, Stages, Upkeep
from assistant.jobs.watch import Watch
from assistant.jobs.writing import Scribe
from assistant.retrieval.store.work import Store

BEAT = 3.0  # seconds between two signs of life
LEASE = 20.0  # seconds without one after which a worker counts as dead


class JobRunner(Protocol):
    """Runs durable jobs. Its methods may be called from several threads."""

    def submit(self, order: JobOrder, owner: str, *, key: str | None = None) -> Job:
        """Take an order; the same owner's same key gives the same job, however often it is sent.

        Raises:
            BadInput: the order names nothing to do.
            NotFound: it names an account that there is not.
            Busy: too many jobs wait already.
        """
        ...

    def cancel(self, job_id: str) -> Job:
        """Cancel a job, with its children, and end what is being written; nothing when it is final. NotFound."""
        ...

    def get(self, job_id: str) -> Job:
        """Return a job; NotFound."""
        ...

    def launch(self) -> None:
        """Start to work; what a crash or a stop left unfinished goes on."""
        ...

    def close(self) -> None:
        """Stop to work; what is unfinished goes on at the next start, or elsewhere."""
        ...


@dataclass(frozen=True)
class Parts:
    """What a runner is put together from.

    Attributes:
        place: the engine's own database, and the name of this worker.
        store: what people see of jobs.
        clock: the time now, with its zone.
        new_id: makes an id for "job"; ids grow with time.
        briefs: reads what a draft needs.
        child: how a drafting process is started.
        keep: saves a story.
        upkeep: re-indexing and sweeping up.
        chores: what is done by the clock.
        limits: how much work is taken on.
        beat: seconds between two signs of life.
        lease: seconds without one after which a worker counts as dead.
        poll: seconds between two looks for work.
    """

    place: Place
    store: Store
    clock: Callable[[], datetime]
    new_id: Callable[[str], str]
    briefs: BriefReader
    child: ChildPlan
    keep: KeepDraft
    upkeep: Upkeep
    chores: Sequence[Chore] = ()
    limits: Limits = field(default_factory=Limits)
    beat: float = BEAT
    lease: float = LEASE
    poll: float = 0.5


class DurableRunner:
    """See `JobRunner`; on DBOS, one in a process. Also a context manager that launches and closes it."""

    def __init__(self, parts: Parts) -> None:
        self._ledger = Ledger(parts.store, parts.clock, parts.new_id, parts.limits)
        self._pool = ChildPool(parts.child)
        self._gate = Gate()
        scribe = Scribe(self._pool, self._ledger, parts.limits, self._gate)
        self._stages = Stages(self._ledger, parts.briefs, scribe, parts.keep, parts.upkeep)
        self._engine = Engine(parts.place, self._stages, parts.limits, self._gate, parts.chores, parts.poll)
        self._leases = Leases(parts.place, parts.lease) if parts.place.shared else None
        self._watch = Watch(self._engine, self._ledger, self._leases, parts.beat)

    def submit(self, order: JobOrder, owner: str, *, key: str | None = None) -> Job:
        """See `JobRunner.submit`."""
        job = self._ledger.enter(order, owner, key)
        if not job.is_final:
            self._engine.enqueue(job)
        return job

    def cancel(self, job_id: str) -> Job:
        """See `JobRunner.cancel`."""
        ended = self._ledger.cancel(job_id)
        if ended:
            self._engine.cancel(ended)
        for each in ended:
            self._pool.end(each)
            self._stages.drop(each)
        return self._ledger.get(job_id)

    def get(self, job_id: str) -> Job:
        """See `JobRunner.get`."""
        return self._ledger.get(job_id)

    def launch(self) -> None:
        """See `JobRunner.launch`."""
        if self._leases is not None:
            self._leases.open()  # before the first job runs, so that nobody's job is without a lease
        self._pool.warm()
        self._engine.launch()
        self._watch.start()

    def close(self) -> None:
        """See `JobRunner.close`."""
        self._gate.close()
        self._pool.close()
        self._watch.stop()
        self._engine.close()
        self._watch.leave()

    def __enter__(self) -> Self:
        self.launch()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
