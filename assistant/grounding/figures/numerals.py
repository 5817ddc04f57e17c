"""Numbers in digits and in words.

`DIGITS` and `number_words(language)` find candidates; `read_digits` and `read_words` give values.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.figures import lexicon
from assistant.grounding.wordset import wordset

_THIN = "\u00a0\u202f\u2009"
DIGITS = re.compile(
    r"(?<![\w.])\.\d+"
    r"|\d{1,3}(?:, ?\d{3})*, 000(?!\d)"  # "235, 000": a space slipped in
    r"|\d{1,3} ,\d{3}(?!\d)"
    r"|\d{1,3}(?: \d{3})* 000(?!\d)|\d{1,3}(?: \d{3}){2,}(?!\d)"  # "10 000", "1 234 567"
    rf"|\d++(?:[.,'’{_THIN}]\d++)*+"
)
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
FRACTION_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125", "⅕": "0.2"}
_COMMA_LANGUAGES = wordset("de fr es it pt nl da sv nb no fi pl cs ru tr ro hu el uk bg hr sk sl et lv lt id")
_GROUP = 3
_TEN, _TWENTY, _HUNDRED = Decimal(10), Decimal(20), Decimal(100)
_LETTERS = re.compile(r"[^\W\d_]+")


class Number(NamedTuple):
    """A value, the place value of its last digit that counts, and where it ends in the text."""

    value: Decimal
    step: Decimal
    end: int


def spaced_thousands(text: str, at: int, language: str) -> re.Match[str] | None:
    """Match "1 234" where the language writes thousands so."""
    return _SPACED_THOUSANDS.match(text, at) if language in _COMMA_LANGUAGES else None


def read_digits(written: str, language: str = "en") -> tuple[Decimal, Decimal] | None:
    """Return value and step of digits as written, or None where they are no number ("1.2.3").

    With both marks the last one is the decimal mark; a mark that repeats parts thousands; a single
    mark before exactly three digits is read as the language has it.
    """
    plain = re.sub(rf"[ '’{_THIN}]", "", written)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return Decimal(plain), Decimal(1)
    decimal = _decimal_mark(plain, marks, language)
    other = "," if decimal == "." else "."
    whole, _, fraction = plain.partition(decimal) if decimal else (plain, "", "")
    groups = re.split(r"[.,]" if not decimal else re.escape(other), whole)
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= _GROUP or any(len(g) != _GROUP for g in groups[1:])):
        return None
    if not fraction.isdigit() and fraction:
        return None
    number = "".join(groups) or "0"
    return Decimal(f"{number}.{fraction}" if fraction else number), Decimal(1).scaleb(-len(fraction))


def _decimal_mark(plain: str, marks: list[str], language: str) -> str:
    """Return the decimal mark of `plain`, or "" where every mark parts thousands."""
    if len(set(marks)) > 1:
        return marks[-1] if marks.count(marks[-1]) == 1 else "?"
    if len(marks) > 1:
        return ""
    mark = marks[0]
    head, _, tail = plain.partition(mark)
    grouped = len(tail) == _GROUP and 1 <= len(head) <= _GROUP and head[0] != "0"
    native = "," if language in _COMMA_LANGUAGES else "."
    return "" if grouped and mark != native else mark


@lru_cache(maxsize=16)
def number_words(language: str) -> re.Pattern[str]:
    """Return the pattern of a run of number words of the language."""
    words = "|".join(sorted(lexicon.numbers(language), key=len, reverse=True))
    joint = r"(?:-|[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
    links = {"en": f"(?:{joint}and(?:{joint}(?:a|one))?)?", "es": f"(?:{joint}y)?", "fr": f"(?:{joint}et)?"}
    return re.compile(rf"(?:{words})(?:{links.get(language, '')}{joint}(?:{words}))*(?![\w])", re.IGNORECASE)


def read_words(match: re.Match[str], language: str) -> Number | None:
    """Read the number that begins the run `match`; it may end before the run does."""
    table = lexicon.numbers(language)
    state = _Reading(vigesimal=language == "fr")
    for hit in _LETTERS.finditer(match.group()):
        word = hit.group().lower()
        entry = table.get(word)
        if entry is None and word in lexicon.LINKS and (state.may_link or (word in lexicon.TENS_LINKS and state.room)):
            continue
        if entry is None or not state.take(entry):
            break
        state.end = match.start() + hit.end()
    return state.number()


class _Reading:
    """Adds up number words from left to right."""

    def __init__(self, *, vigesimal: bool = False) -> None:
        self._vigesimal = vigesimal  # French counts on from sixty, and four twenties
        self.total = Decimal(0)  # what stands before the last scale, scaled
        self.current: Decimal | None = None  # what stands after it
        self.room = Decimal(0)  # what may still be added must be below this
        self.step = Decimal(1)
        self.end = -1

    @property
    def may_link(self) -> bool:
        """Tell whether "and" may go on: it goes on with a number only after a hundred or a scale."""
        return self.room >= _HUNDRED

    def take(self, entry: lexicon.NumberWord) -> bool:
        """Take one word; False when the number cannot go on with it."""
        if entry.role == "small":
            return self._small(entry.value)
        return self._hundred(entry.value) if entry.role == "hundred" else self._scale(entry.value)

    def _small(self, value: Decimal) -> bool:
        if self._vigesimal and self.current == 4 and value == _TWENTY:  # noqa: PLR2004 (quatre-vingt)
            self.current, self.room = 4 * _TWENTY, _TWENTY
            return True
        if self.end >= 0 and self.room <= value:
            return False
        self.current = (self.current or Decimal(0)) + value
        tens = value % _TEN == 0 and _TEN < value < _HUNDRED
        self.room = (_TWENTY if self._vigesimal and value >= 60 else _TEN) if tens else Decimal(0)  # noqa: PLR2004 (soixante-dix)
        self.step = Decimal(1)
        return True

    def _hundred(self, value: Decimal) -> bool:
        if self.current is not None and not 1 <= self.current < value:
            return False
        if self.current is None and self.end >= 0 and self.room <= value:
            return False
        self.current = (self.current or Decimal(1)) * value
        self.room = self.step = value
        return True

    def _scale(self, value: Decimal) -> bool:
        if self.current is None and self.end >= 0:
            self.total *= value  # "thousand million"
        elif self.total and self.total < value:
            return False  # "two thousand three million" are two numbers
        else:
            self.total += (Decimal(1) if self.current is None else self.current) * value
        self.current = None
        self.room = self.step = value
        return True

    def number(self) -> Number | None:
        """Return what was read, or None."""
        return Number(self.total + (self.current or Decimal(0)), self.step, self.end) if self.end >= 0 else None
