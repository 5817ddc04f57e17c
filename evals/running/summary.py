"""Records of cases become figures with intervals, and a run."""

import zlib
from collections.abc import Iterable, Sequence
from itertools import groupby

from evals.estimates.areas import area
from evals.estimates.clusters import Pair, Point
from evals.estimates.intervals import Estimate, mean, rate
from evals.running.record import Figure, Record, Run, Spec

_DIGITS = 6


def summed(run: Run) -> Run:
    """Return a run with its records sorted and its figures worked out of them."""
    records = tuple(sorted(run.records, key=lambda record: record.key))
    return run.model_copy(update={"records": records, "figures": tuple(figures(records, run.specs, run.seed))})


def figures(records: Sequence[Record], specs: Sequence[Spec], seed: int) -> Iterable[Figure]:
    """Yield the figure of each measure that a task has, by engine; tasks in the order of the specs."""
    rank = {spec.task: at for at, spec in reversed(list(enumerate(specs)))}
    wanted = sorted((r for r in records if r.task in rank), key=lambda r: (rank[r.task], *r.key))
    for (_, engine, task), group in groupby(wanted, key=lambda r: (rank[r.task], r.engine, r.task)):
        inside = list(group)
        for spec in specs:
            if spec.task == task:
                yield _figure(engine, spec, inside, seed)


def points_of(records: Iterable[Record], measure: str) -> list[Point]:
    """Return the scored values of a measure."""
    found = ((record, record.value(measure)) for record in records)
    return [Point(r.cluster, v.value, v.weight) for r, v in found if v is not None and v.value is not None]


def pairs_of(records: Iterable[Record], measure: str) -> list[Pair]:
    """Return what a measure ranks, keyed by case, repeat and place."""
    return [
        Pair(record.cluster, f"{record.case}#{record.repeat}#{at:04}", mark.label, mark.score)
        for record in records
        for at, mark in enumerate(mark for mark in record.marks if mark.measure == measure)
    ]


def dice_of(seed: int, *names: str) -> int:
    """Return a seed of its own for each measure, so that one more measure moves none of the others."""
    return zlib.crc32("\n".join((str(seed), *names)).encode())


def scored(record: Record, spec: Spec) -> bool:
    """Tell whether a record has anything for a measure."""
    if spec.kind == "auroc":
        return any(mark.measure == spec.name for mark in record.marks)
    found = record.value(spec.name)
    return found is not None and found.value is not None


def _figure(engine: str, spec: Spec, records: Sequence[Record], seed: int) -> Figure:
    found = _estimate(spec, records, seed)
    count = sum(scored(record, spec) for record in records)
    return Figure(
        engine=engine,
        task=spec.task,
        measure=spec.name,
        value=_rounded(found.value),
        low=_rounded(found.low),
        high=_rounded(found.high),
        clusters=found.clusters,
        scored=count,
        unscored=len(records) - count,
        errors=sum(record.error is not None for record in records),
    )


def _estimate(spec: Spec, records: Sequence[Record], seed: int) -> Estimate:
    if spec.kind == "auroc":
        return area(pairs_of(records, spec.name), dice_of(seed, spec.task, spec.name))
    points = points_of(records, spec.name)
    return rate(points) if spec.kind == "rate" else mean(points)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
