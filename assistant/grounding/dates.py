"""Dates, months, quarters, years and clock times.

A date covers days; `first` and `last` give them as the whole number YYYYMMDD (day 0 and 99 stand for
"from the first" and "to the last" of a month), so that one date lies within another by comparison.
A numeric date that may be read day first or month first keeps no days: only the same writing carries it.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
}
_CENTURY_CUT = 70  # two-digit years: 70 to 99 are nineteen-hundreds


class DateKind(StrEnum):
    """What a date expression names."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CLOCK = "clock"


class DateFound(NamedTuple):
    """A date expression at `text[start:end]`; `value` is MMDD, M, 1-4, the year or minutes when no days are known."""

    start: int
    end: int
    kind: DateKind
    value: int
    first: int | None = None
    last: int | None = None
    fiscal: bool = False


@lru_cache(maxsize=16)
def _months(language: str) -> dict[str, int]:
    names = {m: i for code in ("en", language) for i, m in enumerate(_MONTHS.get(code, "").split(), start=1)}
    names |= {m: i for i, m in enumerate(_SHORT.split(), start=1)} | {"sept": 9}
    return names


_VERBS = frozenset({"may", "march"})  # months only with a capital


def _either_case(month: str) -> str:
    return f"[{month[0].upper()}{month[0]}]{month[1:]}"


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str]:
    full = sorted((m for m in _months(language) if len(m) > 3 or m in ("may", "mai")), key=len, reverse=True)  # noqa: PLR2004 (short forms apart)
    names = "|".join(_either_case(m) if m not in _VERBS else m.capitalize() for m in full)
    shorts = "|".join(m.capitalize() for m in [*_SHORT.split(), "sept"])
    month = rf"(?:{names}|(?:{shorts})\b\.?)(?![^\W_])"
    day = r"\d{1,2}(?:st|nd|rd|th|\.|er|º)?"
    year = r"['’]?\d{2}(?:\d{2})?(?![\d.,]*\d|%)"
    gap = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
    return re.compile(
        rf"(?<![\w.,:/-])(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:T\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:Z"
        rf"|[+-]\d{{2}}:?\d{{2}})?)?(?![\w-])"
        rf"|(?P<d1>{day}){gap}(?:of{gap}|de{gap})?(?P<m1>{month})(?:,?{gap}(?:de{gap})?(?P<y1>\d{{4}})(?!\d))?"
        rf"|(?P<m2>{month}|(?<=\bon\s)(?:may|march)){gap}(?P<d2>\d{{1,2}}(?:st|nd|rd|th)?)(?![\d:%]"
        rf"|[.,]\d)(?:[^\S\n]*,?{gap}(?P<y2>\d{{4}})(?![\d]))?"
        rf"|(?P<m3>{month})(?:[^\S\n]?,?{gap}|{gap}(?:of|de){gap})(?P<y3>['’]?\d{{2}}(?:\d{{2}})?)(?![\d%]|[.,]\d)"
        rf"|(?P<m4>{month})"
        r"|(?P<num>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2}))(?![\w/-]|\.\d)"
        rf"|(?P<qy>\d{{4}})?[^\S\n-]?-?[QqT](?P<q>[1-4])(?:[^\S\n/-]?(?:FY|CY)?[^\S\n]?(?P<y5>{year}))?(?!\w)"
        rf"|(?P<ow>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[\s-](?:(?:fiscal|financial"
        rf"|calendar)\s)?(?P<oq>quarter|half)(?!\w|[-\s]of[-\s]the[-\s](?!year|fiscal))(?:\s(?:of\s)?(?:fiscal\s"
        rf"|FY\s?)?(?P<y6>\d{{4}}))?"
        rf"|H(?P<h>[12])[^\S\n]?(?P<y7>{year})(?!\w)"
        rf"|(?P<fy>(?:[Ff]iscal(?:[^\S\n]year)?|FY)[^\S\n-]?(?P<y8>{year}))(?!\w)"
        r"|(?P<dec>(?:1[5-9]|20)\d0|['’]\d0|(?<=the\s)[1-9]0|(?<=and\s)[1-9]0|(?<=his\s)[1-9]0|(?<=her\s)[1-9]0"
        r"|(?<=mid-)[1-9]0|(?<=late\s)[1-9]0|(?<=early\s)[1-9]0|(?<=their\s)[1-9]0)['’]?s(?!\w)"
        r"|(?P<h12>\d{1,2})(?:[:.](?P<min12>[0-5]\d))?[^\S\n]?(?P<ap>[ap]\.?[^\S\n]?m\b\.?|[AP]\.?M\b\.?)(?!\w)"
        r"|(?P<h24>[01]?\d|2[0-3]):(?P<min24>[0-5]\d)(?![\d:])"
        r")",
    )


_MONTH_CONTEXT = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|last|this|next|early|late|mid|during|before|after|to|through|every|im"
    r"|seit|bis|ab|en|depuis|desde|hasta)[\s-]+)\Z",
    re.IGNORECASE,
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find(text: str, language: str = "en") -> tuple[DateFound, ...]:
    """Return the date expressions of `text` in order; bare years are left to the caller. Linear."""
    months = _months(language)
    read = (_read(hit, months, text, language) for hit in _pattern(language).finditer(text))
    return tuple(found for found in read if found is not None)


def _read(hit: re.Match[str], months: dict[str, int], text: str, language: str) -> DateFound | None:
    got = {name: value for name, value in hit.groupdict().items() if value is not None}
    if "iso" in got:
        return _day(hit, *map(int, got["iso"].split("-")))
    if "num" in got:
        return _numeric(hit, got["num"], got["sep"], language)
    if "h12" in got or "h24" in got:
        return _clock(hit, got)
    if month_name := got.get("m1") or got.get("m2") or got.get("m3") or got.get("m4"):
        return _month(hit, got, months[month_name.lower().rstrip(".")], text)
    return _period(hit, got)


def _month(hit: re.Match[str], got: dict[str, str], month: int, text: str) -> DateFound | None:
    if day := got.get("d1") or got.get("d2"):
        year = got.get("y1") or got.get("y2")
        return _day(hit, int(year) if year else None, month, int(re.sub(r"\D", "", day)))
    if year := got.get("y3"):
        return _span(hit, DateKind.MONTH, month, _year(year), month, month)
    ambiguous = got["m4"].islower() or got["m4"].lower() in ("may", "march", "mars", "mar", "sep", "dec", "jan")
    if ambiguous and not _MONTH_CONTEXT.search(text[max(0, hit.start() - 12) : hit.start()]):
        return None
    return DateFound(hit.start(), hit.end(), DateKind.MONTH, month)


def _day(hit: re.Match[str], year: int | None, month: int, day: int) -> DateFound | None:
    if not (1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]):
        return None
    value = month * 100 + day
    whole = year * 10_000 + value if year is not None else None
    return DateFound(hit.start(), hit.end(), DateKind.DAY, value, whole, whole)


def _numeric(hit: re.Match[str], written: str, mark: str, language: str) -> DateFound | None:
    a, b, tail = written.split(mark)
    year, first, second = _year(tail), int(a), int(b)
    if mark == "-" and len(tail) == 2:  # noqa: PLR2004 ("1-2-34" is more often a score than a date)
        return None
    if mark == "." or language != "en" or first > len(_DAYS):
        return _day(hit, year, second, first)
    if second > len(_DAYS) or first == second:
        return _day(hit, year, first, second)
    return DateFound(hit.start(), hit.end(), DateKind.DAY, int(f"{year}{first:02}{second:02}"))


def _clock(hit: re.Match[str], got: dict[str, str]) -> DateFound | None:
    if "h24" in got:
        return DateFound(hit.start(), hit.end(), DateKind.CLOCK, int(got["h24"]) * 60 + int(got["min24"]))
    hour = int(got["h12"])
    if not 1 <= hour <= 12:  # noqa: PLR2004 (a clock face)
        return None
    afternoon = 12 if got["ap"][0] in "pP" else 0
    return DateFound(hit.start(), hit.end(), DateKind.CLOCK, (hour % 12 + afternoon) * 60 + int(got.get("min12", 0)))


def _period(hit: re.Match[str], got: dict[str, str]) -> DateFound | None:
    if "dec" in got:
        return _decade(hit, got["dec"])
    if "fy" in got:
        return DateFound(hit.start(), hit.end(), DateKind.YEAR, _year(got["y8"]), fiscal=True)
    if "h" in got:
        return _half(hit, int(got["h"]), _year(got["y7"]))
    number = _ORDINALS[got["ow"].lower()] if "ow" in got else int(got["q"])
    written = got.get("y5") or got.get("qy") or got.get("y6")
    year = _year(written) if written else None
    if year is None and (got.get("oq") == "half" or got.get("ow") in ("last", "final")):
        return None  # "the second half", "last quarter": no date without a year
    if got.get("oq") == "half" and year is not None:
        return _half(hit, min(number, 2), year)
    return _span(hit, DateKind.QUARTER, number, year, number * 3 - 2, number * 3)


def _decade(hit: re.Match[str], written: str) -> DateFound:
    if written.isdigit() and len(written) < len("1990"):  # "the 50s": the century is not said
        return DateFound(hit.start(), hit.end(), DateKind.DECADE, int(written))
    year = _year(written)
    return DateFound(hit.start(), hit.end(), DateKind.DECADE, year, year * 10_000, (year + 9) * 10_000 + 1299)


def _half(hit: re.Match[str], half: int, year: int) -> DateFound:
    return _span(hit, DateKind.HALF, half, year, half * 6 - 5, half * 6)


def _span(hit: re.Match[str], kind: DateKind, value: int, year: int | None, first: int, last: int) -> DateFound:
    if year is None:
        return DateFound(hit.start(), hit.end(), kind, value)
    return DateFound(hit.start(), hit.end(), kind, value, year * 10_000 + first * 100, year * 10_000 + last * 100 + 99)


def _year(written: str) -> int:
    digits = int(re.sub(r"\D", "", written))
    if digits >= 100:  # noqa: PLR2004 (two digits or four)
        return digits
    return digits + (1900 if digits >= _CENTURY_CUT else 2000)
