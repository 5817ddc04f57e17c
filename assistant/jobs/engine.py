"""DBOS: which stages of a job are finished, and what runs next. Nothing but ids ever goes to it.

DBOS has one registry in a process, hence one engine in a process; `close` empties it.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from assistant.domain.jobs import Job
from assistant.jobs.chores import Chore
from assistant.jobs.gate import Gate
from assistant.jobs.limits import Limits
from assistant.jobs.place import SCHEMA, Place
from assistant.jobs.stages import Stages
from assistant.jobs.workflows import BULK, DRAFTS, UPKEEP, VERSION, order_for, register

APPLICATION = "outcome-stories"
PRUNING = "prune"  # the engine's own chore
_POLL = 0.5  # seconds
_BATCH = 500
_GRACE = 10.0  # seconds for the stages under way when the worker stops

P = ParamSpec("P")
T = TypeVar("T")


def _aside(call: Callable[P, T]) -> Callable[P, T]:
    """Run a call in a thread of its own: DBOS refuses these where an event loop runs in the thread."""

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(call, *args, **kwargs).result()

    return run


@dataclass(frozen=True)
class Engine:
    """Runs the stages of jobs, each once, however often the process dies.

    Attributes:
        place: its database, and the name of this worker.
        stages: what there is to do.
        limits: how many drafts run at once.
        gate: closed when the worker stops.
        chores: what is done by the clock.
        poll: seconds between two looks for work.
    """

    place: Place
    stages: Stages
    limits: Limits
    gate: Gate
    chores: Sequence[Chore] = ()
    poll: float = _POLL

    def launch(self) -> None:
        """Start to work; jobs that this worker left unfinished go on."""
        from dbos import DBOS

        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": self.place.url,
                "executor_id": self.place.worker,
                "application_version": VERSION,
                "log_level": "ERROR",
                "notification_listener_polling_interval_sec": self.poll,
                "sys_db_pool_size": 5 + self.limits.at_once,
                "dbos_system_schema": SCHEMA if self.place.shared else None,
            }
        )
        chores = (*self.chores, Chore(PRUNING, "17 3 * * *", self._prune))
        chore = register(self.stages, chores, self.gate)
        DBOS.launch()
        self._open_queues()
        DBOS.apply_schedules(
            [
                {"schedule_name": each.name, "workflow_fn": chore, "schedule": each.cron, "context": each.name}
                for each in chores
            ]
        )
        for each in chores:
            if each.at_start:
                DBOS.trigger_schedule(each.name)

    def close(self) -> None:
        """Stop to work, between two stages; what is unfinished stays so."""
        from dbos import DBOS

        self.gate.close()
        self.gate.drain(_GRACE)
        DBOS.destroy(destroy_registry=True)

    @_aside
    def enqueue(self, job: Job) -> None:
        """Put a job in its queue; nothing when it is there already."""
        from dbos import DBOS

        DBOS.enqueue_workflow_with_options(order_for(job.order.kind, job.id, job.owner), job.id)

    @_aside
    def cancel(self, job_ids: Sequence[str]) -> None:
        """Let no further stage of these jobs begin."""
        from dbos import DBOS

        DBOS.cancel_workflows(list(job_ids))

    @_aside
    def states(self, job_ids: Sequence[str]) -> dict[str, str]:
        """Return what the engine calls the state of each job that it knows."""
        from dbos import DBOS

        found: dict[str, str] = {}
        for at in range(0, len(job_ids), _BATCH):
            some = list(job_ids[at : at + _BATCH])
            rows = DBOS.list_workflows(workflow_ids=some, load_input=False, load_output=False)
            found |= {row.workflow_id: row.status for row in rows}
        return found

    @_aside
    def adopt(self, worker: str) -> int:
        """Put what a dead worker was running back in its queues; return how many jobs that were."""
        from dbos import DBOS

        rows = DBOS.list_workflows(executor_id=worker, status="PENDING", load_input=False, load_output=False)
        for row in rows:
            DBOS.resume_workflow(row.workflow_id, queue_name=row.queue_name)
        return len(rows)

    @_aside
    def _open_queues(self) -> None:
        """Drafts are taken from a user's own queue, a user at random: one with 300 does not keep out one with one."""
        from dbos import DBOS

        DBOS.register_queue(
            DRAFTS,
            worker_concurrency=self.limits.at_once,
            partition_concurrency=self.limits.at_once_per_user,
            polling_interval_sec=self.poll,
        )
        DBOS.register_queue(BULK, worker_concurrency=1, polling_interval_sec=self.poll)
        DBOS.register_queue(UPKEEP, global_concurrency=1, polling_interval_sec=self.poll)

    def _prune(self) -> None:
        """Forget finished work of some days ago; what its owners see of it stays in the store."""
        from datetime import UTC, datetime, timedelta

        from dbos import DBOS

        before = (datetime.now(UTC) - timedelta(days=7)).isoformat()
        while rows := DBOS.list_workflows(completed_before=before, limit=_BATCH, load_input=False, load_output=False):
            DBOS.delete_workflows([row.workflow_id for row in rows])
