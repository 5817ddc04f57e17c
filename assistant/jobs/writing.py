"""One draft by a drafting process: its progress told, its time bounded, its process ended when nobody wants it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.domain.errors import AssistantError
from assistant.jobs.brief import Brief
from assistant.jobs.child import Child, ChildLost, ChildPool
from assistant.jobs.gate import Gate
from assistant.jobs.ledger import Ledger
from assistant.jobs.limits import Limits

STAGES = (
    "reading what is kept",
    "reading usage data",
    "finding the evidence",
    "writing",
    "checking every sentence",
    "saving",
)
TICK = 0.5  # seconds between two looks at whether the draft is still wanted, and between two notes of progress


class Unwanted(Exception):
    """The job is final already: cancelled, most likely."""


class NotWritten(AssistantError):
    """There is no story; the text is the one line that its owner reads."""


@dataclass(frozen=True)
class Scribe:
    """Has drafts written.

    Attributes:
        pool: drafting processes.
        ledger: is told the progress.
        limits: how long a draft may take, and how many processes it may lose.
        gate: closed when the worker stops.
        seconds: a clock that only goes forward.
    """

    pool: ChildPool
    ledger: Ledger
    limits: Limits
    gate: Gate
    seconds: Callable[[], float] = time.monotonic

    def written(self, brief: Brief) -> dict[str, Any]:
        """Return the story as JSON.

        Raises:
            NotWritten: it cannot be written, takes too long, or every process for it was lost.
            Unwanted: the job was cancelled meanwhile.
            Stopping: the worker stops.
        """
        lost = ""
        for _ in range(self.limits.child_attempts):
            try:
                with self.pool.child(brief.job) as child:
                    frame = self._answer(child, brief)
            except ChildLost as error:
                self.gate.check()
                if self.ledger.get(brief.job).is_final:
                    raise Unwanted from error
                lost = str(error)
                continue
            if "problem" in frame:
                raise NotWritten(frame["problem"])
            story: dict[str, Any] = frame["story"]
            return story
        raise NotWritten(f"{lost} ({self.limits.child_attempts} attempts)")

    def _answer(self, child: Child, brief: Brief) -> dict[str, Any]:
        """Wait for a story or a problem, telling the progress now and then."""
        child.ask(brief)
        told = _Told(self.ledger, brief.job)
        end = self.seconds() + self.limits.seconds
        while True:
            frame = child.next(TICK)
            self.gate.check()
            if frame is not None and not frame.keys().isdisjoint({"story", "problem"}):
                return dict(frame)
            if not told.wanted(frame.get("stage") if frame else None, self.seconds()):
                raise Unwanted
            if self.seconds() > end:
                raise NotWritten(f"it took longer than {self.limits.seconds:g} seconds; give it fewer documents")


class _Told:
    """Progress on its way to the ledger: the newest stage, written twice a second at most and only when it is new."""

    def __init__(self, ledger: Ledger, job: str) -> None:
        self._ledger = ledger
        self._job = job
        self._stage = self._written = STAGES[0]  # written before the process was asked
        self._done = 0
        self._next = 0.0

    def wanted(self, stage: str | None, now: float) -> bool:
        """Take a stage in, write it when it is time to, and tell whether the draft is still wanted."""
        if stage is not None:
            self._stage = stage
            self._done = STAGES.index(stage) if stage in STAGES else self._done
        if now < self._next:
            return True
        self._next = now + TICK
        if self._stage == self._written:
            return not self._ledger.get(self._job).is_final
        self._written = self._stage
        return self._ledger.tell(self._job, self._stage, self._done, len(STAGES))
