"""Number words, by language."""

from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple


class NumberWord(NamedTuple):
    """What a number word is worth and how it joins with others."""

    value: Decimal
    role: Literal["small", "hundred", "scale"]


class _Words(NamedTuple):
    """The number words of a language: from zero up, the tens from twenty, a hundred, and the scales."""

    units: str
    tens: str
    hundreds: str
    scales: dict[str, int]


TENS_LINKS = frozenset({"y", "et"})  # "treinta y cinco", "vingt et un"
LINKS = frozenset({"and", "a", "one", "y", "et", "und"})

_LANGUAGES = {
    "en": _Words(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "hundred",
        {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12},
    ),
    "de": _Words(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "hundert",
        {
            "tausend": 10**3,
            "million": 10**6,
            "millionen": 10**6,
            "milliarde": 10**9,
            "milliarden": 10**9,
            "dutzend": 12,
        },
    ),
    "fr": _Words(
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        "vingt trente quarante cinquante soixante",
        "cent cents",
        {"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    ),
    "es": _Words(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "cien ciento",
        {"mil": 10**3, "millón": 10**6, "millones": 10**6},
    ),
}


@lru_cache(maxsize=16)
def numbers(language: str) -> dict[str, NumberWord]:
    """Return the number words of the language; English ones where it is not covered."""
    words = _LANGUAGES.get(language, _LANGUAGES["en"])
    table = {word: NumberWord(Decimal(i), "small") for i, word in enumerate(words.units.split())}
    table |= {word: NumberWord(Decimal(20 + 10 * i), "small") for i, word in enumerate(words.tens.split())}
    table |= {word: NumberWord(Decimal(100), "hundred") for word in words.hundreds.split()}
    table |= {word: NumberWord(Decimal(value), "scale") for word, value in words.scales.items()}
    if language == "fr":
        table |= {"vingts": table["vingt"], "une": table["un"]}
    if language == "de":
        table |= _german_compounds(words)
    return table


def _german_compounds(words: _Words) -> dict[str, NumberWord]:
    """Twenty-one to ninety-nine, which German writes as one word."""
    units = ["ein", *words.units.split()[2:10]]
    return {
        f"{unit}und{tens}": NumberWord(Decimal(20 + 10 * i + j), "small")
        for i, tens in enumerate(words.tens.split())
        for j, unit in enumerate(units, start=1)
    }
