"""Units: how they are written, what they are called here, and how they convert.

Months, quarters and years convert among themselves, and so do weeks down to milliseconds; the two
families never mix, since no month has a fixed number of days.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.figures.unit_names import SURFACES


class Unit(NamedTuple):
    """A unit's canonical name, its family, and its size in the family's base."""

    name: str
    family: str
    size: Decimal


def _family(family: str, **sizes: str) -> dict[str, Unit]:
    return {name: Unit(name, family, Decimal(size)) for name, size in sizes.items()}


UNITS: dict[str, Unit] = (
    _family(
        "time",
        millisecond="0.001",
        second="1",
        minute="60",
        hour="3600",
        day="86400",
        week="604800",
        fortnight="1209600",
    )
    | _family("calendar", month="1", quarter="3", year="12", decade="120", century="1200")
    | _family("bytes", byte="1", kilobyte="1E3", megabyte="1E6", gigabyte="1E9", terabyte="1E12", petabyte="1E15")
    | _family("length", millimetre="0.001", centimetre="0.01", metre="1", kilometre="1000")
    | _family("mass", gram="1", kilogram="1000", tonne="1E6")
    | _family("power", watt="1", kilowatt="1E3", megawatt="1E6", gigawatt="1E9")
    | _family("energy", kilowatthour="1", megawatthour="1E3", gigawatthour="1E6")
    | _family("share", percent="1")
    | _family("points", points="1")
)

# Letters that are units only when they touch the digits: "24h", "5s".
_ATTACHED = {
    "h": "hour",
    "hr": "hour",
    "s": "second",
    "min": "minute",
    "d": "day",
    "w": "week",
    "g": "gram",
    "t": "tonne",
}

TIME_UNITS = frozenset(u.name for u in UNITS.values() if u.family in ("time", "calendar"))


class Written(NamedTuple):
    """A unit found in a text: canonical name and where it ends."""

    name: str
    end: int


_LONG = 4  # letters from which a unit's name is told apart from its symbol
_JOINT = re.compile(r"(?:[^\S\n]*\n[^\S\n]*|[^\S\n]+|-|‑)")
_TOUCHING = re.compile(r"(?:hr?|s|min|d(?!\s[a-z])|w|g|t)(?![^\W_])")  # "a 3d model" has no days


class _Names(NamedTuple):
    """A pattern of all unit names of a language, and the unit behind each of its groups."""

    pattern: re.Pattern[str]
    units: dict[str, str]


@lru_cache(maxsize=16)
def _names(language: str) -> _Names:
    forms = [
        (name, _any_case(written))
        for code in dict.fromkeys((language, "en"))
        for name, written in SURFACES.get(code, {}).items()
    ]
    forms.sort(key=lambda form: form[0] != "points")  # "percentage points" before "percent"
    body = "|".join(f"(?P<u{number}>{written})" for number, (_, written) in enumerate(forms))
    return _Names(re.compile(rf"(?:{body})(?![^\W_])"), {f"u{number}": name for number, (name, _) in enumerate(forms)})


def _any_case(written: str) -> str:
    """Let the names of units, not their symbols, begin with a capital: "90-Day", "48 Hours"."""
    return "|".join(
        f"[{form[0].upper()}{form[0]}]{form[1:]}"
        if form[0].islower() and sum(map(str.isalpha, form)) >= _LONG
        else form
        for form in written.split("|")
    )


def unit_at(text: str, at: int, language: str = "en", *, digits: bool = True) -> Written | None:
    """Return the unit written at `at`, right after a number, or None; `digits` admits symbols that touch it."""
    if digits and (touching := _TOUCHING.match(text, at)):
        return Written(_ATTACHED[touching.group()], touching.end())
    joint = _JOINT.match(text, at)
    names = _names(language)
    hit = names.pattern.match(text, joint.end() if joint else at)
    return Written(names.units[hit.lastgroup or ""], hit.end()) if hit else None


def same_family(first: str, second: str) -> bool:
    """Tell whether two units convert into each other."""
    if first == second:
        return True
    a, b = UNITS.get(first), UNITS.get(second)
    return a is not None and b is not None and a.family == b.family


def in_base(value: Decimal, unit: str) -> Decimal:
    """Return `value` in the base of the unit's family; unchanged for a unit on its own."""
    known = UNITS.get(unit)
    return value * known.size if known else value
