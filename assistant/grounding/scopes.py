"""Which words stand under a cue: negated by "did not", planned by "plans to", weakened by "may"."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.grounding.support.content import LIGHT
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

REACH = 6  # words after a cue among which its head is sought

_BREAK = re.compile(r"[,;:.!?()–—]")
_CLAUSE = wordset("but although though because while whereas and or so which who that if unless until when")


class Scoped(NamedTuple):
    """A cue and the content word it governs, as numbers in a row of words."""

    cue: int
    head: int


def scoped(text: str, words: Sequence[Token], is_cue: Callable[[Sequence[Token], int], int]) -> tuple[Scoped, ...]:
    """Return each cue with the first content word after it in its clause.

    Args:
        text: what the offsets of the words refer to.
        words: a row of words of `text`.
        is_cue: given the row and a number in it, returns how many words the cue there takes, 0 if none stands there.
    """
    found = []
    for number in range(len(words)):
        if length := is_cue(words, number):
            head = _head(text, words, number + length)
            if head is not None:
                found.append(Scoped(number, head))
    return tuple(found)


def _head(text: str, words: Sequence[Token], start: int) -> int | None:
    for number in range(start, min(start + REACH, len(words))):
        word = words[number]
        if number > start and (word.norm in _CLAUSE or _BREAK.search(text, words[number - 1].end, word.start)):
            return None
        if word.norm not in LIGHT and not word.norm.endswith("ly"):
            return number
    return None
