"""Telephone numbers, told from the many other figures that notes hold."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_CANDIDATE = re.compile(
    r"(?<![\w.,$€£¥#:/-])(?:\+|00)?[ ]?\(?\d[\d ().\-/\u00a0\u2010\u2011]{5,24}\d(?!\w)(?![.,:]\d)(?!\s?[%€$£])"
)
_NORTH_AMERICAN = re.compile(r"(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}")
_TRUNK = re.compile(r"\(?0\d{1,5}\)?[ /-]\d[\d -]{3,12}\d")
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:(?:1[5-9]|20)\d\d[ \-/]*){2,}")
_CALLED = re.compile(
    r"\b(?:phone|tele(?:ph|f)one?|telefon|tel|mobile?|mobil|cell|call|fax|whatsapp|dial|handy|direct|téléphone|teléfono)\b[^\n]{0,20}$",
    re.IGNORECASE,
)
_REGIONS = ("US", "GB", "DE", "FR", "NL", "ES", "IT", "IN", "AU", "CH", "AT", "BR", "JP")
_SHORTEST, _LONGEST = 7, 15  # digits; E.164 allows fifteen


class Phone(NamedTuple):
    """A telephone number in a text; `value` is E.164 where the country is known, digits otherwise."""

    start: int
    end: int
    value: str


def phones(text: str) -> Iterator[Phone]:
    """Yield telephone numbers, in order.

    That is international ones, national ones in their usual grouping, and any that the words before it
    call one. Dates, years and bare figures are none.
    """
    for match in _CANDIDATE.finditer(text):
        words = match.group().strip()
        start = match.start() + match.group().index(words)
        digits = sum(character.isdigit() for character in words)
        if _SHORTEST <= digits <= _LONGEST and not _DATE.fullmatch(words):
            called = bool(_CALLED.search(text, max(0, start - 40), start))
            value = _number(words, called=called)
            if value is not None:
                yield Phone(start, start + len(words), value)


def _number(words: str, *, called: bool) -> str | None:
    if words.startswith(("+", "00")):
        return _valid("+" + words.removeprefix("+").removeprefix("00"), None)
    if _NORTH_AMERICAN.fullmatch(words):
        return _valid(words, "US") or (re.sub(r"\D", "", words) if called else None)
    if _TRUNK.fullmatch(words) or called:
        valid = (_valid(words, region) for region in _REGIONS)
        return next((value for value in valid if value), re.sub(r"\D", "", words) if called else None)
    return None


def _valid(words: str, region: str | None) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(words, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or (region and not phonenumbers.is_valid_number(number)):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
