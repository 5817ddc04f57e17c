"""Units: how they are written, what they are called here, and how they convert.

Months, quarters and years convert among themselves, and so do weeks down to milliseconds; the two
families never mix, since no month has a fixed number of days.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple


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

_SURFACES = {
    "en": {
        "percent": "% percent|per cent|per-cent|pct|per centum",
        "points": "percentage points?|%-points?|% points?|pp|ppts?|p\\.p\\.|percentage-points?",
        "basis": "basis points?|bps|bp",
        "millisecond": "milliseconds?|ms|msecs?",
        "second": "seconds?|secs?",
        "minute": "minutes?|mins?",
        "hour": "hours?|hrs?",
        "day": "(?:working |business |calendar )?days?",
        "week": "weeks?|wks?",
        "fortnight": "fortnights?",
        "month": "months?|mos?(?=\\b)",
        "quarter": "quarters?(?! of )",
        "year": "years?|yrs?",
        "decade": "decades?",
        "century": "century|centuries",
        "byte": "bytes?",
        "kilobyte": "KB|kB|kilobytes?",
        "megabyte": "MB|megabytes?",
        "gigabyte": "GB|gigabytes?|gigs?",
        "terabyte": "TB|terabytes?",
        "petabyte": "PB|petabytes?",
        "millimetre": "mm|millimet(?:re|er)s?",
        "centimetre": "cm|centimet(?:re|er)s?",
        "metre": "met(?:re|er)s?",
        "kilometre": "km|kms|kilomet(?:re|er)s?",
        "mile": "miles?",
        "foot": "feet|foot|ft",
        "inch": "inch(?:es)?",
        "yard": "yards?|yds?",
        "square foot": "square f(?:ee|oo)t|sq\\.? ?ft",
        "square metre": "square met(?:re|er)s?|sqm|m²",
        "square mile": "square miles?",
        "square kilometre": "square kilomet(?:re|er)s?|km²",
        "acre": "acres?",
        "hectare": "hectares?",
        "gram": "grams?",
        "kilogram": "kg|kgs|kilos?|kilograms?",
        "tonne": "tonnes?",
        "ton": "tons?",
        "pound weight": "lbs?",
        "ounce": "ounces?|oz",
        "litre": "lit(?:re|er)s?",
        "gallon": "gallons?",
        "barrel": "barrels?",
        "mile per hour": "mph",
        "kilometre per hour": "km/h|kph|kmh",
        "degree": "°C?|°F|degrees?(?: Celsius| Fahrenheit)?|℃",
        "watt": "watts?",
        "kilowatt": "kW|kilowatts?",
        "megawatt": "MW|megawatts?",
        "gigawatt": "GW|gigawatts?",
        "kilowatthour": "kWh",
        "megawatthour": "MWh",
        "gigawatthour": "GWh",
        "hertz": "Hz|hertz",
        "gigahertz": "GHz",
        "megabit per second": "Mbps|Mbit/s",
        "gigabit per second": "Gbps|Gbit/s",
        "cent": "cents?|pence",
    },
    "de": {
        "percent": "%|Prozent",
        "points": "Prozentpunkten?|Prozentpunkte?",
        "second": "Sekunden?|Sek\\.",
        "minute": "Minuten?|Min\\.",
        "hour": "Stunden?|Std\\.?",
        "day": "Tage?n?|Arbeitstage?n?|Werktage?n?",
        "week": "Wochen?",
        "month": "Monate?n?|Monats",
        "quarter": "Quartale?n?",
        "year": "Jahre?n?",
    },
    "fr": {
        "percent": "%|pour ?cent|pour-cent",
        "points": "points? de pourcentage",
        "second": "secondes?",
        "minute": "minutes?",
        "hour": "heures?",
        "day": "jours?|journées?",
        "week": "semaines?",
        "month": "mois",
        "quarter": "trimestres?",
        "year": "ans?|années?",
    },
    "es": {
        "percent": "%|por ciento|por cien",
        "points": "puntos? porcentuales?",
        "second": "segundos?",
        "minute": "minutos?",
        "hour": "horas?",
        "day": "días?",
        "week": "semanas?",
        "month": "mes(?:es)?",
        "quarter": "trimestres?",
        "year": "años?",
    },
}
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

_CURRENCY_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₦": "NGN",
}  # fmt: skip
_CURRENCY_WORDS = {
    "USD": "USD|US dollars?|U\\.S\\. dollars?|dollars?|US-Dollars?|Dollars?|dólares",
    "EUR": "EUR|euros?|Euros?",
    "GBP": "GBP|pounds? sterling|British pounds?|pounds?|Pfund",
    "CHF": "CHF|Swiss francs?|Franken|francs suisses",
    "JPY": "JPY|yen",
    "INR": "INR|rupees?|Rs\\.?",
    "CAD": "CAD|Canadian dollars?",
    "AUD": "AUD|Australian dollars?",
    "CNY": "CNY|RMB|yuan",
    "SEK": "SEK|kronor",
    "NOK": "NOK",
    "DKK": "DKK",
    "PLN": "PLN|zloty",
    "BRL": "BRL|reais",
    "MXN": "MXN",
    "SGD": "SGD",
    "HKD": "HKD",
    "ZAR": "ZAR|rand",
}
CURRENCIES = frozenset(_CURRENCY_SIGNS.values()) | frozenset(_CURRENCY_WORDS)
_CODES = "USD|EUR|GBP|CHF|JPY|INR|CAD|AUD|CNY|RMB|SEK|NOK|DKK|PLN|BRL|MXN|SGD|HKD|ZAR"
_SIGNS = "|".join(re.escape(s) for s in sorted(_CURRENCY_SIGNS, key=len, reverse=True))
CURRENCY_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?:{_SIGNS})|(?<![A-Za-z])(?:{_CODES}))[^\S\n]?$")
_CURRENCY_AFTER = re.compile(
    r"[^\S\n]?-?[^\S\n]?(?:d['’]|de )?(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCY_WORDS.items())
    + r")(?![^\W_])|[^\S\n]?(?P<sign>[€£¥₹$])(?!\d)"
)
TIME_UNITS = frozenset(u.name for u in UNITS.values() if u.family in ("time", "calendar"))


class Written(NamedTuple):
    """A unit found in a text: canonical name and where it ends."""

    name: str
    end: int


@lru_cache(maxsize=16)
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    surfaces: dict[str, str] = {}
    for code in dict.fromkeys((language, "en")):
        for name, written in _SURFACES.get(code, {}).items():
            surfaces[f"{code}_{len(surfaces)}"] = name
    parts = []
    names = iter(surfaces)
    for code in dict.fromkeys((language, "en")):
        for written in _SURFACES.get(code, {}).values():
            parts.append(
                (next(names), written.replace("% percent", "%(?!-?\\s?points?)|percent(?!age)|Percent(?!age)"))
            )
    parts.sort(key=lambda p: "points" not in surfaces[p[0]])
    body = "|".join(f"(?P<{group}>{written})" for group, written in parts)
    return re.compile(rf"(?:{body})(?![^\W_])"), surfaces


def unit_at(text: str, at: int, language: str = "en", *, digits: bool = True) -> Written | None:
    """Return the unit written at `at`, right after a number, or None."""
    if digits and (attached := re.compile(r"(?:hr?|s|min|d|w|g|t)(?![^\W_])").match(text, at)):
        return Written(_ATTACHED[attached.group()], attached.end())
    start = at
    if joint := _JOINT.match(text, at):
        start = joint.end()
    pattern, names = _pattern(language)
    hit = pattern.match(text, start)
    if hit is None or (hit.end() == start):
        return None
    return Written(names[hit.lastgroup or ""], hit.end())


_JOINT = re.compile(r"(?:[^\S\n]*\n[^\S\n]*|[^\S\n]+|-|‑)")


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """Return the currency written just before `at` and where it starts."""
    hit = CURRENCY_BEFORE.search(text[max(0, at - 5) : at])
    if hit is None:
        return None
    sign = hit.group().strip()
    return _CURRENCY_SIGNS.get(sign, "CNY" if sign == "RMB" else sign), at - len(hit.group())


def currency_after(text: str, at: int) -> Written | None:
    """Return the currency written right after a number."""
    hit = _CURRENCY_AFTER.match(text, at)
    if hit is None:
        return None
    sign = hit.group("sign")
    return Written(_CURRENCY_SIGNS[sign] if sign else hit.lastgroup or "", hit.end())


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
