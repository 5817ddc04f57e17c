"""Sentences with people masked: names, pronouns and "I" become one mark, so that one pattern reads them all.

"I own intake", "Dana owns intake" and "she owns intake" all become "<mark> own(s) intake".
"""

import re
from collections.abc import Callable, Mapping

from assistant.domain.text import plain

OPEN, CLOSE = "\ue000", "\ue001"
PERSON = rf"{OPEN}(?P<p>\d+){CLOSE}"
ANY_PERSON = re.compile(rf"{OPEN}(\d+){CLOSE}")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", OPEN: " ", CLOSE: " "})
_TOKEN = re.compile(r"[^\W\d_][\w'.-]*[^\W_]|[^\W\d_]")
_MOST_NAME_WORDS = 5
_AROUND = 3  # code points around a quotation that is the whole sentence
QUOTED = re.compile(r"[\"“«„][^\"“”»]{3,}[\"”»“]")
_EVERYDAY = re.compile(r"(?:will|may|can|mark|bill|rich|art|hope|grant|sue|chase|rose|pat|grace|faith|dawn|frank)\b")
_FOLLOWS_VERB = re.compile(r"\s+(?:you|we|i|they|he|she|it|the|this|that|these|those|there|our|a|an)\b", re.IGNORECASE)
_SHORT = (
    (re.compile(r"\bcan't\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"(?<=[a-z])n't\b", re.IGNORECASE), " not"),
)
_FIRST = (
    (re.compile(r"\bI'm\b"), "{} is"),
    (re.compile(r"\bI've\b"), "{} has"),
    (re.compile(r"\bI'd\b"), "{} would"),
    (re.compile(r"\bI'll\b"), "{} will"),
    (re.compile(r"\bI am\b"), "{} is"),
    (re.compile(r"\bI have\b"), "{} has"),
    (re.compile(r"\bI\b"), "{}"),
    (re.compile(r"\b(?:my|mine)\b", re.IGNORECASE), "{}'s"),
    (re.compile(r"\bmyself\b", re.IGNORECASE), "{}"),
    (re.compile(r"\bme\b"), "{}"),
)
_THIRD = (
    (re.compile(r"\b(?:she|he)'s\b", re.IGNORECASE), "{} is"),
    (re.compile(r"\b(?:she|he)'d\b", re.IGNORECASE), "{} would"),
    (re.compile(r"\b(?:she|he)'ll\b", re.IGNORECASE), "{} will"),
    (re.compile(r"\b(?:she|he)\b", re.IGNORECASE), "{}"),
    (re.compile(r"\bhis\b|\bher(?=\s+(?:\w+\s+){0,2}\w)|\bhers\b", re.IGNORECASE), "{}'s"),
    (re.compile(r"\b(?:him|her)\b", re.IGNORECASE), "{}"),
)
HAS_FIRST = re.compile(r"\bI\b|\b[Mm](?:y|e|ine|yself)\b")
HAS_THIRD = re.compile(r"\b(?:[Ss]he|[Hh]e|[Hh]is|[Hh]ers?|[Hh]im)\b")


def mark(person: int) -> str:
    """Return the mark of a person."""
    return f"{OPEN}{person}{CLOSE}"


def prepared(text: str) -> str:
    """Return a sentence with one kind of apostrophe, contracted negations spelt out, single spaces."""
    words = " ".join(text.translate(_APOSTROPHES).split())
    for pattern, spelt in _SHORT:
        words = pattern.sub(spelt, words)
    return words


def first_person(text: str, person: int) -> str:
    """Mask "I", "my" and the like as one person."""
    return _replaced(text, person, _FIRST)


def first_person_unquoted(text: str, person: int) -> str:
    """Mask "I" and the like outside quotation marks: inside, a speaker gives somebody else's words."""
    pieces: list[str] = []
    at = 0
    for match in QUOTED.finditer(text):
        if match.end() - match.start() >= len(text) - _AROUND:
            continue
        pieces += [first_person(text[at : match.start()], person), match[0]]
        at = match.end()
    return "".join((*pieces, first_person(text[at:], person)))


def third_person(text: str, person: int) -> str:
    """Mask "she", "his" and the like as one person."""
    return _replaced(text, person, _THIRD)


def _replaced(text: str, person: int, table: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, shape in table:
        text = pattern.sub(shape.format(mark(person)), text)
    return text


class Names:
    """Finds the known people in a sentence by every form of their names, longest first.

    Args:
        forms: a form of a name, plain -> the person, or None where several bear it.
    """

    def __init__(self, forms: Mapping[str, int | None]) -> None:
        self._forms: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for form, person in forms.items():
            words = tuple(form.split())
            if person is not None and words:
                self._forms.setdefault(words[0], []).append((words, person))
        for listed in self._forms.values():
            listed.sort(key=lambda entry: -len(entry[0]))

    def masked(self, text: str, seen: Callable[[int, int], None]) -> str:
        """Return the text with known people masked; `seen(person, place)` is told each, in order."""
        tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
        pieces: list[str] = []
        at, number = 0, 0
        while number < len(tokens):
            found = self._at(tokens, number, text)
            if found is None:
                number += 1
                continue
            person, words, own = found
            start, end = tokens[number][1], tokens[number + words - 1][2] - own
            pieces += [text[at:start], mark(person)]
            seen(person, start)
            at = end
            number += words
        return "".join((*pieces, text[at:]))

    def _at(self, tokens: list[tuple[str, int, int]], number: int, text: str) -> tuple[int, int, int] | None:
        """Return the person named at a token, the words of the name, and the length of a possessive ending."""
        first, start, end = tokens[number]
        if not first[0].isupper():
            return None
        head, own = _bare(first)
        for words, person in self._forms.get(plain(head), ()):
            if len(words) == 1:
                if start == 0 and _EVERYDAY.match(plain(head)) and _FOLLOWS_VERB.match(text, end):
                    return None
                return person, 1, own
            last = number + len(words) - 1
            if own or last >= len(tokens) or len(words) > _MOST_NAME_WORDS:
                continue
            rest = [plain(token) for token, _, _ in tokens[number + 1 : last]]
            tail, tail_own = _bare(tokens[last][0])
            if (*rest, plain(tail)) == words[1:]:
                return person, len(words), tail_own
        return None


def _bare(token: str) -> tuple[str, int]:
    """Return a token without a possessive ending, and the length of that ending."""
    for ending in ("'s", "'"):
        if token.endswith(ending):
            return token[: -len(ending)], len(ending)
    return token, 0
