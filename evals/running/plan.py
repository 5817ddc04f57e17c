"""What is to be run: a suite, engines, repeats; and each single piece of that work."""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput
from evals.running.engines import Engine
from evals.running.record import ANY_ENGINE, Spec
from evals.tasks import Options, Suite, Task, TaskCase, tasks

SEED = 20261123


class Plan(Frozen):
    """What was asked for on the command line; passed between processes as JSON.

    Attributes:
        out: folder that takes the run.
        record: file that takes the replies of the one model service.
        code: hash of the program, so that nothing is taken over from another version.
        processes: that work side by side.
        only: tasks; none named is all.
        judge: a model that judges every claim of a story, besides the scorers.
    """

    suite: Suite = "full"
    engines: tuple[Engine, ...] = (Engine(kind="extractive"),)
    out: Path
    repeats: int = 1
    limit: int | None = None
    seed: int = SEED
    data: Path | None = None
    record: Path | None = None
    code: str = ""
    processes: int = 2
    only: tuple[str, ...] = ()
    judge: Engine | None = None

    @property
    def options(self) -> Options:
        """Which cases the tasks are to give."""
        return Options(suite=self.suite, limit=self.limit, seed=self.seed, data=self.data)


class Job(NamedTuple):
    """One case, with one engine, once."""

    engine: str
    task: str
    case: str
    repeat: int


class Batch(NamedTuple):
    """The cases of one task for one engine."""

    engine: Engine
    label: str
    task: Task
    cases: tuple[TaskCase, ...]
    repeats: int


class Work:
    """A plan with its tasks and cases loaded.

    Args:
        plan: what was asked for.
        known: the tasks there are.
    """

    def __init__(self, plan: Plan, known: Sequence[Task] | None = None) -> None:
        self.plan = plan
        there = self._all() if known is None else known
        strangers = set(plan.only) - {task.name for task in there}
        if strangers:
            mend = f"choose from {', '.join(task.name for task in there)}"
            raise BadInput("--task", f"there is no task {min(strangers)!r}", mend=mend)
        chosen = [task for task in there if plan.suite in task.suites and (not plan.only or task.name in plan.only)]
        self.tasks = tuple(chosen)

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        """What is to be run, task by task."""
        found = [self._batch(task, engine) for task in self.tasks for engine in self._engines(task)]
        return tuple(batch for batch in found if batch.cases)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Every single piece of work."""
        return tuple(
            Job(batch.label, batch.task.name, case.id, repeat)
            for batch in self.batches
            for case in batch.cases
            for repeat in range(batch.repeats)
        )

    @property
    def specs(self) -> tuple[Spec, ...]:
        """What is measured."""
        named = {batch.task.name for batch in self.batches}
        return tuple(
            Spec(task=task.name, name=m.name, kind=m.kind, higher_is_better=m.higher_is_better, title=m.title)
            for task in self.tasks
            if task.name in named
            for m in task.measures
        )

    def found(self, job: Job) -> tuple[Batch, TaskCase]:
        """Return what a piece of work is about; KeyError where there is none such."""
        return self._by_name[job.engine, job.task], self._cases[job.engine, job.task, job.case]

    def key(self, job: Job) -> str:
        """Return the hash of everything that the outcome of a piece of work depends on."""
        batch, case = self.found(job)
        replies = batch.engine.replies.read_bytes() if batch.engine.replies else b""
        told = {
            "job": job,
            "url": batch.engine.base_url,
            "replies": hashlib.sha256(replies).hexdigest(),
            "code": self.plan.code,
            "case": hashlib.sha256(repr(case.payload).encode("utf-8", "replace")).hexdigest(),
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:40]

    def _all(self) -> Sequence[Task]:
        from evals.agreement.judged import judged_tasks

        return tasks() if self.plan.judge is None else (*tasks(), *judged_tasks(self.plan.judge))

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Batch]:
        return {(batch.label, batch.task.name): batch for batch in self.batches}

    @cached_property
    def _cases(self) -> dict[tuple[str, str, str], TaskCase]:
        return {(batch.label, batch.task.name, case.id): case for batch in self.batches for case in batch.cases}

    def _engines(self, task: Task) -> Sequence[Engine]:
        return self.plan.engines if task.uses_engine else (Engine(kind="extractive"),)

    def _batch(self, task: Task, engine: Engine) -> Batch:
        label = engine.label if task.uses_engine else ANY_ENGINE
        cases = tuple(task.cases(self.plan.options))
        repeats = self.plan.repeats if engine.kind != "extractive" else 1
        if engine.kind == "replay" and engine.replies is not None:
            from evals.replay.replies import read_replies

            head = read_replies(engine.replies).head
            recorded = set(head.cases.get(task.name, ()))
            cases = tuple(case for case in cases if case.id in recorded)
            repeats = min(repeats, head.repeats)
        return Batch(engine, label, task, cases, repeats)
