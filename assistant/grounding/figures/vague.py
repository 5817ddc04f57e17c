"""Figures that name an order of size only: "dozens", "hundreds of thousands", "a couple of weeks"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.grounding.figures.context import change_around, noun_after, per_what
from assistant.grounding.figures.model import Figure, FigureKind, Modifier
from assistant.grounding.figures.units import TIME_UNITS, unit_at

_WORDS = re.compile(
    r"(?<![\w-])(?:"
    r"(?:(?P<multi>tens|dozens|hundreds|thousands|millions|billions)(?:[*_]{0,2}\s+of\s+(?P<of>thousands|millions"
    r"|billions))?)(?![\w-])"
    r"|(?:a\s+)?(?P<few>few|several)\s+(?P<big>dozen|hundred|thousand|million|billion)(?!\w)"
    r"|(?:a\s+)?(?P<couple>couple)(?:\s+(?:of\s+)?(?:dozen|hundred|thousand|million|billion)(?!\w)"
    r"|(?:\s+of)?(?=\s+(?:seconds|minutes|hours|days|weeks|months|years|quarters)\b))"
    r")",
    re.IGNORECASE,
)
_SIZES = {"ten": 10, "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}


def vague(text: str, language: str) -> Iterator[Figure]:
    """Yield the vague figures of `text` in order; a range from one of the size to just below the next."""
    for hit in _WORDS.finditer(text):
        low, high = _bounds(hit)
        unit = unit_at(text, hit.end(), language, digits=False) if hit.group("couple") else None
        timed = unit is not None and unit.name in TIME_UNITS
        end = unit.end if unit is not None and timed else hit.end()
        yield Figure(
            hit.start(),
            end,
            text[hit.start() : end],
            FigureKind.DURATION if timed else FigureKind.COUNT,
            low,
            high,
            unit.name if unit is not None and timed else "",
            Modifier.ABOUT,
            per=per_what(text, end, language),
            noun=noun_after(text, end, share=False),
            change=change_around(text, hit.start(), end),
            vague=True,
        )


def _bounds(hit: re.Match[str]) -> tuple[Decimal, Decimal]:
    if multi := hit.group("multi"):
        low = Decimal(_SIZES[multi.lower().removesuffix("s")])
        if of := hit.group("of"):
            low *= _SIZES[of.lower().removesuffix("s")]
        return low, low * 10 - 1
    if few := hit.group("few"):
        size = Decimal(_SIZES[hit.group("big").lower()])
        return (size * 2, size * 9) if few.lower() == "few" else (size * 3, size * 9)
    last = hit.group().split()[-1].lower()
    low = Decimal(2 * _SIZES.get(last, 1))
    return low, low
