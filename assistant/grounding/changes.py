"""What the sources say moved, and what is part of what: pairs of figures that a computation may use."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from assistant.grounding.clauses import clause_at
from assistant.grounding.evidence import Evidence, Placed
from assistant.grounding.figures import Change, Figure, FigureKind, Role, same_noun
from assistant.grounding.figures.units import in_base, same_family
from assistant.grounding.frames import frame_there
from assistant.grounding.support.content import LIGHT

_OF = re.compile(r"\s(?:\w+\s)?(?:out\s)?of\s(?:the\s|our\s|their\s|its\s|all\s|these\s|those\s)*")
_OF_THEM = re.compile(r"\sof\s(?:them|which|these|those)\b")
_HAVING = re.compile(r"\b(?:is|are|has|have|takes?|needs?|costs?|spends?|stands?)\b")
_HAD = re.compile(r"\b(?:was|were|had|took|needed|spent|stood|used to)\b")
_GOES_ON = re.compile(r"\b(?:it|they|this|that|these|we|he|she)\b", re.IGNORECASE)
_PARTED = 30  # code points between "120 stores" and "80 of them"


class Moved(NamedTuple):
    """A figure before and after a change."""

    before: Placed
    after: Placed


class Part(NamedTuple):
    """A figure that is part of another: "3 of 12 hours"."""

    part: Placed
    whole: Placed


class Multiple(NamedTuple):
    """What a change multiplied by, written as a formula, and the figures that it comes from."""

    value: Decimal
    formula: str
    places: tuple[Placed, ...]


def moved(numbers: Iterable[int], evidence: Evidence) -> Iterator[Moved]:
    """Yield the pairs of figures before and after a change, in one sentence or in two that follow each other."""
    for number in numbers:
        for other in (number, number + 1):
            for one, two in _alike_pairs(number, other, evidence):
                if (pair := _in_order(one, two, evidence)) is not None:
                    yield pair


def _alike_pairs(number: int, other: int, evidence: Evidence) -> Iterator[tuple[Placed, Placed]]:
    for at, one in enumerate(evidence.figures_in(number)):
        rest = evidence.figures_in(number)[at + 1 :] if other == number else evidence.figures_in(other)
        for two in rest:
            if _alike(one.figure, two.figure) and (other == number or _goes_on(one, two, evidence)):
                yield one, two


def _alike(one: Figure, other: Figure) -> bool:
    return (
        one.is_quantity
        and one.kind is other.kind
        and one.kind is not FigureKind.RATIO
        and same_family(one.unit, other.unit)
        and one.per == other.per
        and not (one.is_range or other.is_range)
        and (not one.noun or not other.noun or same_noun(one.noun, other.noun))
    )


def _goes_on(one: Placed, other: Placed, evidence: Evidence) -> bool:
    """Tell whether the sentence of one figure speaks of what the sentence of the other does."""
    first, second = (evidence.index.lines[placed.line] for placed in (one, other))
    if first.piece is not second.piece:
        return False
    words = (evidence.index.words[line.first : line.last] for line in (first, second))
    ours, theirs = ({word.stem for word in line if word.norm not in LIGHT and word.text.isalpha()} for line in words)
    return not ours.isdisjoint(theirs) or bool(_GOES_ON.search(second.text))


def _in_order(one: Placed, two: Placed, evidence: Evidence) -> Moved | None:
    sides = frame_there(one, evidence), frame_there(two, evidence)
    if sides == (Role.AFTER, Role.BEFORE):
        return Moved(two, one)
    if sides == (Role.BEFORE, Role.AFTER):
        return Moved(one, two)
    if one.line == two.line or sides[0] is Role.AFTER or sides[1] is Role.BEFORE:
        return None
    return Moved(one, two) if sides != (None, None) or _later(one.line, two.line, evidence) else None


def _later(one: int, two: int, evidence: Evidence) -> bool:
    """Tell whether a sentence tells of a later time than another, by its dates or by its tense."""
    first, second = (_month(number, evidence) for number in (one, two))
    if first is not None and second is not None:
        return first < second
    past, present = evidence.index.lines[one].text, evidence.index.lines[two].text
    return bool(_HAD.search(past) and _HAVING.search(present) and not _HAD.search(present))


def _month(number: int, evidence: Evidence) -> Decimal | None:
    dated = [p.figure for p in evidence.figures_in(number) if p.figure.kind in (FigureKind.DATE, FigureKind.YEAR)]
    if len(dated) != 1:
        return None
    return Decimal(dated[0].first) if dated[0].first is not None else dated[0].low


def multiple(pair: Moved) -> Multiple | None:
    """Return what a change from one figure to another multiplied by."""
    before, after = amounts(pair)
    if not before:
        return None
    return Multiple(after / before, f"{plain(after)} / {plain(before)}", (pair.before, pair.after))


def amounts(pair: Moved) -> tuple[Decimal, Decimal]:
    """Return both values in the unit of the first."""
    before, after = pair.before.figure, pair.after.figure
    size = in_base(Decimal(1), before.unit)
    return before.low, in_base(after.low, after.unit) / size


def stated(numbers: Iterable[int], evidence: Evidence) -> Iterator[Multiple]:
    """Yield what changes multiplied by that the sources state by one figure: "doubled", "fell by 20%"."""
    for placed in (placed for number in numbers for placed in evidence.figures_in(number)):
        figure = placed.figure
        if figure.is_range or figure.change is None:
            continue
        if figure.kind is FigureKind.RATIO:
            value = figure.low if figure.change is Change.UP or figure.low < 1 else 1 / figure.low
            yield Multiple(value, plain(value), (placed,))
        elif figure.kind is FigureKind.PERCENT and figure.role is None:
            sign = 1 if figure.change is Change.UP else -1
            value = 1 + sign * figure.low / 100
            yield Multiple(value, f"(1 {'+' if sign > 0 else '-'} {plain(figure.low)} / 100)", (placed,))


def parts(numbers: Iterable[int], evidence: Evidence) -> Iterator[Part]:
    """Yield the figures that one sentence gives as a part of another."""
    for number in numbers:
        text, placed = evidence.index.lines[number].text, evidence.figures_in(number)
        for one, two in pairwise(placed):
            if _OF.fullmatch(text, one.figure.end, two.figure.start):
                yield Part(one, two)
            elif two.figure.start - one.figure.end <= _PARTED and _OF_THEM.match(text, two.figure.end):
                yield Part(two, one)


def clause_of(placed: Placed, evidence: Evidence) -> str:
    """Return the clause of the sources that a figure stands in."""
    text = evidence.index.lines[placed.line].text
    return clause_at(text, placed.figure.start).of(text)


def plain(value: Decimal) -> str:
    """Write a value as short as a reader would."""
    return f"{round(value, 2).normalize():f}"
