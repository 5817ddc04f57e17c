"""Cases that came out otherwise than before, and which of their details did."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evals.running.record import Line, Record, Spec

SLIGHT = 0.02
"""By how much the score of something ranked must move to be told; scores are no counts."""

_REAL = 1e-6


class Pairing(NamedTuple):
    """One case in both runs."""

    base: Record
    new: Record


class CaseChange(NamedTuple):
    """One measure of one case that moved.

    Attributes:
        before, after: its values; None is unscored.
        gain: after minus before, turned so that more is better; a case that is no longer scored lost all.
    """

    spec: Spec
    pairing: Pairing
    before: float | None
    after: float | None
    gain: float

    @property
    def worse(self) -> bool:
        """Whether it got worse."""
        return self.gain < 0

    @property
    def failing(self) -> tuple[Line, ...]:
        """Details that are wrong now and were not before."""
        return newly_wrong(self.pairing)


def changed_cases(pairings: Iterable[Pairing], specs: Sequence[Spec]) -> tuple[CaseChange, ...]:
    """Return every measure of every case that moved, the worst first."""
    found = [
        change
        for pairing in pairings
        for spec in specs
        if spec.task == pairing.new.task and (change := _changed(pairing, spec)) is not None
    ]
    return tuple(sorted(found, key=lambda c: (c.gain, c.pairing.new.key, c.spec.name)))


def case_value(record: Record, spec: Spec) -> float | None:
    """Return what a case came to; of what is ranked, how far its scores are on the right side, 0 to 1."""
    if spec.kind != "auroc":
        found = record.value(spec.name)
        return None if found is None else found.value
    right = [mark.score if mark.label else 1 - mark.score for mark in record.marks if mark.measure == spec.name]
    return sum(right) / len(right) if right else None


def better(spec: Spec, value: float) -> float:
    """Return a case's value, turned so that more is better."""
    return value if spec.higher_is_better or spec.kind == "auroc" else -value


def worst(records: Iterable[Record], spec: Spec, most: int) -> tuple[Record, ...]:
    """Return the cases that a measure suffers from most: those with the most wrong in them, errors before all."""
    held = [(record, case_value(record, spec)) for record in records]
    broken = [record for record, _ in held if record.error is not None]
    told = [(record, better(spec, value)) for record, value in held if value is not None]
    best = max((value for _, value in told), default=0.0)
    if spec.higher_is_better and all(0 <= value <= 1 for _, value in told):
        best = 1.0  # a share could be whole, even where none is
    elif not spec.higher_is_better:
        best = max(0.0, best)  # there could be nothing to count
    lost = [((best - value) * _weight(record, spec), record) for record, value in told if value < best]
    return (*broken, *(record for _, record in sorted(lost, key=lambda pair: (-pair[0], pair[1].key))))[:most]


def newly_wrong(pairing: Pairing) -> tuple[Line, ...]:
    """Return the details that are wrong in the new run and were not in the base."""
    known = Counter((line.label, line.text) for line in pairing.base.details if line.ok is False)
    found = []
    for line in pairing.new.details:
        if line.ok is False:
            if known[line.label, line.text] > 0:
                known[line.label, line.text] -= 1
            else:
                found.append(line)
    return tuple(found)


def _changed(pairing: Pairing, spec: Spec) -> CaseChange | None:
    before, after = case_value(pairing.base, spec), case_value(pairing.new, spec)
    if before is None and after is None:
        return None
    if before is None or after is None:
        if pairing.base.error is None and pairing.new.error is None:
            return None  # there was nothing to count in one of them: no better and no worse
        return CaseChange(spec, pairing, before, after, -1.0 if after is None else 1.0)
    gain = better(spec, after) - better(spec, before)
    slight = SLIGHT if spec.kind == "auroc" else _REAL
    return CaseChange(spec, pairing, before, after, gain) if abs(gain) > slight else None


def _weight(record: Record, spec: Spec) -> float:
    found = record.value(spec.name)
    return 1.0 if found is None else found.weight
