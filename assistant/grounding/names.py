"""Names in a sentence: people, organisations, products, places; and whether the sources carry them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from assistant.grounding.equivalents import FIRST_NAMES, name_variants
from assistant.grounding.givens import Givens
from assistant.grounding.jobs import CORE
from assistant.grounding.support.canonical import folded, reading, root
from assistant.grounding.support.content import LIGHT
from assistant.grounding.support.index import Index
from assistant.grounding.words import Token, tokens
from assistant.grounding.wordset import wordset

SPREAD = 2  # other words that may stand between the words of one name in the sources

# Capitalised and yet no name: they begin sentences, head fields, count time or only introduce a name.
_NOT_NAMES = wordset(
    "january february march april may june july august september october november december jan feb mar apr",
    "jun jul aug sep sept oct nov dec",
    " monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun",
    " mr mrs ms mx dr prof sir dame lord lady hon rev",
    "ceo cfo coo cto cio cmo cro cpo chief vice president vp svp evp director manager head officer executive",
    "senior junior founder chairman",
    " q1 q2 q3 q4 h1 h2 fy am pm usd eur gbp kpi roi csv pdf faq tv ok",
    " however therefore meanwhile instead today yesterday tomorrow thanks thank hello hi dear",
)
_GIVEN_MONTHS = wordset("jan april may june august")  # names of people, too
_BEFORE_MONTH = wordset("in since by until till from of during before after early late mid last next this every to and")
_PARTICLES = wordset(
    "of de la le van von der den del da di du al bin ibn the & y",
)
_FINITE = re.compile(
    r"(?:is|was|has|had|will|can|could|would|does|did|says|said|cut|went|got|made|won|lost|grew|rose|fell|saw|built|bought|sold|chose|"
    r"began|became|ran|took|gave|told|spent|left|kept|led|held|met|paid|uses|plans|\w{2,}ed)"
)
_COMMON_ENDING = re.compile(
    r"(?:s|ing|ed|ly|tion|sion|ment|ness|ity|ance|ence|ism|ship|age|ure|al|ive|ous|ful|less|able|ible)$"
)
_SHORTEST_INITIAL = 3


class Name(NamedTuple):
    """A run of capitalised words: `text[start:end]` of the sentence."""

    start: int
    end: int
    words: tuple[Token, ...]  # without particles such as "of"
    first: bool  # begins the sentence, where any word has a capital

    @property
    def text(self) -> str:
        """The name as one would look it up."""
        return " ".join(word.text for word in self.words)


def names(sentence: str) -> tuple[Name, ...]:
    """Return the names of a sentence, in order; none in a text without lower-case letters or without capitals."""
    words = reading(sentence)
    if not any(word.text[:1].islower() for word in words):
        return ()
    found: list[Name] = []
    run: list[Token] = []
    for word in words:
        if run and (_owns(run[-1]) or not _joins(sentence[run[-1].end : word.start], word)):
            found += _closed(sentence, run)
            run = []
        if _capital(word) or (run and word.norm in _PARTICLES):
            run.append(word)
    return (*found, *_closed(sentence, run))


def _capital(word: Token) -> bool:
    return word.text[0].isupper() or (any(map(str.isupper, word.text)) and not word.text[0].isdigit())


def _owns(word: Token) -> bool:
    return word.norm.endswith("'s")


def _joins(between: str, word: Token) -> bool:
    return between in (" ", "-", " & ", ". ", ".", "/") and (_capital(word) or word.norm in _PARTICLES)


def _closed(sentence: str, run: list[Token]) -> list[Name]:
    """Return the run as a name, trimmed of what is no part of one; or nothing."""
    at_start = bool(run) and not any(map(str.isalnum, sentence[: run[0].start]))
    run = run[_after_title(run) :]
    while run and not _is_given_month(sentence, run) and (_no_part(run[0]) or (at_start and _is_light(run[0]))):
        run = run[1:]
        at_start = False
    while run and (_no_part(run[-1]) or _is_light(run[-1])):
        run = run[:-1]
    words = tuple(
        word
        for number, word in enumerate(run)
        if (number == 0 and word.norm in _GIVEN_MONTHS) or (word.norm not in _PARTICLES and not _no_part(word))
    )
    if not words or all(len(word.text) == 1 for word in words):
        return []
    return [Name(run[0].start, run[-1].end, words, at_start)]


def _after_title(run: list[Token]) -> int:
    """Return where a name may begin: "Chief Operating Officer Ann Lee" is a title and a name."""
    return max((number + 1 for number, word in enumerate(run) if word.norm in CORE), default=0)


def _is_given_month(sentence: str, run: list[Token]) -> bool:
    """Tell "Jan Mohr" from "in May Northwind opened": a month that begins a name has no preposition before it."""
    if run[0].norm not in _GIVEN_MONTHS or not run[1:] or _no_part(run[1]) or run[1].text[0].isdigit():
        return False
    before = tokens(sentence[max(0, run[0].start - 16) : run[0].start])
    return not before or before[-1].norm not in _BEFORE_MONTH


def _no_part(word: Token) -> bool:
    return word.norm in _PARTICLES or word.norm in _NOT_NAMES or _is_light(word)


def _is_light(word: Token) -> bool:
    """Tell a function word, and not "IT" or "US"."""
    return word.norm in LIGHT and not (word.text.isupper() and len(word.text) > 1)


def absent(sentence: str, index: Index, givens: Givens, voices: Iterable[str] = ()) -> tuple[Name, ...]:
    """Return the names of a sentence that neither the sources nor the givens nor a cited voice carry."""
    known = _known(tuple(givens.names), tuple(sorted(set(voices))))
    found = names(sentence) or _lower_cased(sentence, index)
    return tuple(name for name in found if not _carried(name, sentence, index, known))


def _lower_cased(sentence: str, index: Index) -> tuple[Name, ...]:
    """Return the people of a text without capitals: a given name before a name of the sources."""
    if any(map(str.isupper, sentence)):
        return ()
    return tuple(
        Name(one.start, other.end, (one, other), first=False)
        for one, other in pairwise(reading(sentence))
        if one.norm in FIRST_NAMES and other.stem in index.proper and other.start - one.end == 1
    )


def given_words(claim_words: Iterable[Token], givens: Givens, voices: Iterable[str] = ()) -> frozenset[Token]:
    """Return the words of a claim that belong to given names and titles or to a cited voice: they need no source."""
    known = _known((*givens.names, *givens.titles), tuple(sorted(set(voices))))
    return frozenset(word for word in claim_words if folded(word.norm.removesuffix("'s")) in known)


@lru_cache(maxsize=1024)
def _known(given: tuple[str, ...], voices: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded(word.norm) for text in (*given, *voices) for word in tokens(text))


def _carried(name: Name, sentence: str, index: Index, known: frozenset[str]) -> bool:
    lacking = [word for word in name.words if folded(word.norm.removesuffix("'s")) not in known]
    if not lacking or (all(_stands(word, index) for word in lacking) and _together(lacking, index)):
        return True
    if _as_acronym(name, index):
        return True
    return name.first and len(name.words) == 1 and not _surely_a_name(name, sentence, index)


def _forms(word: Token) -> tuple[str, ...]:
    """Return the stems under which the sources may write a word of a name."""
    bare = word.norm.removesuffix("'s")
    return tuple(dict.fromkeys((word.stem, *map(root, name_variants(bare)), root(folded(bare)))))


def _stands(word: Token, index: Index) -> bool:
    return len(word.text) == 1 or any(form in index for form in _forms(word))


def _together(words: list[Token], index: Index) -> bool:
    """Tell whether each word of the name stands close to the next somewhere; over an "of", in one sentence."""
    longer = [word for word in words if len(word.text) > 1]
    return all(
        any(
            _close(a, b, index) if other.start - one.end <= 1 else not index.where(a).isdisjoint(index.where(b))
            for a in _forms(one)
            for b in _forms(other)
        )
        for one, other in pairwise(longer)
    )


def _close(one: str, other: str, index: Index) -> bool:
    places = set(index.places(other))
    return any(not places.isdisjoint(range(place - SPREAD - 1, place + SPREAD + 2)) for place in index.places(one))


def _as_acronym(name: Name, index: Index) -> bool:
    """Tell whether the sources have the name's initials, or, for initials, the name in full."""
    if len(name.words) > 1:
        return "".join(word.norm[0] for word in name.words) in index
    letters = name.words[0].text
    return letters.isupper() and len(letters) > 1 and letters.lower() in index.initials


def _surely_a_name(name: Name, sentence: str, index: Index) -> bool:
    """Judge a lone first word, which has its capital from its place: only what looks like the name of an actor."""
    word = name.words[0]
    if any(map(str.isupper, word.text[1:])) or sentence[word.end - 2 : word.end] in ("'s", "’s"):
        return True
    after = tokens(sentence[word.end : word.end + 40])
    return (
        len(word.text) >= _SHORTEST_INITIAL
        and word.stem not in index
        and not _COMMON_ENDING.search(word.norm)
        and bool(after and _FINITE.fullmatch(after[0].norm))
    )
