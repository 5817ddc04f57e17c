"""The check of figures and dates: each must stand in the sources with its value, its unit and what it is about."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence, Placed
from assistant.grounding.figures import Carry, Figure, FigureKind, carry, conflicts, find
from assistant.grounding.findings import Finding
from assistant.grounding.support.content import LIGHT
from assistant.grounding.wordset import wordset

CAP_ABSENT = 0.35
CAP_CONFLICT = 0.25
CAP_ELSEWHERE = 0.7
CAP_HEDGE = 0.7

MOST = 60  # figures of one sentence that are looked at; the others make it partial
CONTEXT = 4  # content words on each side of a figure that say what it is about
_SAME_THING = 0.6  # share of the claim's weight from which a sentence with another value contradicts
_MONTHS = wordset("may")
# Kinds whose words say all of them; a currency sign or "a week" would be lost.
_WRITTEN = frozenset({FigureKind.COUNT, FigureKind.ORDINAL, FigureKind.IDENTIFIER, FigureKind.DURATION})
_DATED = frozenset({"date", "month", "year", "quarter"})


class _Carried(NamedTuple):
    how: Carry
    lines: tuple[int, ...]


def check_figures(
    claim: Claim, evidence: Evidence, lines: Sequence[Aligned], allowed: Sequence[str] = ()
) -> Iterator[Finding]:
    """Yield a finding for each figure that is not carried, with the gravest first reading of why.

    Args:
        claim: the sentence.
        evidence: what may carry its figures.
        lines: sentences of the evidence that speak of the same.
        allowed: figures as written that a computation over cited figures carries.
    """
    computed = [figure for text in allowed for figure in find(text)]
    if len(claim.figures) > MOST:
        yield Finding(
            f"figure: only the first {MOST} of {len(claim.figures)} were looked at", Verdict.PARTIAL, CAP_ABSENT
        )
    for figure in claim.figures[:MOST]:
        if any(carry(other, figure) is Carry.YES for other in computed) or figure.text in allowed:
            continue
        if claim.quotes(figure.start, figure.end):
            continue  # the check of quotations holds it to the letter
        carried = _carried(figure, claim, evidence)
        if carried.how is Carry.NO and _as_written(figure, claim, evidence):
            continue
        if carried.how is Carry.NO:
            yield _absent(figure, lines, evidence)
        elif carried.how is Carry.HEDGE_LOST:
            yield Finding(f"figure: {figure.text} is less certain in the source", Verdict.PARTIAL, CAP_HEDGE)
        elif not _about_the_same(figure, claim, evidence, carried.lines):
            reason = f"{_sort(figure)}: {figure.text} stands in the source, but about something else"
            yield Finding(reason, Verdict.PARTIAL, CAP_ELSEWHERE)


def _carried(figure: Figure, claim: Claim, evidence: Evidence) -> _Carried:
    equal = _among(evidence.figures_worth(figure.low), figure)
    if equal.how is Carry.YES and _about_the_same(figure, claim, evidence, equal.lines):
        return equal  # the common case, found without looking through all figures
    carried = _among(evidence.figures, figure)
    if carried.how is Carry.NO and (places := _date_in_parts(figure, evidence)):
        return _Carried(Carry.YES, places)
    return carried


def _among(candidates: Sequence[Placed], figure: Figure) -> _Carried:
    found: dict[Carry, list[int]] = {Carry.YES: [], Carry.HEDGE_LOST: []}
    for placed in candidates:
        how = carry(placed.figure, figure)
        if how is Carry.NO and _same_but_bare(placed.figure, figure):
            how = Carry.YES
        if how is not Carry.NO:
            found[how].append(placed.line)
    how = next((how for how, places in found.items() if places), Carry.NO)
    return _Carried(how, tuple(found.get(how, ())))


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


def _date_in_parts(figure: Figure, evidence: Evidence) -> tuple[int, ...]:
    """Return where the day or month of a date with its year stands, if the year stands elsewhere in the sources."""
    if figure.unit not in ("date", "month") or figure.first is None:
        return ()
    year, month_day = divmod(figure.first, 10_000)
    wanted = month_day if figure.unit == "date" else month_day // 100
    dated = [placed for placed in evidence.figures if placed.figure.unit in _DATED]
    if not any(placed.figure.first is not None and placed.figure.first // 10_000 == year for placed in dated):
        return ()
    return tuple(
        placed.line
        for placed in dated
        if placed.figure.first is None and placed.figure.unit == figure.unit and int(placed.figure.low) == wanted
    )


def _about_the_same(figure: Figure, claim: Claim, evidence: Evidence, places: Sequence[int]) -> bool:
    """Tell whether the source says the figure beside a word that the claim says it beside."""
    around = _context(figure, claim)
    if not around:
        return True
    held = {number for stem in around for number in evidence.index.where(stem)}
    return any(number in held for place in places for number in (place - 1, place, place + 1))


def _context(figure: Figure, claim: Claim) -> set[str]:
    before = [word.stem for word in claim.content if word.end <= figure.start][-CONTEXT:]
    after = [word.stem for word in claim.content if word.start >= figure.end][:CONTEXT]
    return {*before, *after}


def _absent(figure: Figure, lines: Sequence[Aligned], evidence: Evidence) -> Finding:
    if other := _other_value(figure, lines, evidence):
        reason = f"figure: {figure.text} is {other.text} in the source"
        return Finding(reason, Verdict.CONTRADICTED, CAP_CONFLICT)
    return Finding(f"{_sort(figure)}: {figure.text} is in no cited text", Verdict.PARTIAL, CAP_ABSENT)


def _sort(figure: Figure) -> str:
    return "date" if figure.kind in (FigureKind.DATE, FigureKind.QUARTER, FigureKind.YEAR) else "figure"


def _other_value(figure: Figure, lines: Sequence[Aligned], evidence: Evidence) -> Figure | None:
    """Return the figure that the sources have in the place of this one."""
    for line in lines:
        for placed in evidence.figures_in(line.number):
            alike = placed.figure.kind is figure.kind and placed.figure.unit == figure.unit
            if conflicts(placed.figure, figure) or (alike and line.share >= _SAME_THING):
                return placed.figure
    return None
