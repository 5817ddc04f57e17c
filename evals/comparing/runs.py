"""Two runs compared over the cases that both have, measure by measure and case by case."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evals.comparing.cases import CaseChange, Pairing, changed_cases
from evals.estimates.paired import NOTHING, Difference, compare_pairs, compare_points, holm
from evals.running.record import ANY_ENGINE, Figure, Record, Run, Spec
from evals.running.summary import dice_of, figures, pairs_of, points_of, scored


class MeasureChange(NamedTuple):
    """One measure in both runs.

    Attributes:
        base, new: its figures over the cases that both runs have.
        difference: new minus base, over the cases that both scored.
        adjusted: the chance, adjusted for there being many measures (Holm); None where there is none.
    """

    spec: Spec
    engine: str
    base: Figure
    new: Figure
    difference: Difference
    adjusted: float | None = None

    @property
    def gain(self) -> float | None:
        """The difference, turned so that more is better."""
        value = self.difference.value
        return value if value is None or self.spec.higher_is_better else -value

    @property
    def name(self) -> tuple[str, str, str]:
        """Engine, task and measure."""
        return self.engine, self.spec.task, self.spec.name


class Comparison(NamedTuple):
    """Two runs compared.

    Attributes:
        measures: in the order of the new run.
        cases: that came out otherwise, the worst first.
        only_base, only_new: cases that the other run has not, by engine, task and case.
    """

    base: Run
    new: Run
    measures: tuple[MeasureChange, ...]
    cases: tuple[CaseChange, ...]
    only_base: tuple[tuple[str, str, str], ...]
    only_new: tuple[tuple[str, str, str], ...]

    def change(self, engine: str, task: str, measure: str) -> MeasureChange | None:
        """Return what became of one measure."""
        return next((change for change in self.measures if change.name == (engine, task, measure)), None)


def compare(base: Run, new: Run) -> Comparison:
    """Compare two runs; engines are paired by name, or with each other where either run has but one."""
    base = _paired_engines(base, new)
    theirs, ours = ({record.key: record for record in run.records} for run in (base, new))
    shared = sorted(theirs.keys() & ours.keys())
    pairings = [Pairing(theirs[key], ours[key]) for key in shared]
    measures = _adjusted(
        [_change(spec, engine, found, new.seed) for spec, engine, found in _grouped(new.specs, pairings)]
    )
    return Comparison(
        base,
        new,
        measures,
        changed_cases(pairings, new.specs),
        tuple(sorted({key[:3] for key in theirs.keys() - ours.keys()})),
        tuple(sorted({key[:3] for key in ours.keys() - theirs.keys()})),
    )


def _paired_engines(base: Run, new: Run) -> Run:
    """Return the base with its one engine called as the new run's one engine is."""
    theirs, ours = ([name for name in run.engines if name != ANY_ENGINE] for run in (base, new))
    if len(theirs) != 1 or len(ours) != 1 or theirs == ours:
        return base
    records = (
        record.model_copy(update={"engine": ours[0]}) if record.engine == theirs[0] else record
        for record in base.records
    )
    return base.model_copy(update={"records": tuple(records)})


def of_engine(run: Run, engine: str) -> Run:
    """Return a run without what other engines wrote."""
    records = tuple(record for record in run.records if record.engine in (engine, ANY_ENGINE))
    return run.model_copy(update={"records": records, "engines": tuple(sorted({record.engine for record in records}))})


def _grouped(specs: Sequence[Spec], pairings: Iterable[Pairing]) -> Iterable[tuple[Spec, str, list[Pairing]]]:
    held: dict[tuple[str, str], list[Pairing]] = defaultdict(list)
    for pairing in pairings:
        held[pairing.new.task, pairing.new.engine].append(pairing)
    for spec in specs:
        for (task, engine), found in sorted(held.items()):
            if task == spec.task:
                yield spec, engine, found


def _change(spec: Spec, engine: str, pairings: Sequence[Pairing], seed: int) -> MeasureChange:
    base, new = (next(iter(figures(records, [spec], seed))) for records in _columns(pairings))
    both = [pairing for pairing in pairings if scored(pairing.base, spec) and scored(pairing.new, spec)]
    return MeasureChange(
        spec, engine, base, new, _difference(spec, both, dice_of(seed, spec.task, spec.name, "paired"))
    )


def _difference(spec: Spec, pairings: Sequence[Pairing], seed: int) -> Difference:
    if not pairings:
        return NOTHING
    base, new = _columns(pairings)
    if spec.kind == "auroc":
        return compare_pairs(pairs_of(base, spec.name), pairs_of(new, spec.name), seed)
    return compare_points(points_of(base, spec.name), points_of(new, spec.name), seed)


def _columns(pairings: Sequence[Pairing]) -> tuple[list[Record], list[Record]]:
    return [pairing.base for pairing in pairings], [pairing.new for pairing in pairings]


def _adjusted(changes: list[MeasureChange]) -> tuple[MeasureChange, ...]:
    """Return the changes with their chances adjusted for there being many.

    A measure in which no account differs can have no chance below 1, and does not count among the many (Tarone,
    Biometrics 46, 1990).
    """
    moved = [at for at, change in enumerate(changes) if change.difference.differing]
    chances = holm([changes[at].difference.p or 0.0 for at in moved])
    for at, chance in zip(moved, chances, strict=True):
        changes[at] = changes[at]._replace(adjusted=chance)
    return tuple(changes)
