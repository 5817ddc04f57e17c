"""Ordinals in words, from "third" on; "first" and "second" say too often no more than "then"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.grounding.figures import lexicon
from assistant.grounding.figures.context import noun_after
from assistant.grounding.figures.model import Figure, FigureKind

_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_WORDS = re.compile(
    rf"(?<![\w-])(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?P<unit>{_UNITS})"
    r"|(?P<one>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|hundredth))(?!\w|[-\s]part)",
    re.IGNORECASE,
)


def ordinals(text: str, language: str) -> Iterator[Figure]:
    """Yield the English ordinals in words, in order; nothing for texts in other languages."""
    if language in ("de", "fr", "es"):
        return
    for hit in _WORDS.finditer(text):
        value = _value(hit)
        noun = noun_after(text, hit.end(), share=False)
        yield Figure(hit.start(), hit.end(), hit.group(), FigureKind.ORDINAL, value, value, noun=noun)


def _value(hit: re.Match[str]) -> Decimal:
    if hit.group("one"):
        return _of(hit.group("one").lower())
    return _of(hit.group("tens").lower()) + _of(hit.group("unit").lower())


def _of(word: str) -> Decimal:
    if word in _IRREGULAR:
        return Decimal(_IRREGULAR[word])
    stem = word.removesuffix("th")
    return lexicon.numbers("en")[stem.removesuffix("ie") + "y" if stem.endswith("ie") else stem].value
