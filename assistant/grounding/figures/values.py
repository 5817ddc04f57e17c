"""Read the number itself, in digits or words, with its fraction and scale: "2½", "two and a half million", "400k"."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.figures import currency, numerals

_SCALE = re.compile(
    r"(?:(?P<k>[kK])|(?P<m>mm|MM|M|m)|(?P<b>bn|Bn|BN|B|b)|(?P<t>tn|T))(?![\w])"
    r"|[^\S\n]?(?:(?P<m2>mn|mln|mil\.?|Mio\.?)|(?P<b2>bn|Bn|Mrd\.?|mrd)|(?P<t2>trn))(?![\w])"
    r"|(?:[^\S\n]*\n?[^\S\n]*|-)(?:(?P<k3>thousands?|Tausend|mille|mil)|(?P<m3>millions?|Million(?:en)?|millones"
    r"|millón)|(?P<b3>billions?|Milliarden?|milliards?)|(?P<t3>trillions?)|(?P<h3>hundred)|(?P<d3>dozens?))(?![^\W_])",
)
_SIZES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "h": 100, "d": 12}
_AND_A_HALF = re.compile(r"[\s-]+and[\s-]+(?:a|one|three)[\s-]+(half|quarters?|third)\b", re.IGNORECASE)
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75"), "third": Decimal(1) / 3}
_RACE = re.compile(
    r"[^\S\n]+(?:sprint|race|hurdles|freestyle|final|relay|butterfly|backstroke|breaststroke|away|from|tall|high"
    r"|long|wide|deep|above|below|title|gold|champion|record|world|steeplechase|run|dash|individual|medley"
    r"|heats?)\b"
)
_MOST_MILLIONS = 100  # from here on "400m" without a currency is a distance
_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667", "⅛": "0.125", "⅕": "0.2"}
_FRACTION = re.compile(r"[^\S\n]?([½¼¾⅓⅔⅛⅕])")
_LEAST_HALVED = 12  # "half a dozen" is the smallest half that is said so


class Value(NamedTuple):
    """A number with its scale applied, before unit and hedge; `step` is the place value of its last digit."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    scaled: bool
    words: bool


@lru_cache(maxsize=16)
def candidates(language: str) -> re.Pattern[str]:
    """Return the pattern that finds every candidate for a number, with groups lead, words and digits."""
    words = numerals.number_words(language).pattern
    return re.compile(
        rf"(?<![\w.,])(?P<lead>half[\s-]+an?[\s-]+|half[\s-]+)?(?P<words>(?<![^\W_]){words})"
        rf"|(?P<digits>{numerals.DIGITS.pattern}|[½¼¾⅓⅔⅛⅕])",
        re.IGNORECASE,
    )


def from_digits(text: str, hit: re.Match[str], language: str) -> Value | None:
    """Read the digits that `hit` found; None where they are no number ("1.2.3")."""
    start, end = hit.span()
    if wide := numerals.spaced_thousands(text, start, language):
        end = max(end, wide.end())
    written = text[start:end]
    if written in _SIGNS:
        return Value(start, end, Decimal(_SIGNS[written]), Decimal("0.01"), scaled=False, words=False)
    read = numerals.read_digits(written, language)
    if read is None:
        return None
    value, step = read
    if fraction := _FRACTION.match(text, end):
        value, step, end = value + Decimal(_SIGNS[fraction.group(1)]), Decimal("0.01"), fraction.end()
    return scaled(text, Value(start, end, value, step, scaled=False, words=False))


def from_words(text: str, hit: re.Match[str], language: str) -> Value | None:
    """Read the number words that `hit` found, without the scale that may follow them."""
    run = numerals.number_words(language).match(text, hit.start("words"))
    number = numerals.read_words(run, language) if run else None
    if number is None:
        return None
    value = Value(hit.start(), number.end, number.value, number.step, scaled=number.step > 1, words=True)
    if not hit.group("lead"):
        return value
    if number.value < _LEAST_HALVED:
        return None  # "half one": a time of day somewhere
    return value._replace(value=value.value / 2, step=value.step / 10)


def scaled(text: str, value: Value) -> Value:
    """Add "and a half" and apply the scale that follows."""
    if half := _AND_A_HALF.match(text, value.end):
        unit = value.step if value.scaled else Decimal(1)
        part = _HALVES[half.group(1).lower()] * unit
        value = value._replace(end=half.end(), value=value.value + part, step=unit / 10)
    hit = _SCALE.match(text, value.end)
    if hit is None or (hit.group("m") == "m" and _is_distance(text, value, hit.end())):
        return value
    size = Decimal(_SIZES[(hit.lastgroup or "k")[0]])
    return value._replace(end=hit.end(), value=value.value * size, step=value.step * size, scaled=True)


def _is_distance(text: str, value: Value, end: int) -> bool:
    """Tell whether "400m" is a distance: without a currency, and with a race after it or too many millions."""
    if currency.currency_before(text, value.start):
        return False
    return bool(_RACE.match(text, end)) or value.value >= _MOST_MILLIONS
