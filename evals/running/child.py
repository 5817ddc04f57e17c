"""The process in which Inspect runs: `python -m evals.running.child run PLAN.json`.

It is a process of its own because Inspect leaves streams unclosed, which our tests take for errors, and because it
sets up logging and event loops as it likes. It says on standard output how many cases are done.
"""

import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from evals.running.cases import bench, run_job
from evals.running.inspection import Finished, inspected
from evals.running.plan import Job, Plan

LOGS = "logs"


def main() -> None:
    """Run a plan, or bundle logs with Inspect's viewer."""
    what, first, *rest = sys.argv[1:]
    if what == "bundle":
        bundle(Path(first), Path(rest[0]))
        return
    told = Path(first).read_text("utf-8")
    with _workers(Plan.model_validate_json(told)) as pool:
        evaluate(told, pool)


def bundle(logs: Path, target: Path) -> None:
    """Write Inspect's own viewer with the logs in it, as a page that needs no server of ours."""
    from inspect_ai.log import bundle_log_dir

    bundle_log_dir(str(logs), str(target), overwrite=True)


def _workers(plan: Plan) -> Executor:
    """Return who does the work; replies are recorded in this process, which holds them all."""
    if plan.record is not None:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(plan.processes, mp_context=get_context("spawn"))


def evaluate(told: str, pool: Executor) -> None:
    """Run every case of a plan; each outcome is kept as it comes."""
    from inspect_ai import eval as inspect_eval

    plan = Plan.model_validate_json(told)
    work = bench(told).work
    total, done = len(work.jobs), 0

    def perform(job: Job) -> Finished:
        nonlocal done
        finished = Finished(*pool.submit(run_job, told, job).result())
        done += 1
        sys.stdout.write(f"{done} {total} {job.task}\n")
        sys.stdout.flush()
        return finished

    under_way = 2 * plan.processes
    inspect_eval(
        [inspected(batch, perform, limit=under_way) for batch in work.batches],
        model="none",
        display="none",
        log_dir=str(plan.out / LOGS),
        log_format="eval",
        log_level="error",
        max_tasks=2,
        max_samples=under_way,
        tags=[plan.suite],
        metadata={"seed": plan.seed, "code": plan.code},
    )
    bench(told).recorded()


if __name__ == "__main__":
    main()
