"""Number words, by language."""

from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple


class NumberWord(NamedTuple):
    """What a number word is worth and how it joins with others."""

    value: Decimal
    role: Literal["small", "hundred", "scale"]


TENS_LINKS = frozenset({"y", "et"})  # "treinta y cinco", "vingt et un"
LINKS = frozenset({"and", "a", "one", "y", "et", "und"})

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
    {"hundred": 100},
    {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12},
)
_DE_UNITS = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_DE = (
    _DE_UNITS,
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    {"hundert": 100},
    {"tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9, "dutzend": 12},
)
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "vingt trente quarante cinquante soixante",
    {"cent": 100, "cents": 100},
    {"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
)
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    {"cien": 100, "ciento": 100},
    {"mil": 10**3, "millón": 10**6, "millones": 10**6},
)
_TABLES = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES}


@lru_cache(maxsize=16)
def numbers(language: str) -> dict[str, NumberWord]:
    """Return the number words of the language; English ones where it is not covered."""
    units, tens, hundreds, scales = _TABLES.get(language, _EN)
    table = {w: NumberWord(Decimal(i), "small") for i, w in enumerate(units.split()) if "-" not in w}
    table |= {w: NumberWord(Decimal(20 + 10 * i), "small") for i, w in enumerate(tens.split())}
    table |= {w: NumberWord(Decimal(v), "hundred") for w, v in hundreds.items()}
    table |= {w: NumberWord(Decimal(v), "scale") for w, v in scales.items()}
    if language == "fr":
        table |= {"vingts": table["vingt"], "une": table["un"]}
    if language == "de":
        table |= _german_compounds(units.split(), tens.split())
    return table


def _german_compounds(units: list[str], tens: list[str]) -> dict[str, NumberWord]:
    """Twenty-one to ninety-nine, which German writes as one word."""
    stems = ["ein", *units[2:10]]
    return {
        f"{u}und{t}": NumberWord(Decimal(20 + 10 * i + j), "small")
        for i, t in enumerate(tens)
        for j, u in enumerate(stems, start=1)
    }
