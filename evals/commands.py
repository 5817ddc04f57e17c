"""What the commands under `outcome-stories evals` do; they hand in what was typed and print what comes back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput
from evals.baselines.blessing import bless, blessed, named_run
from evals.comparing.runs import Comparison, compare, of_engine
from evals.gates.rules import Rules, read_rules
from evals.gates.verdicts import Failure, failures
from evals.reports.costs import by_engine
from evals.reports.junit import junit
from evals.reports.page import to_html
from evals.reports.table import comparison_text, costs_text, table
from evals.running.engines import RECORDED, Engine, EngineKind, matrix
from evals.running.launch import Outcome, Tell, bundle, run_plan
from evals.running.plan import SEED, Plan
from evals.running.record import Run, Spec, read_run
from evals.tasks import Options, Suite, tasks

OUT = Path("out") / "evals"
Say = Callable[[str], None]


class Wanted(Frozen):
    """What `evals run` was asked for; see its help."""

    suite: Suite = "full"
    engines: tuple[EngineKind, ...] = ()
    models: tuple[str, ...] = ()
    base_url: str | None = None
    judge: str | None = None
    replies: Path = RECORDED
    record: Path | None = None
    repeats: int = 1
    limit: int | None = None
    seed: int = SEED
    data: Path | None = None
    only: tuple[str, ...] = ()
    processes: int = 2
    gate: Path | None = None
    junit: Path | None = None
    html: Path | None = None
    out: Path | None = None


class Told(NamedTuple):
    """What a run has to say: its table, and whether its gates hold."""

    text: str
    passed: bool


def run(wanted: Wanted, *, tell: Tell, say: Say) -> Told:
    """Run a suite, write the reports that were asked for, and hold it to its gates.

    Raises:
        BadInput: an option, a file of gates, a data set or a file of replies cannot be used.
        RunFailed: the run broke off; what is done is kept.
    """
    rules = read_rules(wanted.gate, specs_of()) if wanted.gate else None
    plan = _plan(wanted)
    for engine in plan.engines:
        say(f"engine: {engine.label}{f' at {engine.base_url}' if engine.base_url else ''}")
    done = run_plan(plan, tell)
    base = blessed(plan.suite)
    comparison = compare(read_run(base), done.run) if base else None
    if base is None:
        say("no run is blessed yet: nothing to compare with; see `outcome-stories evals bless`")
    failed = failures(done.run, rules, comparison) if rules else ()
    _write(wanted, plan, done, comparison, failed if rules else None)
    return Told(_text(done, comparison, failed, rules), passed=not failed)


def compared(base: str, new: str, base_engine: str | None, new_engine: str | None) -> str:
    """Return what moved between two runs, each named by its folder, its file, or as `blessed`.

    Raises:
        BadInput: one of them cannot be read, or has not the engine named.
    """
    return comparison_text(compare(_run_of(base, base_engine), _run_of(new, new_engine)))


def blessing(name: str) -> str:
    """Store a run as the baseline of its suite, and say what changed by it.

    Raises:
        BadInput: it cannot be read, or is no whole offline run.
    """
    found = named_run(name)
    if found.limit is not None:
        raise BadInput(name, "a run with --limit is only a part", mend="run the whole suite")
    before = blessed(found.suite)
    moved = comparison_text(compare(read_run(before), found)) if before and before.stem == found.suite else ""
    path = bless(found)
    return "\n".join(filter(None, [moved, f"blessed: {path.name}, {path.stat().st_size:,} bytes; commit it"]))


def listed(suite: Suite, data: Path | None) -> str:
    """Return the tasks of a suite with the number of their cases and their measures."""
    lines = []
    for task in tasks():
        if suite in task.suites:
            count = len(task.cases(Options(suite=suite, data=data)))
            engine = "" if task.uses_engine else ", no writing engine takes part"
            lines.append(f"{task.name}: {count} cases{engine}")
            lines += [
                f"    {m.name:<24}{m.title}{'' if m.higher_is_better else ' (less is better)'}" for m in task.measures
            ]
    return "\n".join(lines)


def specs_of(judge: str = "any") -> Sequence[Spec]:
    """Return every measure that there is, that of a judge too."""
    from evals.agreement.judged import judged_tasks

    known = [*tasks(), *judged_tasks(Engine(kind="openai", model=judge))]
    return [
        Spec(task=task.name, name=m.name, kind=m.kind, higher_is_better=m.higher_is_better, title=m.title)
        for task in known
        for m in task.measures
    ]


def _plan(wanted: Wanted) -> Plan:
    kinds = wanted.engines or (("extractive", "replay") if wanted.replies.is_file() else ("extractive",))
    engines = matrix(kinds, wanted.models, wanted.base_url, wanted.replies)
    if wanted.record is not None and [engine.kind for engine in engines].count("openai") != 1:
        raise BadInput("--record", "replies of one model are recorded at a time", mend="name one with --engine openai")
    return Plan(
        suite=wanted.suite,
        engines=engines,
        out=wanted.out or OUT / wanted.suite,
        repeats=wanted.repeats,
        limit=wanted.limit,
        seed=wanted.seed,
        data=wanted.data.resolve() if wanted.data else None,
        record=wanted.record.resolve() if wanted.record else None,
        processes=wanted.processes,
        only=wanted.only,
        judge=Engine(kind="openai", model=wanted.judge, base_url=wanted.base_url) if wanted.judge else None,
    )


def _text(done: Outcome, comparison: Comparison | None, failed: Sequence[Failure], rules: Rules | None) -> str:
    parts = [table(done.run, comparison, failed), costs_text(by_engine(done.run, done.times))]
    if rules is not None:
        verdict = f"{len(failed)} gates do not hold:" if failed else "every gate holds"
        parts.append("\n".join([verdict, *(f"  {failure}" for failure in failed)]))
    return "\n\n".join(parts)


def _write(
    wanted: Wanted, plan: Plan, done: Outcome, comparison: Comparison | None, failed: Sequence[Failure] | None
) -> None:
    if wanted.junit is not None:
        wanted.junit.parent.mkdir(parents=True, exist_ok=True)
        wanted.junit.write_text(junit(done.run, failed or (), done.times), "utf-8")
    if wanted.html is not None:
        wanted.html.mkdir(parents=True, exist_ok=True)
        bundle(plan.out, wanted.html / "viewer")
        page = to_html(done.run, comparison, failed, done.times, viewer="viewer/index.html")
        (wanted.html / "index.html").write_text(page, "utf-8", "surrogatepass")


def _run_of(name: str, engine: str | None) -> Run:
    found = named_run(name)
    if engine is None:
        return found
    if engine not in found.engines:
        raise BadInput(name, f"no engine {engine!r} took part", mend=f"choose from {', '.join(found.engines)}")
    return of_engine(found, engine)
