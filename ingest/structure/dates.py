"""The date in a header field; an ambiguous one is refused, never guessed."""

import re
from datetime import date
from typing import NamedTuple

_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MONTHS = (
    ("jan", "jän", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_TWELVE = 12
_CENTURY = 2000


class Read(NamedTuple):
    """A date as read, or the reason why it could not be."""

    on: date | None
    start: int
    end: int
    ambiguous: bool = False


def read(text: str, start: int, end: int) -> Read | None:
    """Return the first date in `text[start:end]`; None when there is none."""
    for pattern, order in ((_ISO, "ymd"), (_DAY_FIRST, "dmy"), (_MONTH_FIRST, "mdy")):
        match = pattern.search(text, start, end)
        if match is not None and (on := _made(match, order)) is not None:
            return Read(on, match.start(), match.end())
    match = _NUMERIC.search(text, start, end)
    return _numeric(match) if match is not None else None


def _numeric(match: re.Match[str]) -> Read | None:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    year += _CENTURY if len(match[4]) == len("26") else 0
    day, month = first, second
    if second > _TWELVE:
        day, month = second, first
    elif first <= _TWELVE and mark != "." and first != second:  # with full stops the day comes first
        return Read(None, match.start(), match.end(), ambiguous=True)
    on = _valid(year, month, day)
    return Read(on, match.start(), match.end()) if on else None


def _made(match: re.Match[str], order: str) -> date | None:
    parts = dict(zip(order, match.groups(), strict=True))
    month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
    return _valid(int(parts["y"]), month, int(parts["d"]))


def _month(name: str) -> int:
    folded = name.casefold()
    for number, stems in enumerate(_MONTHS, start=1):
        if any(folded.startswith(stem) for stem in stems):
            return number
    return 0


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
