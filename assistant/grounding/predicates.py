"""Subject and verb of a clause, told by word forms; where they do not tell, nothing is said."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.support.canonical import IRREGULAR
from assistant.grounding.support.content import LIGHT
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

_AUXILIARY = wordset(
    "is are was were be been has have had will would can could may might must should shall does did do isn't aren't"
    " wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't doesn't didn't don't"
)
_PRESENT = wordset(
    "runs run takes take costs cost uses use makes make works work needs need gets get goes go gives give shows show"
    " saves save handles handle covers cover reaches reach stands stand includes include has have owns own leads"
    " lead follows follow comes come begins begin starts start ends end holds hold pays pay sells sell employs employ"
)
PRONOUNS = wordset("i we you he she it they this that these those there who which i'm we're it's that's they're")
_LONGEST = 8  # words of a subject


class Predicate(NamedTuple):
    """What a clause speaks of, as stems, and its verb; an auxiliary is one where nothing else is."""

    subject: frozenset[str]
    verb: Token
    plain: bool  # the verb is an auxiliary: it says nothing of its own
    pronoun: bool  # the subject, or part of it, stands for something said before


def predicate(words: Sequence[Token]) -> Predicate | None:
    """Return subject and verb of the clause that some words make, None where no verb is told."""
    subject: list[Token] = []
    for number, word in enumerate(words[: _LONGEST + 1]):
        if (subject and _is_verb(word)) or word.norm in _AUXILIARY:
            verb = _main(words, number)
            stems = frozenset(one.stem for one in subject if one.norm not in LIGHT)
            pronoun = any(one.norm in PRONOUNS for one in subject)
            return Predicate(stems, verb, verb.norm in _AUXILIARY, pronoun) if stems or pronoun else None
        subject.append(word)
    return None


def _main(words: Sequence[Token], number: int) -> Token:
    """Return the verb behind auxiliaries, not and adverbs; the first auxiliary where a participle is not told."""
    for word in words[number : number + 4]:
        if word.norm not in _AUXILIARY and word.norm not in LIGHT and not word.norm.endswith("ly"):
            return word if _is_verb(word) else words[number]
    return words[number]


def _is_verb(word: Token) -> bool:
    if not word.text[:1].islower():
        return False
    return word.norm in _forms() or (word.norm.endswith("ed") and len(word.norm) > len("need"))


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    """Return past forms of irregular verbs and the commonest present ones."""
    lines = [line.split() for line in IRREGULAR.strip().splitlines()]
    return frozenset(word for line in lines for word in line[1:]) | _PRESENT
