"""Holds a run to its gates."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evals.comparing.cases import worst
from evals.comparing.runs import Comparison, MeasureChange
from evals.gates.rules import AgainstBaseline, Gate, Rules
from evals.running.record import Figure, Record, Run

NAMED = 3
"""Cases that a failure names."""

ERRORS = "errors"
"""What stands for a measure where cases could not be run."""

_ROUNDING = 1e-9


class Failure(NamedTuple):
    """A gate that did not hold: what, its figure, why in a few words, and the cases that it is owed to most."""

    engine: str
    task: str
    measure: str
    figure: str
    why: str
    cases: tuple[str, ...]

    @property
    def name(self) -> tuple[str, str, str]:
        """Engine, task and measure."""
        return self[:3]

    def __str__(self) -> str:
        named = f"; worst: {', '.join(self.cases)}" if self.cases else ""
        return f"{self.task} / {self.measure} ({self.engine}): {self.figure}, {self.why}{named}"


def failures(run: Run, rules: Rules, comparison: Comparison | None = None) -> tuple[Failure, ...]:
    """Return every gate that does not hold, one for each measure, in the order of the run's figures.

    Args:
        run: what is held to them.
        rules: the gates.
        comparison: of the run with the blessed one; None where there is none.
    """
    found = [*_errors(run, rules.max_errors)]
    for figure in run.figures:
        found += _of_figure(run, figure, rules)
    if comparison is not None and rules.baseline is not None:
        found += _against(comparison, rules, rules.baseline)
    return _merged(found)


def _merged(found: Sequence[Failure]) -> tuple[Failure, ...]:
    """Return one failure for each measure, with every reason; cases that fell are told before those that are low."""
    held: dict[tuple[str, str, str], Failure] = {}
    for failure in found:
        first = held.get(failure.name)
        if first is None:
            held[failure.name] = failure
        elif failure.measure != ERRORS:
            cases = failure.cases or first.cases
            held[failure.name] = first._replace(why=f"{first.why}; {failure.why}", cases=cases)
    return tuple(held.values())


def told(figure: Figure) -> str:
    """Return a figure with its interval, for a sentence."""
    if figure.value is None:
        return "unscored"
    shown = "" if figure.low is None else f" [{figure.low:.3f}, {figure.high:.3f}]"
    return f"{figure.value:.3f}{shown}"


def _of_figure(run: Run, figure: Figure, rules: Rules) -> Iterator[Failure]:
    for gate in rules.gate:
        if gate.holds(figure.engine, figure.task, figure.measure):
            reasons = [*_bounds(gate, figure)]
            if reasons:
                cases = _worst(run, figure)
                name = (figure.engine, figure.task, figure.measure)
                yield Failure(*name, told(figure), "; ".join(reasons), cases)


def _bounds(gate: Gate, figure: Figure) -> Iterator[str]:
    if gate.max_unscored is not None and figure.unscored > gate.max_unscored:
        yield f"{figure.unscored} unscored, at most {gate.max_unscored} allowed"
    if figure.value is None:
        yield "though it has bounds to keep"
        return
    if gate.min is not None and figure.value < gate.min - _ROUNDING:
        yield f"below the minimum of {gate.min:g}"
    if gate.max is not None and figure.value > gate.max + _ROUNDING:
        yield f"above the maximum of {gate.max:g}"
    if gate.min_low is not None and (figure.low is None or figure.low < gate.min_low - _ROUNDING):
        yield f"its interval must not begin below {gate.min_low:g}"
    if gate.max_high is not None and (figure.high is None or figure.high > gate.max_high + _ROUNDING):
        yield f"its interval must not end above {gate.max_high:g}"


def _errors(run: Run, most: int) -> Iterator[Failure]:
    seen: set[tuple[str, str]] = set()
    for figure in run.figures:
        if figure.errors > most and (figure.engine, figure.task) not in seen:
            seen.add((figure.engine, figure.task))
            broken = [record for record in _records(run, figure) if record.error is not None]
            count = f"{figure.errors} cases could not be run"
            why = f"at most {most} allowed: {broken[0].error}"
            yield Failure(figure.engine, figure.task, ERRORS, count, why, tuple(r.case for r in broken[:NAMED]))


def _against(comparison: Comparison, rules: Rules, held_to: AgainstBaseline) -> Iterator[Failure]:
    for change in comparison.measures:
        reasons = [*_worse(change, _drop(rules, change, held_to), held_to)]
        if reasons:
            why = f"was {told(change.base)}: {'; '.join(reasons)}"
            yield Failure(*change.name, told(change.new), why, _fallen(comparison, change))
    yield from _newly_broken(comparison, held_to.max_new_errors)


def _newly_broken(comparison: Comparison, most: int) -> Iterator[Failure]:
    moved = (change.pairing for change in comparison.cases if change.worse)
    broken = {pairing.new.key: pairing.new for pairing in moved if pairing.new.error and not pairing.base.error}
    if len(broken) > most:
        found = [record for _, record in sorted(broken.items())]
        count, why = f"{len(found)} cases cannot be run", f"that ran before: {found[0].error}"
        yield Failure(
            found[0].engine, found[0].task, ERRORS, count, why, tuple(record.case for record in found[:NAMED])
        )


def _worse(change: MeasureChange, max_drop: float | None, held_to: AgainstBaseline) -> Iterator[str]:
    gain = change.gain
    if gain is None or gain >= -_ROUNDING:
        return
    chance = change.adjusted if held_to.correction == "holm" else change.difference.p
    accounts = f"{change.difference.differing} of {change.difference.clusters} accounts"
    if chance is not None and chance < held_to.alpha:
        yield f"significantly worse by {-gain:.3f} in {accounts} (p {chance:.3g})"
    elif max_drop is not None and -gain > max_drop + _ROUNDING:
        yield f"worse by {-gain:.3f} in {accounts}, at most {max_drop:g} allowed"


def _drop(rules: Rules, change: MeasureChange, held_to: AgainstBaseline) -> float | None:
    own = [gate.max_drop for gate in rules.gate if gate.max_drop is not None and gate.holds(*change.name)]
    return min(own) if own else held_to.max_drop


def _fallen(comparison: Comparison, change: MeasureChange) -> tuple[str, ...]:
    fallen = [
        moved.pairing.new.case
        for moved in comparison.cases
        if moved.worse and (moved.pairing.new.engine, moved.spec.task, moved.spec.name) == change.name
    ]
    return tuple(dict.fromkeys(fallen))[:NAMED]


def _worst(run: Run, figure: Figure) -> tuple[str, ...]:
    found = worst(_records(run, figure), run.spec(figure.task, figure.measure), NAMED)
    return tuple(dict.fromkeys(record.case for record in found))


def _records(run: Run, figure: Figure) -> list[Record]:
    return [record for record in run.records if (record.engine, record.task) == (figure.engine, figure.task)]
