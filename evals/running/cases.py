"""Runs single cases: a fault of one is an error of that case, and the others go on."""

from functools import cache

from assistant.domain.errors import AssistantError
from evals.measures import CaseResult
from evals.replay.replies import Head, Replies, read_replies
from evals.running.engines import Engine, Exchange
from evals.running.kept import Kept
from evals.running.plan import Job, Plan, Work
from evals.running.record import Record, Time, record_of, time_of
from evals.subjects import BuiltIn, Stopwatch, Subject
from evals.tasks import Task, TaskCase

KEPT = "kept"
NAMED = 3
"""Missing replies that an error names."""


class Bench:
    """The subjects of a plan, made when first asked for."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.kept = Kept(work.plan.out / KEPT)
        self._made: dict[str, tuple[BuiltIn, Exchange | None]] = {}

    def run(self, job: Job) -> tuple[Record, Time]:
        """Return what came of a piece of work, now or in a run that was broken off."""
        key = self.work.key(job)
        if (known := self.kept.get(key)) is not None:
            return known
        batch, case = self.work.found(job)
        subject, exchange = self._subject(batch.engine)
        if exchange is not None:
            exchange.begin(job.repeat)
        record, time = run_case(batch.task, case, subject, job)
        missing = exchange.missing() if exchange is not None else ()
        if missing:
            record = unrecorded(record, missing)
        self.kept.put(key, record, time)
        return record, time

    def recorded(self) -> None:
        """Write the replies that were recorded, where that was asked for."""
        for _, exchange in self._made.values():
            if exchange is not None and self.work.plan.record is not None and exchange.replies is not None:
                self.work.plan.record.write_text(exchange.replies.to_jsonl(), "utf-8")

    def _subject(self, engine: Engine) -> tuple[BuiltIn, Exchange | None]:
        if engine.label not in self._made:
            exchange = None if engine.kind == "extractive" else Exchange(engine, self._replies(engine))
            self._made[engine.label] = BuiltIn(exchange.model if exchange else None), exchange
        return self._made[engine.label]

    def _replies(self, engine: Engine) -> Replies | None:
        if engine.replies is not None:
            return read_replies(engine.replies)
        if self.work.plan.record is None:
            return None
        cases = {b.task.name: tuple(c.id for c in b.cases) for b in self.work.batches if b.engine == engine}
        made_by = f"model {engine.model}"
        return Replies(Head(made_by=made_by, model=engine.model or "", cases=cases, repeats=self.work.plan.repeats))


def run_case(task: Task, case: TaskCase, subject: Subject, job: Job) -> tuple[Record, Time]:
    """Return what came of a case; whatever goes wrong in it becomes its error, in one line."""
    watch = Stopwatch()
    try:
        result = task.run(case, subject)
    except Exception as error:  # noqa: BLE001  one case must not take the others with it
        told = str(error) if isinstance(error, AssistantError) else f"{type(error).__name__}: {error}"
        result = CaseResult(case.id, case.cluster, seconds=watch.seconds, error=" ".join(told.split()))
    record = record_of(result, job.engine, job.task, job.repeat)
    return record, time_of(result, record)


def unrecorded(record: Record, missing: tuple[str, ...]) -> Record:
    """Return a record as unscored, because replies were asked for that are not in the file."""
    more = " and others" if len(missing) > NAMED else ""
    told = f"no reply recorded for {', '.join(missing[:NAMED])}{more}; record again"
    return record.model_copy(update={"error": told, "measures": (), "marks": (), "details": ()})


@cache
def bench(plan: str) -> Bench:
    """Return the bench of a plan in JSON; one for the life of a process."""
    return Bench(Work(Plan.model_validate_json(plan)))


def run_job(plan: str, job: Job) -> tuple[Record, Time]:
    """Run a piece of work in this process (entry point of a worker)."""
    return bench(plan).run(job)
