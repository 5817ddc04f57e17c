"""What the words beside a number tell: a year, a name, or "one" that counts nothing."""

import re

from assistant.grounding.figures import context, units
from assistant.grounding.wordset import wordset

WORD_BEFORE = re.compile(r"([^\W\d_]+-?)[\s(.]*\Z")

_YEAR_LIKE = re.compile(r"(?:1[5-9]|20|21)\d\d")
_COUNTED = re.compile(r"\s+(?:[a-z]+s|people|staff|men|women|children|personnel)\b")
_MODERN, _RECENT = (1900, 2035), (1980, 2035)  # years that need no sign; years that may stand by "grew to"
_YEAR_BEFORE = wordset(
    "in since by until till from of during before after early late mid circa year through between summer spring",
    "autumn fall winter season to and or the for end im seit bis ab von vor nach en depuis desde hasta del mid-",
    "fiscal fy cup olympics election budget class edition calendar around about than",
)
_SURELY_YEAR = wordset(
    "c ca in since during early late mid circa year until till summer spring autumn fall winter im seit depuis",
    "desde fiscal",
)
_ONE_BEFORE = wordset(
    "only just exactly than least most with from within to takes took take every under over about by last for",
    "after single nearly almost",
)
_ONE_NOT = re.compile(
    r"[\s-]+(?:of|another|can|could|thing|hand|way|side|point|time|place|such|more|who|that|to|and(?!\sa\s)|is|was|in"
    r"|at|by|day\b(?=\s+(?:we|i|he|she|they|it|you|a|the)\b)|or|for|on|as|with|from|but|may|might|must|has|had|would"
    r"|should|will)\b",
    re.IGNORECASE,
)
_SCALE_WORD = re.compile(r"[\s-]+(?:hundred|thousand|million|billion|trillion|dozen|and\s+a)\b", re.IGNORECASE)
_REACH = 20


def word_before(text: str, at: int) -> str:
    """Return the word that ends right before `at`, as written, or ""."""
    hit = WORD_BEFORE.search(text[max(0, at - _REACH) : at])
    return hit.group(1) if hit else ""


def is_year(text: str, start: int, end: int) -> bool:
    """Tell a year from a count by the word before, a plural after, a change around, and how recent it is."""
    if not _YEAR_LIKE.fullmatch(text, start, end):
        return False
    before = word_before(text, start).lower()
    if before in _SURELY_YEAR or text[max(0, start - 1) : start] == "(":
        return True
    if _COUNTED.match(text, end) and context.noun_after(text, end, share=False):
        return False
    year = int(text[start:end])
    if not _RECENT[0] <= year <= _RECENT[1] and context.change_around(text, start, end):
        return False
    return _MODERN[0] <= year <= _MODERN[1] or before in _YEAR_BEFORE


def is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a capitalised number word beside another one, inside a sentence, is a name: "Zero Distance"."""
    before = text[max(0, start - 3) : start].rstrip(" \"'“‘*_")
    inside = bool(before) and before[-1] not in ".!?:\n>-–•"
    if not (inside and text[start].isupper()):
        return False
    if re.match(r"[\s-][A-Z][a-z]", text[end : end + 3]):
        return True
    return before[-1].isalpha() and word_before(text, start)[:1].isupper()


def counts_one(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether "one" counts: before a unit or after a word such as "only"; else it is a pronoun."""
    if _SCALE_WORD.match(text, end):
        return True
    if _ONE_NOT.match(text, end):
        return False
    unit = units.unit_at(text, end, language, digits=False)
    if text[end : end + 1] == "-" or (unit is not None and unit.name != "day"):
        return True
    counted = word_before(text, start).lower() in _ONE_BEFORE
    return counted and re.match(r"[\s][a-zà-ÿ]", text[end : end + 2]) is not None
