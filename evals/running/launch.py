"""Starts the run, tells how far it is, and puts what came of it together."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from assistant.domain.errors import AssistantError
from evals.running.cases import KEPT
from evals.running.hashes import ROOT, hashes
from evals.running.kept import Kept
from evals.running.plan import Plan, Work
from evals.running.record import RUN, TIMES, Run, Time, times_json, to_json
from evals.running.summary import summed

LOGS, PLAN, SAID = "logs", "plan.json", "said.txt"
Tell = Callable[[int, int, str], None]
"""Is told cases done, cases in all, and the task."""

_OURS = "OUTCOME_STORIES_"
_OF_A_SERVICE = ("API_KEY", "BASE_URL", "MODEL", "MODELS", "PRICES", "CALL_", "STORY_", "PARALLEL_CALLS", "CONFIG")


class RunFailed(AssistantError):
    """The process of the run ended before the run was whole."""


class Outcome(NamedTuple):
    """A whole run, and what its cases took."""

    run: Run
    times: tuple[Time, ...]


def run_plan(plan: Plan, tell: Tell) -> Outcome:
    """Run a plan and write it into its folder; cases of a run that was broken off are taken over.

    Raises:
        BadInput: a data set cannot be read, or no case is wanted.
        RunFailed: the process that ran it was stopped; what is done is kept.
    """
    found = hashes()
    plan = plan.model_copy(update={"code": "-".join(found.values()), "out": plan.out.resolve()})
    work = Work(plan)
    if not work.jobs:
        raise RunFailed(f"suite {plan.suite}: no task has a case for this; see `outcome-stories evals list`")
    plan.out.mkdir(parents=True, exist_ok=True)
    _clear(plan.out / LOGS)
    _start(plan, tell)
    return _collected(plan, work, found)


def bundle(out: Path, target: Path) -> None:
    """Write Inspect's viewer of a run's logs into a folder.

    Raises:
        RunFailed: it could not be written.
    """
    out = out.resolve()
    command = [sys.executable, "-m", "evals.running.child", "bundle", str(out / LOGS), str(target.resolve())]
    env = environment(os.environ, out, live=False)
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603  ours
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise RunFailed(f"Inspect's viewer could not be written: {last}")


def environment(given: Mapping[str, str], out: Path, *, live: bool) -> dict[str, str]:
    """Return the environment of the run: what a developer has set for drafting must not move a figure.

    Args:
        given: this process's.
        out: folder of the run, where Inspect may keep its traces.
        live: whether a model service is asked; then what names it stays.
    """
    kept = {name: value for name, value in given.items() if not name.startswith(_OURS)}
    if live:
        kept |= {
            n: v for n, v in given.items() if n.removeprefix(_OURS).startswith(_OF_A_SERVICE) and n.startswith(_OURS)
        }
    else:
        kept["XDG_CONFIG_HOME"] = str(out / "no-settings")
    kept |= {f"{_OURS}THREADS": "1", "XDG_DATA_HOME": str(out / ".inspect"), "PYTHONHASHSEED": "0"}
    kept["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [given.get("PYTHONPATH")])])
    return kept


def _start(plan: Plan, tell: Tell) -> None:
    live = any(engine.kind == "openai" for engine in plan.engines)
    written, said = plan.out / PLAN, plan.out / SAID
    written.write_text(plan.model_dump_json(), "utf-8")
    command = [sys.executable, "-m", "evals.running.child", "run", str(written)]
    with said.open("w") as errors:
        child = subprocess.Popen(  # noqa: S603  our own module, with the interpreter that runs us
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=ROOT,
            env=environment(os.environ, plan.out, live=live),
            start_new_session=True,
        )
        try:
            for line in child.stdout or ():
                _told(line, tell)
            child.wait()
        finally:
            _end(child)
    if child.returncode:
        raise RunFailed(f"the run broke off: {_last(said)}; what is done is kept, the same command goes on")
    written.unlink()
    said.unlink()


def _last(said: Path) -> str:
    return (said.read_text("utf-8", "replace").strip().splitlines() or ["no reason given"])[-1]


def _told(line: str, tell: Tell) -> None:
    done, total, task = line.split(maxsplit=2) if line[:1].isdigit() else ("", "", "")
    if done:
        tell(int(done), int(total), task.strip())


def _end(child: "subprocess.Popen[str]") -> None:
    """End the run with all its workers: Ctrl-C reaches us alone, as they stand in a group of their own."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait()


def _collected(plan: Plan, work: Work, found: dict[str, str]) -> Outcome:
    kept = Kept(plan.out / KEPT)
    pairs = [kept.get(work.key(job)) for job in work.jobs]
    lost = sum(pair is None for pair in pairs)
    if lost:
        raise RunFailed(f"{lost} of {len(pairs)} cases did not come back; the same command goes on with them")
    records, times = zip(*filter(None, pairs), strict=True)
    run = summed(
        Run(
            suite=plan.suite,
            seed=plan.seed,
            repeats=plan.repeats,
            limit=plan.limit,
            engines=tuple(sorted({record.engine for record in records})),
            hashes=found,
            specs=work.specs,
            records=records,
        )
    )
    times = tuple(sorted(times, key=lambda time: (time.engine, time.task, time.case, time.repeat)))
    (plan.out / RUN).write_text(to_json(run), "utf-8")
    (plan.out / TIMES).write_text(times_json(times), "utf-8")
    kept.clear()
    return Outcome(run, times)


def _clear(logs: Path) -> None:
    for path in logs.glob("*.eval"):
        path.unlink()


def view(out: Path, port: int) -> int:
    """Serve Inspect's viewer of a run's logs until it is interrupted; return its exit code.

    Raises:
        RunFailed: there are no logs.
    """
    logs = (out / LOGS).resolve()
    if not any(logs.glob("*.eval")):
        raise RunFailed(f"{out}: there are no logs of a run; see `outcome-stories evals run`")
    command = [sys.executable, "-m", "inspect_ai", "view", "start", "--log-dir", str(logs), "--port", str(port)]
    return subprocess.run(command, env=environment(os.environ, out.resolve(), live=False), check=False).returncode  # noqa: S603  Inspect's own
