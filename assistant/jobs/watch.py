"""What a worker does besides its jobs: show that it lives, adopt the jobs of those that do not, and mend the book."""

import threading
from contextlib import suppress
from dataclasses import dataclass, field

from assistant.domain.jobs import Job, JobKind, JobState
from assistant.jobs.engine import Engine
from assistant.jobs.leases import Leases
from assistant.jobs.ledger import Ledger
from assistant.jobs.workflows import FAULT

_ENDED = {"ERROR": JobState.FAILED, "MAX_RECOVERY_ATTEMPTS_EXCEEDED": JobState.FAILED, "CANCELLED": JobState.CANCELLED}
_MEND_EVERY = 12  # beats


@dataclass(frozen=True)
class Watch:
    """A thread that wakes every few seconds.

    Attributes:
        engine: runs the jobs.
        ledger: the book of jobs.
        leases: the workers' leases; None where this is the only one there can be.
        seconds: between two beats; a lease holds several of them.
    """

    engine: Engine
    ledger: Ledger
    leases: Leases | None
    seconds: float
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Mend what the last end left behind, then watch."""
        self.mend()
        thread = threading.Thread(target=self._watch, name="watch-jobs", daemon=True)
        self._threads.append(thread)
        thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def leave(self) -> None:
        """Let others adopt what is left here, at once instead of when the lease runs out."""
        if self.leases is not None:
            with suppress(OSError):  # the database is away: then when it runs out
                self.leases.give_up()

    def beat(self) -> None:
        """Renew the lease, and adopt the jobs of workers whose lease has run out."""
        if self.leases is None:
            return
        self.leases.renew()
        with self.leases.expired() as workers:
            for worker in workers:
                self.engine.adopt(worker)

    def mend(self) -> None:
        """Bring book and engine together where a crash fell between the two.

        A job that never reached the engine is put in its queue; one that the engine gave up is told so.
        """
        live = self.ledger.live()
        states = self.engine.states([job.id for job in live])
        for job in live:
            self._mend(job, states.get(job.id))

    def _mend(self, job: Job, state: str | None) -> None:
        if state is None and not _is_expanded(job):
            self.engine.enqueue(job)
        elif state in _ENDED and not _is_expanded(job):
            ended = _ENDED[state]
            self.ledger.settle(job.id, ended, problem=FAULT if ended is JobState.FAILED else None)

    def _watch(self) -> None:
        beats = 0
        while not self._stop.wait(self.seconds):
            beats += 1
            try:
                self.beat()
                if beats % _MEND_EVERY == 0:
                    self.mend()
            except Exception:  # noqa: BLE001, S112  the database is away for a while: whoever watches must outlast that
                continue


def _is_expanded(job: Job) -> bool:
    """Whether it is bulk work whose children do the rest."""
    return job.order.kind is JobKind.BULK and job.total > 0
