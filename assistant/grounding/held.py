"""How the sources hold each figure of a claim: as it stands, by computation, or not at all."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.grounding.claim import Claim
from assistant.grounding.direction import is_move
from assistant.grounding.evidence import Evidence, Placed
from assistant.grounding.figures import Carry, Figure, FigureKind, carry, find
from assistant.grounding.support.content import LIGHT
from assistant.grounding.wordset import wordset

MOST = 60  # figures of one sentence that are looked at
CONTEXT = 4  # content words on each side of a figure that say what it is about
_MONTHS = wordset("may")
# Kinds whose words say all of them; a currency sign or "a week" would be lost.
_WRITTEN = frozenset({FigureKind.COUNT, FigureKind.ORDINAL, FigureKind.IDENTIFIER, FigureKind.DURATION})
_DATED = frozenset({"date", "month", "year", "quarter"})


class Held(NamedTuple):
    """A figure of a claim and what carries it.

    Attributes:
        figure: of the claim.
        how: whether the sources carry it.
        places: the figures of the sources that do, or that it is computed from.
        formula: how it follows from them; "" where it stands there.
        apart: it stands there, but about something else.
    """

    figure: Figure
    how: Carry
    places: tuple[Placed, ...] = ()
    formula: str = ""
    apart: bool = False


def held(claim: Claim, evidence: Evidence, allowed: Sequence[str] = ()) -> tuple[Held, ...]:
    """Return how each figure outside quotations is held; those are for the check of quotations.

    `allowed` are figures as written that a computation over cited figures carries.
    """
    computed = [figure for text in allowed for figure in find(text)]
    found = []
    for figure in claim.figures[:MOST]:
        if claim.quotes(figure.start, figure.end):
            continue
        if figure.text in allowed or any(carry(other, figure) is Carry.YES for other in computed):
            found.append(Held(figure, Carry.YES))
            continue
        one = _held(figure, claim, evidence)
        written = one.how is Carry.NO and _as_written(figure, claim, evidence)
        found.append(one._replace(how=Carry.YES) if written else one)
    return tuple(found)


def _held(figure: Figure, claim: Claim, evidence: Evidence) -> Held:
    equal = _among(evidence.figures_worth(figure.low), figure)
    if equal.how is Carry.YES and about_the_same(figure, claim, evidence, equal.places):
        return equal  # the common case, found without looking through all figures
    one = _among(evidence.figures_like(figure), figure)
    if one.how is Carry.NO and (places := _date_in_parts(figure, evidence)):
        one = Held(figure, Carry.YES, places)
    apart = one.how is Carry.YES and not about_the_same(figure, claim, evidence, one.places)
    return one._replace(apart=apart)


def _among(candidates: Iterable[Placed], figure: Figure) -> Held:
    found: dict[Carry, list[Placed]] = {Carry.YES: [], Carry.HEDGE_LOST: []}
    for placed in candidates:
        how = carry(placed.figure, figure)
        if how is Carry.NO and _same_but_bare(placed.figure, figure):
            how = Carry.YES
        if how is not Carry.NO:
            found[how].append(placed)
    how = next((how for how, places in found.items() if places), Carry.NO)
    return Held(figure, how, tuple(found.get(how, ())))


def _same_but_bare(source: Figure, claim: Figure) -> bool:
    """Tell whether one of two equal values has lost its unit: "# 120" for "£120", "Ann, 27," for "27-year-old"."""
    if (source.low, source.high) != (claim.low, claim.high):
        return False
    bare, full = (source, claim) if not source.unit else (claim, source)
    if bare.unit or bare.kind is not FigureKind.COUNT:
        return False
    return full.kind is FigureKind.MONEY or (full.kind is FigureKind.DURATION and full.unit == "year" and not bare.noun)


def _as_written(figure: Figure, claim: Claim, evidence: Evidence) -> bool:
    """Tell whether the sources have the very words of the figure together with the word after it, or before it."""
    if figure.kind not in _WRITTEN:
        return False
    inside = [n for n, word in enumerate(claim.words) if word.start >= figure.start and word.end <= figure.end]
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    runs = [claim.words[first : last + 2]] if last + 1 < len(claim.words) else []
    if first and claim.words[first - 1].norm not in LIGHT - _MONTHS:
        runs.append(claim.words[first - 1 : last + 1])
    return any(evidence.index.has_run([word.stem for word in run]) for run in runs)


def _date_in_parts(figure: Figure, evidence: Evidence) -> tuple[Placed, ...]:
    """Return the day or month of a date with its year, if the year stands elsewhere in the sources."""
    if figure.unit not in ("date", "month") or figure.first is None:
        return ()
    year, month_day = divmod(figure.first, 10_000)
    wanted = month_day if figure.unit == "date" else month_day // 100
    dated = [placed for placed in evidence.figures if placed.figure.unit in _DATED]
    if not any(placed.figure.first is not None and placed.figure.first // 10_000 == year for placed in dated):
        return ()
    return tuple(
        placed
        for placed in dated
        if placed.figure.first is None and placed.figure.unit == figure.unit and int(placed.figure.low) == wanted
    )


def about_the_same(figure: Figure, claim: Claim, evidence: Evidence, places: Sequence[Placed]) -> bool:
    """Tell whether the source says the figure beside a word that the claim says it beside."""
    around = context(figure, claim)
    if not around:
        return True
    near = {number for stem in around for number in evidence.index.where(stem)}
    return any(not near.isdisjoint((place.line - 1, place.line, place.line + 1)) for place in places)


def context(figure: Figure, claim: Claim) -> set[str]:
    """Return the stems of the content words around a figure."""
    before = [word.stem for word in claim.content if word.end <= figure.start][-CONTEXT:]
    after = [word.stem for word in claim.content if word.start >= figure.end][:CONTEXT]
    return {*before, *after}


def theme_of(claim: Claim) -> list[str]:
    """Return the stems of what a claim is about: its content words but for figures and words of change."""
    return [
        word.stem
        for word in claim.content
        if not is_move(word.stem) and not any(f.start <= word.start < f.end for f in claim.figures)
    ]
