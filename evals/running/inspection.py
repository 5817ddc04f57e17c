"""The run as Inspect sees it: a task each, our own solver, a scorer for each measure. No model of Inspect's is asked.

The solver hands the case to a worker process and puts the outcome into the state; the scorers only read it. A case
without a value is `unscored`, which Inspect leaves out of its means and counts, as our own figures do.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from inspect_ai import Epochs, Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, metric, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver

from evals.estimates.areas import auroc
from evals.estimates.clusters import Pair, Point
from evals.estimates.intervals import mean, rate
from evals.measures import MeasureSpec
from evals.running.plan import Batch, Job
from evals.running.record import Record, Time

_KEY = "record"
_SHOWN = 20_000  # code points of a case that the viewer is given


class Finished(NamedTuple):
    """A piece of work that is done."""

    record: Record
    time: Time


Perform = Callable[[Job], Finished]


def inspected(batch: Batch, perform: Perform, *, limit: int) -> Task:
    """Return a batch as a task of Inspect.

    Args:
        batch: cases of one task for one engine.
        perform: does a piece of work; called in a thread, and may block.
        limit: pieces of work under way at a time.
    """
    samples = [
        Sample(id=case.id, input=_shown(case.payload), metadata={"cluster": case.cluster}) for case in batch.cases
    ]
    return Task(
        name=f"{batch.task.name}-{batch.label}".replace(" ", "-").replace("/", "-"),
        dataset=MemoryDataset(samples, name=batch.task.name),
        solver=_solver(batch, perform, limit),
        scorer=[_scorer(spec) for spec in batch.task.measures],
        epochs=Epochs(batch.repeats, "mean") if batch.repeats > 1 else None,
    )


def _solver(batch: Batch, perform: Perform, limit: int) -> Solver:
    @solver(name="outcome_stories")
    def made() -> Solver:
        import anyio

        slots = anyio.CapacityLimiter(limit)

        async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001  Inspect's own signature
            job = Job(batch.label, batch.task.name, str(state.sample_id), state.epoch - 1)
            record, time = await anyio.to_thread.run_sync(perform, job, limiter=slots)
            state.output.completion = record.error or record.output or "(nothing)"
            state.metadata[_KEY] = record.model_dump(mode="json", exclude={"output"})
            state.metadata["seconds"] = time.seconds
            return state

        return solve

    return made()


def _scorer(spec: MeasureSpec) -> Scorer:
    @scorer(metrics=[_metric(spec)], name=spec.name)
    def made() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001  Inspect's own signature
            return score_of(Record.model_validate(state.metadata[_KEY]), spec)

        return score

    return made()


def score_of(record: Record, spec: MeasureSpec) -> Score:
    """Return one measure of a case as Inspect's score, with what it rests on as explanation."""
    explained = "\n".join(f"{_MARKS[line.ok]} {line.label}: {line.text}" for line in record.details)
    if spec.kind == "auroc":
        marks = [[mark.label, mark.score] for mark in record.marks if mark.measure == spec.name]
        if marks:
            shown = sum(score for _, score in marks) / len(marks)
            return Score(value=shown, explanation=explained, metadata={"marks": marks, "cluster": record.cluster})
    else:
        found = record.value(spec.name)
        if found is not None and found.value is not None:
            told = {"weight": found.weight, "cluster": record.cluster}
            return Score(value=found.value, explanation=explained, metadata=told)
    value = record.value(spec.name)
    return Score.unscored(explanation=record.error or (value.reason if value else "not measured in this case"))


def _metric(spec: MeasureSpec) -> Metric:
    """Return the figure that our own report gives, worked out by Inspect's road; it is pooled, not a mean of cases."""

    @metric(name={"rate": "pooled", "mean": "mean", "auroc": "auroc"}[spec.kind])
    def made() -> Metric:
        def figure(scores: list[SampleScore]) -> float:
            return pooled(spec, [each.score for each in scores])

        return figure

    return made()


def pooled(spec: MeasureSpec, scores: Sequence[Score]) -> float:
    """Return the figure of a measure over scores; NaN where there is none."""
    held = [(score, score.metadata or {}) for score in scores]
    if spec.kind == "auroc":
        pairs = [Pair(told["cluster"], f"{at}", bool(label), float(value)) for at, (_, told) in enumerate(held)
                 for label, value in told.get("marks", ())]  # fmt: skip
        found = auroc(pairs)
    else:
        points = [Point(told["cluster"], score.as_float(), told["weight"]) for score, told in held if "weight" in told]
        found = (rate if spec.kind == "rate" else mean)(points).value
    return float("nan") if found is None else found


_MARKS: dict[bool | None, str] = {True: "✓", False: "✗", None: "·"}


def _shown(payload: Any) -> str:
    text = payload.model_dump_json(indent=1) if hasattr(payload, "model_dump_json") else str(payload)
    return text[:_SHOWN]
