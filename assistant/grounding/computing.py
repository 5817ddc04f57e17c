"""Figures that follow from figures of the sources by a named formula: difference, percent change, ratio, share."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import nlargest
from itertools import chain
from typing import NamedTuple

from assistant.grounding.changes import Moved, Multiple, amounts, clause_of, moved, multiple, parts, plain, stated
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence, Placed
from assistant.grounding.figures import Carry, Change, Figure, FigureKind, Modifier, carry, same_noun
from assistant.grounding.figures.units import in_base, same_family
from assistant.grounding.held import Held, theme_of
from assistant.grounding.support.canonical import reading, root
from assistant.grounding.support.measures import sentence_gains
from assistant.grounding.wordset import wordset

_LINES = 8  # sentences whose figures are tried
_THEME = 0.5  # share of what the claim is about that the sentences of the figures must name
_FINE = Decimal("1E-9")  # place value of a computed figure: it may be rounded anywhere
_COMPARED = re.compile(
    r"[\s-](?:\w+\s)?(?:(?P<less>less|fewer|lower|cheaper|smaller)|(?P<fast>faster|quicker|shorter|sooner|earlier)"
    r"|(?P<more>more|higher|larger|bigger|longer|greater|later|slower))\b"
)
_AMOUNT = re.compile(r"\b(?:by|sav\w+|gain\w*|extra|additional|cut|lost|freed|another)\s(?:\w+\s)?\Z", re.IGNORECASE)
_PER = re.compile(r"(\w+)\s(?:per|for each|for every)\s(\w+)")
_HEADS = frozenset(map(root, wordset("head headcount person employee staff people team agent capita")))
_AMOUNTS = frozenset({FigureKind.COUNT, FigureKind.MONEY, FigureKind.DURATION, FigureKind.MEASURE, FigureKind.RATE})


class Computed(NamedTuple):
    """A value, how it follows, and the figures that it follows from."""

    value: Decimal
    formula: str
    places: tuple[Placed, ...]


def computed(one: Held, claim: Claim, evidence: Evidence) -> Held:
    """Return a figure that no source holds as held by computation, where it follows; else as it was."""
    if one.how is not Carry.NO or not one.figure.is_quantity or one.figure.is_range:
        return one
    theme = theme_of(claim)
    gains = sentence_gains(theme, evidence.index)
    lines = nlargest(_LINES, gains, key=lambda number: (gains[number], -number))
    for found in _follows(
        one.figure, claim, sorted({near for n in lines for near in (n - 1, n) if near >= 0}), evidence
    ):
        how = _read(found, one.figure)
        if how is not Carry.NO and _about(theme, found, evidence):
            return Held(one.figure, how, found.places, found.formula)
    return one


def _about(theme: Sequence[str], found: Computed, evidence: Evidence) -> bool:
    """Tell whether the sentences of the figures name what the claim is about, in the clause where there is a choice."""
    index = evidence.index
    lines = {placed.line for placed in found.places}
    held = {stem for number in lines for stem in index.stems[index.lines[number].first : index.lines[number].last]}
    if len(lines) == 1 and sum(1 for _ in chain(moved(lines, evidence), stated(lines, evidence))) > 1:
        near = " ".join(clause_of(placed, evidence) for placed in found.places)
        held = {word.stem for word in reading(near)}
    return bool(theme) and sum(stem in held for stem in theme) >= _THEME * len(theme)


def _follows(figure: Figure, claim: Claim, numbers: Sequence[int], evidence: Evidence) -> Iterator[Computed]:
    """Yield the values that the figures of some sentences give for a figure of this kind."""
    pairs = list(moved(numbers, evidence))
    if figure.kind is FigureKind.POINTS:
        yield from (_difference(pair) for pair in pairs if pair.before.figure.kind is FigureKind.PERCENT)
    elif figure.kind in (FigureKind.PERCENT, FigureKind.RATIO):
        multiples = [*filter(None, map(multiple, pairs)), *stated(numbers, evidence)]
        yield from _relative(figure, claim, [*multiples, *_per_head(claim, multiples, evidence)])
        yield from _shares(figure, numbers, evidence)
    elif figure.kind in _AMOUNTS:
        yield from _absolute(figure, claim, pairs)
        yield from _products(figure, numbers, evidence)


def _difference(pair: Moved) -> Computed:
    before, after = amounts(pair)
    change = after - before
    return Computed(abs(change), f"{plain(after)} - {plain(before)} = {plain(change)}", (pair.before, pair.after))


def _absolute(figure: Figure, claim: Claim, pairs: Sequence[Moved]) -> Iterator[Computed]:
    """Yield differences in the unit of a figure that says how much, not how far."""
    way = _way(figure, claim)
    if way is None and not _AMOUNT.search(claim.text, 0, figure.start):
        return
    for pair in pairs:
        source = pair.before.figure
        if not same_family(source.unit, figure.unit) or source.per != figure.per or _other_thing(source, figure):
            continue
        before, after = amounts(pair)
        if way in (None, "fast") or (after > before) is (way == "more"):
            found = _difference(pair)
            size = in_base(Decimal(1), source.unit) / in_base(Decimal(1), figure.unit)
            yield found._replace(value=found.value * size)


def _other_thing(source: Figure, figure: Figure) -> bool:
    return bool(source.noun and figure.noun) and not same_noun(source.noun, figure.noun)


def _way(figure: Figure, claim: Claim) -> str | None:
    """Return which way a claim says that something moved: more, less or fast; None where it does not."""
    after = _COMPARED.match(claim.text, figure.end)
    if after:
        return after.lastgroup
    return None if figure.change is None else "more" if figure.change is Change.UP else "less"


def _relative(figure: Figure, claim: Claim, multiples: Sequence[Multiple]) -> Iterator[Computed]:
    """Yield percent changes and ratios, each with the sense that the claim gives it."""
    way = _way(figure, claim)
    for one in multiples:
        if figure.kind is FigureKind.PERCENT:
            yield from _percent(way, one)
        else:
            yield from _ratio(way, one)


def _percent(way: str | None, one: Multiple) -> Iterator[Computed]:
    change = (one.value - 1) * 100
    if way is not None and (change > 0) is (way == "more"):
        if len(one.places) > 1 and " / " in one.formula and "(" not in one.formula:
            after, before = one.formula.split(" / ")
            formula = f"({after} - {before}) / {before} * 100 = {plain(change)}"
        else:
            formula = f"({one.formula} - 1) * 100 = {plain(change)}"
        yield Computed(abs(change), formula, one.places)


def _ratio(way: str | None, one: Multiple) -> Iterator[Computed]:
    if way in (None, "more") or (way == "less" and one.value < 1):
        yield Computed(one.value, f"{one.formula} = {plain(one.value)}", one.places)
    if way in ("less", "fast") and 0 < one.value < 1:
        yield Computed(1 - one.value, f"1 - {one.formula} = {plain(1 - one.value)}", one.places)
        yield Computed(1 / one.value, f"1 / ({one.formula}) = {plain(1 / one.value)}", one.places)


def _per_head(claim: Claim, multiples: Sequence[Multiple], evidence: Evidence) -> Iterator[Multiple]:
    """Yield what "revenue per head" was multiplied by where both are said: the one over the other."""
    hit = _PER.search(claim.text)
    if hit is None:
        return
    above, below = (root(hit.group(number).lower()) for number in (1, 2))
    over = [one for one in multiples if _names({above}, one, evidence)]
    under = [one for one in multiples if _names(_HEADS if below in _HEADS else {below}, one, evidence)]
    for one in over:
        for other in under:
            if other is not one and other.value:
                formula = f"({one.formula}) / ({other.formula})"
                yield Multiple(one.value / other.value, formula, (*one.places, *other.places))


def _names(stems: "set[str] | frozenset[str]", one: Multiple, evidence: Evidence) -> bool:
    words = reading(" ".join(clause_of(placed, evidence) for placed in one.places))
    return any(word.stem in stems for word in words)


def _shares(figure: Figure, numbers: Sequence[int], evidence: Evidence) -> Iterator[Computed]:
    scale = 100 if figure.kind is FigureKind.PERCENT else 1
    for part, whole in parts(numbers, evidence):
        if whole.figure.low and part.figure.kind is not FigureKind.PERCENT:
            share = part.figure.low / whole.figure.low
            times = " * 100" if scale > 1 else ""
            formula = f"{plain(part.figure.low)} / {plain(whole.figure.low)}{times} = {plain(share * scale)}"
            yield Computed(share * scale, formula, (part, whole))


def _products(figure: Figure, numbers: Sequence[int], evidence: Evidence) -> Iterator[Computed]:
    for part, whole in parts(numbers, evidence):
        scale = {FigureKind.PERCENT: Decimal(100), FigureKind.RATIO: Decimal(1)}.get(part.figure.kind)
        if scale is not None and whole.figure.unit == figure.unit:
            value = part.figure.low / scale * whole.figure.low
            over = f" / {scale}" if scale > 1 else ""
            formula = f"{plain(part.figure.low)}{over} * {plain(whole.figure.low)} = {plain(value)}"
            yield Computed(value, formula, (part, whole))


def _read(found: Computed, figure: Figure) -> Carry:
    """Say how far a computed value carries a figure: as one that stands there would, rounded and hedged alike."""
    exact = all(placed.figure.modifier is Modifier.EXACT for placed in found.places)
    source = figure._replace(
        low=found.value, high=found.value, modifier=Modifier.EXACT if exact else Modifier.ABOUT, step=_FINE
    )
    return carry(source, figure)
