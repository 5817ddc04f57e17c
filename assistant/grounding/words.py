"""Words of a text with the forms they are compared by."""

import re
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from assistant.grounding.wordset import wordset

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")

STOPWORDS = wordset(
    "a about above after again against all am an and any are as at be because been before being below between both",
    "but by can could did do does",
    "doing down during each few for from further had has have having he her here hers herself him himself his how",
    "i if in into is it its itself",
    "just me more most my myself no nor not now of off on once only or other our ours ourselves out over own same",
    "she should so some such than",
    "that the their theirs them themselves then there these they this those through to too under until up very was",
    "we were what when where which",
    "while who whom why will with would you your yours yourself yourselves also may might must shall us upon via",
    "per yet",
)
"""English function words; compare with `Token.norm`."""


class Token(NamedTuple):
    """A word: where it stands, as written, case-folded with plain apostrophes, and its English stem."""

    start: int
    end: int
    text: str
    norm: str
    stem: str


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text` in order; numbers count as words, accents are kept. Linear."""
    found = []
    for hit in _WORD.finditer(text):
        word = hit.group()
        norm, root = _forms(word)
        found.append(Token(hit.start(), hit.end(), word, norm, root))
    return tuple(found)


def stem(word: str) -> str:
    """Return the English Snowball stem of one word, whatever its case."""
    return _forms(word)[1]


@lru_cache(maxsize=65_536)
def _forms(word: str) -> tuple[str, str]:
    norm = word.casefold().replace("’", "'").replace("ʼ", "'")
    bare = norm.removesuffix("'s")
    return norm, _stemmer().stemWord(bare)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
