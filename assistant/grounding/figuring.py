"""The check of figures and dates: each must stand in the sources with its value, its unit and what it is about."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.figures import Carry, Figure, FigureKind, carry, conflicts
from assistant.grounding.findings import Finding
from assistant.grounding.held import MOST, Held, theme_of
from assistant.grounding.support.measures import sentence_gains

CAP_ABSENT = 0.35
CAP_CONFLICT = 0.25
CAP_ELSEWHERE = 0.7
CAP_HEDGE = 0.7

_FOLLOWED = 4  # sentences after which one with "it" is looked for
_GOES_ON = re.compile(
    r"\b(?:it|they|that|this)\s(?:is|was|are|were|stood|stands|reached|rose|fell|took|takes|went)\b", re.IGNORECASE
)
_SAME_THING = 0.6  # share of the claim's weight from which a sentence with another value contradicts


def check_figures(
    claim: Claim, evidence: Evidence, lines: Sequence[Aligned], figures: Sequence[Held]
) -> Iterator[Finding]:
    """Yield a finding for each figure that is not carried, with the gravest first reading of why.

    One that is computed yields a finding that refuses nothing and tells the formula.
    """
    if len(claim.figures) > MOST:
        yield Finding(
            f"figure: only the first {MOST} of {len(claim.figures)} were looked at", Verdict.PARTIAL, CAP_ABSENT
        )
    for one in figures:
        text = one.figure.text
        if one.how is Carry.NO:
            yield _absent(one.figure, claim, lines, evidence)
        elif one.formula:
            yield Finding(f"computed: {one.formula}", Verdict.SUPPORTED, 1.0)
        elif one.how is Carry.HEDGE_LOST:
            yield Finding(f"figure: {text} is less certain in the source", Verdict.PARTIAL, CAP_HEDGE)
        elif one.apart:
            reason = f"{_sort(one.figure)}: {text} stands in the source, but about something else"
            yield Finding(reason, Verdict.PARTIAL, CAP_ELSEWHERE)


def _absent(figure: Figure, claim: Claim, lines: Sequence[Aligned], evidence: Evidence) -> Finding:
    if other := _other_value(figure, lines, evidence) or _in_what_follows(figure, claim, evidence):
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


def _in_what_follows(figure: Figure, claim: Claim, evidence: Evidence) -> Figure | None:
    """Return the other value in a sentence that goes on about the claim's thing as "it": "In August it was 93%".

    The sentence before names most of what the claim does, and the sentence has the claim's date, if there is one.
    """
    theme = theme_of(claim)
    gains = sentence_gains(theme, evidence.index)
    total = sum(map(evidence.index.weight, theme)) or 1.0
    dates = [other for other in claim.figures if not other.is_quantity]
    for number in sorted(gains, key=lambda n: -gains[n])[:_FOLLOWED]:
        after = evidence.index.lines[number + 1 : number + 2]
        if gains[number] < _SAME_THING * total or not after or not _GOES_ON.search(after[0].text):
            continue
        there = [placed.figure for placed in evidence.figures_in(number + 1)]
        dated = all(any(carry(one, date) is Carry.YES for one in there) for date in dates)
        alike = [one for one in there if one.kind is figure.kind and one.unit == figure.unit and one.per == figure.per]
        if dated and len(alike) == 1 and figure.is_quantity:
            return alike[0]
    return None
