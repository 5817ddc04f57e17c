"""The clauses of a source sentence with what each holds."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.grounding.clauses import clauses
from assistant.grounding.figures import Figure
from assistant.grounding.names import Name, names
from assistant.grounding.predicates import Predicate, predicate
from assistant.grounding.words import Token

_BEFORE = re.compile(r"([^\W\d_]+)\s(?:the\s|our\s|their\s|its\s)?\Z")


class Clause(NamedTuple):
    """What stands between two breaks of a sentence.

    Attributes:
        stems: of all its words.
        figures: those of the sentence that begin in it.
        names: those of the sentence that begin in it, each with the word before it, "" for none.
        told: its subject and verb, None where they are not told.
    """

    stems: frozenset[str]
    figures: tuple[Figure, ...]
    names: tuple[tuple[str, Name], ...]
    told: Predicate | None


def parse(text: str, words: Sequence[Token], figures: Sequence[Figure], offset: int = 0) -> tuple[Clause, ...]:
    """Return the clauses of a sentence.

    Args:
        text: the sentence.
        words: its words.
        figures: its figures.
        offset: where it starts in what the words' offsets refer to.
    """
    found, called = [], [(word_before(text, name.start), name) for name in names(text)]
    for start, end in clauses(text):
        inside = [word for word in words if start <= word.start - offset < end]
        found.append(
            Clause(
                frozenset(word.stem for word in inside),
                tuple(figure for figure in figures if start <= figure.start < end),
                tuple((role, name) for role, name in called if start <= name.start < end),
                predicate(inside),
            )
        )
    return tuple(found)


def word_before(text: str, at: int) -> str:
    """Return the word before a place, lower-cased, articles passed over."""
    hit = _BEFORE.search(text, max(0, at - 24), at)
    return hit[1].lower() if hit else ""
