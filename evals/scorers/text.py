"""Words, sentences and matching for scorers; plain on purpose, and nobody else's code."""

import re
import unicodedata
from collections.abc import Iterable

_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "}
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\]]*\s+(?=[\"'(\[]?[^\W_a-z])")
_DENIALS = (
    "not no never nobody none nothing neither nor cannot without nicht kein keine keinen nie niemand pas jamais aucun"
    " aucune ne nunca ningún ninguna nadie"
)
_COMMON = (
    "the a an and or but of to in on at for with from by as is are was were be been it its this that these those they"
    " them their he she his her him we our us i my me you your has have had do does did will would can could so then"
    " than there here who which what when where how if about into out up down over after before now also says said adds"
    " explains recalls told anybody anyone anything somebody someone something everybody everyone"
)
_DENYING, _EMPTY = frozenset(_DENIALS.split()), frozenset(_COMMON.split())


def plain(text: str) -> str:
    """Return the text with one sort of quotation mark, dash and space, in lower case."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).casefold().split())


def words(text: str) -> list[str]:
    """Return the words, in lower case and in order."""
    return _WORD.findall(plain(text))


def content(text: str) -> set[str]:
    """Return the stems of the words that carry the meaning."""
    return {stem(word) for word in words(text) if word not in _EMPTY | _DENYING and len(word) > 2}  # noqa: PLR2004  of, it, we


def stem(word: str) -> str:
    """Return a word without its commonest English endings, so that `plans` meets `planned`."""
    word = word.partition("'")[0]
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:  # noqa: PLR2004  what is left must be a word
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word  # noqa: PLR2004  planned, plann, plan


def denies(text: str) -> bool:
    """Tell whether the text has a word of negation."""
    found = words(text)
    return any(word in _DENYING or word.endswith("n't") for word in found)


def sentences(text: str) -> list[str]:
    """Return the sentences; lines are their own."""
    parts = (part.strip() for line in text.split("\n") for part in _SENTENCE.split(line))
    return [part for part in parts if part]


def holds(text: str, needle: str) -> bool:
    """Tell whether the needle stands in the text as whole words, whatever its marks and case."""
    pattern = rf"(?<![\w.,]){re.escape(plain(needle))}(?![\w]|[.,]\d)"
    if plain(needle)[:1].isalpha():
        pattern = rf"(?<!\w){re.escape(plain(needle))}"  # so that "licence" meets "licences"
    return re.search(pattern, plain(text)) is not None


def any_of(text: str, needles: Iterable[str]) -> bool:
    """Tell whether one of the needles stands in the text."""
    return any(holds(text, needle) for needle in needles)


def same_person(one: str, other: str) -> bool:
    """Tell whether two names may be of one person: the last names agree, and the first where both have one."""
    a, b = words(one), words(other)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return set(short) <= set(long) and (len(short) > 1 or len(long) == 1 or short[0] == long[-1])
