"""Which labels of a document are speakers: by shape, recurrence and what the header says.

"Result: 4 days" and "Jane: four days" have one form; only the whole document tells them apart.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.structure.labels import Label
from ingest.structure.naming import Sort, fold, has_title, same_person, sort_of
from ingest.structure.vocabulary import GIVEN_NAMES

_WORD = re.compile(r"[^\W\d_]+")
_PERSONAL = re.compile(
    r"\b(?:I|we|our|my|me|us|you|your|yeah|yes|thanks|ich|wir|uns|unser\w*|mein\w*|ihr|sie|je|nous|notre|vous|votre"
    r"|yo|nosotros|mi|usted|ik|wij|we|noi|mio|nostro)\b|\?",
    re.IGNORECASE,
)
_COMMON = re.compile(r"\b(?:the|and|die|und|les|des|que|los|het|een)\b", re.IGNORECASE)
_OFTEN = 4  # turns after which a lone word that is also an everyday word passes for a name
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{4}")  # a sentence in a script without spaces
_HEARD = 400  # code points of a turn that are looked at
_SENTENCE = 3  # words from which a label's text reads as spoken


@dataclass
class _Seen:
    """What the document shows of one label."""

    name: str
    sort: Sort
    turns: int = 0
    bold: int = 0
    timed: int = 0
    titled: int = 0
    spoken: int = 0  # turns that read as spoken
    personal: int = 0  # turns with I, we, you or a question


def speakers(text: str, labels: Iterable[tuple[Label, int]], known: Iterable[str]) -> frozenset[str]:
    """Return the folded names of the labels that are speakers.

    Args:
        text: the document.
        labels: candidates, each with the end of the paragraph it begins.
        known: names of people from the header and the account file.
    """
    seen = _tally(text, labels)
    given = tuple(known)
    plain = frozenset(_WORD.findall(text)) if seen else frozenset()
    sure = {key for key, one in seen.items() if _is_sure(one, given)}
    sure |= _recurring(seen, sure, plain)
    sure |= _roles(seen, sure)
    sure |= _once_only(seen, sure, plain)
    return frozenset(sure)


def is_personal(text: str, start: int, end: int) -> bool:
    """Tell whether somebody speaks in a stretch: I, we, you, a question."""
    return _PERSONAL.search(text, start, min(end, start + _HEARD)) is not None


def is_judgeable(text: str) -> bool:
    """Tell whether a text is in a language whose pronouns are known here."""
    return _COMMON.search(text) is not None


def _tally(text: str, labels: Iterable[tuple[Label, int]]) -> Mapping[str, _Seen]:
    seen: dict[str, _Seen] = {}
    for label, end in labels:
        key = fold(label.name)
        sort = seen[key].sort if key in seen else sort_of(label.name)
        if sort in (Sort.OTHER, Sort.NOTE, Sort.NOBODY):
            continue
        one = seen.setdefault(key, _Seen(label.name, sort))
        words = text[label.words : min(end, label.words + _HEARD)]
        one.turns += 1
        one.bold += label.bold
        one.timed += label.timed
        one.titled += label.note is not None and has_title(label.note.of(text))
        one.spoken += len(words.split(maxsplit=_SENTENCE)) >= _SENTENCE or _UNSPACED.search(words) is not None
        one.personal += is_personal(text, label.words, end)
    return seen


def _is_sure(one: _Seen, known: tuple[str, ...]) -> bool:
    if one.timed and one.timed * 2 >= one.turns and (one.spoken or one.personal):
        return True
    if one.sort is not Sort.NAME:
        return False
    return bool(one.titled) or any(same_person(one.name, name) for name in known)


def _everyday(name: str, plain: frozenset[str]) -> bool:
    """Tell whether a word of `name` is also used in lower case, so that it may be no name."""
    folded = [word.casefold() for word in _WORD.findall(name) if word.lower() != word]
    return any(word in plain and word not in GIVEN_NAMES for word in folded)


def _recurring(seen: Mapping[str, _Seen], sure: set[str], plain: frozenset[str]) -> set[str]:
    found = {
        key
        for key, one in seen.items()
        if one.sort is Sort.NAME and one.turns > 1 and (one.turns >= _OFTEN or not _everyday(one.name, plain))
    }
    if not any(seen[key].spoken or seen[key].personal for key in found):
        return set()
    alone = len(found | sure) == 1 and not any(seen[key].personal or " " in key for key in found)
    return set() if alone else found  # one recurring word that nobody answers, such as "Pricing"


def _roles(seen: Mapping[str, _Seen], sure: set[str]) -> set[str]:
    roles = {key for key, one in seen.items() if one.sort in (Sort.VENDOR_ROLE, Sort.CUSTOMER_ROLE, Sort.UNKNOWN_ROLE)}
    turns = sum(seen[key].turns for key in roles)
    if {"q", "a"} <= roles or {"question", "answer"} <= roles:
        return roles
    roles -= {"q", "a", "question", "answer"}
    return roles if turns >= 2 and (len(roles) + len(sure) >= 2) else set()  # noqa: PLR2004  a talk has two sides


def _once_only(seen: Mapping[str, _Seen], sure: set[str], plain: frozenset[str]) -> set[str]:
    """Let in names that speak once: beside sure speakers, or full names where two talk to each other."""
    once = {
        key: one
        for key, one in seen.items()
        if key not in sure and one.sort is Sort.NAME and (one.spoken or one.personal) and not _everyday(one.name, plain)
    }
    if sure:
        bold = sum(seen[key].turns if seen[key].bold else -seen[key].turns for key in sure) > 0
        return {key for key, one in once.items() if bool(one.bold) == bold and (" " in key or one.personal)}
    once = {key: one for key, one in once.items() if " " in key}
    return set(once) if len(once) > 1 and all(one.personal for one in once.values()) else set()
