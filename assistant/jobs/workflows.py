"""The order of a job's stages, as DBOS workflows; replayed after a crash, so they do nothing but call stages.

DBOS keeps arguments, results and errors pickled in its own tables, where no erasure would reach them: so stages answer
with yes, no or ids, and a fault is named by its type alone.
"""

import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from assistant.domain.jobs import JobKind
from assistant.jobs.chores import Chore
from assistant.jobs.gate import Gate
from assistant.jobs.stages import Stages

if TYPE_CHECKING:
    from dbos import EnqueueOptions

VERSION = "1"  # raise it when the order of stages changes; jobs begun under another version wait for a worker of that
CHORE = "chore"
DRAFTS, BULK, UPKEEP = "drafts", "bulk", "upkeep"  # queues
FAULT = "it met a fault inside the program, again and again; please report it"
_QUEUES = {JobKind.DRAFT: DRAFTS, JobKind.BULK: BULK, JobKind.REINDEX: UPKEEP}
P = ParamSpec("P")
R = TypeVar("R")


class StageFault(Exception):
    """An unexpected fault in a stage, named by its type: its text might hold notes."""


def order_for(kind: JobKind, job_id: str, owner: str) -> "EnqueueOptions":
    """Return how a job is put in its queue; drafts wait in a part of it that is their owner's own."""
    options: EnqueueOptions = {
        "workflow_name": kind.value,
        "queue_name": _QUEUES[kind],
        "workflow_id": job_id,
        "app_version": VERSION,
    }
    if kind is JobKind.DRAFT:
        options["queue_partition_key"] = owner
    return options


def register(stages: Stages, chores: Sequence[Chore], gate: Gate) -> Callable[[datetime, str], None]:
    """Make the workflows known to DBOS; return the one that does a chore."""
    from dbos import DBOS

    step = partial(_step, gate)
    fail = step(stages.fail)
    for kind, body in ((JobKind.DRAFT, _draft), (JobKind.BULK, _bulk), (JobKind.REINDEX, _reindex)):
        # attempts are counted by the ledger, also over workers
        DBOS.workflow(name=kind.value, max_recovery_attempts=None)(_guarded(body(stages, step), fail))
    chore = _chore({each.name: each.run for each in chores}, step)
    DBOS.workflow(name=CHORE, max_recovery_attempts=None)(chore)
    return chore


def _draft(stages: Stages, step: Callable[..., Any]) -> Callable[[str], None]:
    begin, compose, save, finish = (step(each) for each in (stages.begin, stages.compose, stages.save, stages.finish))

    def draft(job_id: str) -> None:
        if begin(job_id) and compose(job_id) and save(job_id):
            finish(job_id)

    return draft


def _bulk(stages: Stages, step: Callable[..., Any]) -> Callable[[str], None]:
    begin, expand, owner_of = step(stages.begin), step(stages.expand), step(stages.owner)

    def bulk(job_id: str) -> None:
        from dbos import DBOS

        if begin(job_id):
            owner = owner_of(job_id)
            for child in expand(job_id):
                DBOS.enqueue_workflow_with_options(order_for(JobKind.DRAFT, child, owner), child)

    return bulk


def _reindex(stages: Stages, step: Callable[..., Any]) -> Callable[[str], None]:
    begin, accounts, finish = step(stages.begin), step(stages.accounts), step(stages.finish)
    index = step(stages.reindex)

    def reindex(job_id: str) -> None:
        names = accounts(job_id) if begin(job_id) else []
        if all(index(job_id, name, done, len(names)) for done, name in enumerate(names)):
            finish(job_id)

    return reindex


def _chore(runs: dict[str, Callable[[], object]], step: Callable[..., Any]) -> Callable[[datetime, str], None]:
    def run(name: str) -> bool:
        if name in runs:  # else it is a chore of an older version
            runs[name]()
        return True

    do = step(run)

    def chore(_: datetime, name: str) -> None:
        do(name)

    return chore


def _guarded(body: Callable[[str], None], fail: Callable[[str, str], object]) -> Callable[[str], None]:
    """Let a job fail whose stage met a fault at every attempt."""

    def run(job_id: str) -> None:
        from dbos import error

        try:
            body(job_id)
        except error.DBOSMaxStepRetriesExceeded:
            fail(job_id, FAULT)

    return run


def _step(gate: Gate, stage: Callable[P, R]) -> Callable[P, R]:
    from dbos import DBOS

    def quiet(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with gate.stage():
                return stage(*args, **kwargs)
        except Exception as error:  # noqa: BLE001  the border to tables that erasure does not reach
            raise StageFault(_place_of(error)) from None

    step: Any = DBOS.step(name=stage.__name__, retries_allowed=True, max_attempts=4, interval_seconds=1.0)(quiet)
    found: Callable[P, R] = step
    return found


def _place_of(error: Exception) -> str:
    """Return an error's type and the line of code it came from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {last.filename}:{last.lineno}"
