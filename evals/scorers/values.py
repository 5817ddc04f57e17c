"""Reads figures out of prose, in digits and in small words, with the scale that follows; not the product's reader."""

import re
from collections.abc import Iterable, Iterator

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_WORDS = {word: value for value, word in enumerate(_ONES.split())}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS |= {"zwei": 2, "drei": 3, "vier": 4, "acht": 8, "onze": 11, "deux": 2, "trois": 3, "tres": 3, "dos": 2}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9}
_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:[,  ’]\d{3})+(?:\.\d+)?(?![\d])|(?<![\w.])\d+(?:[.,]\d+)?")
_SCALE = re.compile(r"\s?(thousand|million|billion)\b|(k|m)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-zà-ÿ]+", re.IGNORECASE)
_TENS = 10
NEAR = 0.005  # of the larger: what a rounded figure may differ by


def figures(text: str) -> list[float]:
    """Return the values that a text tells, digits first, words after."""
    return in_digits(text) + [float(value) for value in _spelt(text)]


def in_digits(text: str) -> list[float]:
    """Return the values told in digits only, which is where a claim may go wrong."""
    return [_scaled(match, text) for match in _DIGITS.finditer(text)]


def _scaled(match: re.Match[str], text: str) -> float:
    scale = _SCALE.match(text, match.end())
    return _value(match[0]) * (_SCALES[(scale[1] or scale[2]).lower()] if scale else 1.0)


def near(one: float, other: float) -> bool:
    """Tell whether two values are the same up to rounding."""
    return abs(one - other) <= NEAR * max(abs(one), abs(other), 1e-9)


def among(value: float, values: Iterable[float]) -> bool:
    """Tell whether a value is near one of the others."""
    return any(near(value, other) for other in values)


def _value(digits: str) -> float:
    digits = re.sub(r"[  ’]", "", digits)
    if "," in digits and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    return float(digits.replace(",", "."))


def _spelt(text: str) -> Iterator[int]:
    """Yield the values of number words; tens and ones in a row are one value."""
    tens: int | None = None
    for match in _WORD.finditer(text):
        value = _WORDS.get(match[0].lower())
        if tens is not None:
            if value is not None and 0 < value < _TENS:
                yield tens + value
                tens = None
                continue
            yield tens
            tens = None
        if value is not None and value > _TENS and value % _TENS == 0:
            tens = value
        elif value is not None:
            yield value
    if tens is not None:
        yield tens
