"""Who does what, as sentences of notes say it: an actor, a clause, and what it makes the actor.

Only plain statements count: no question, nothing denied, nothing that merely might be. What is found is
put as a claim of its own and goes to the checker before it speaks for a letter.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from assistant.domain.documents import Passage, Side
from assistant.domain.raci import Letter
from assistant.domain.spans import Span
from assistant.mapping.raci.functions import spoken_of

ENGLISH = frozenset({"en"})
_LONGEST = 1_000  # characters of a sentence; longer ones are lists or accidents
_CLAUSE_END = re.compile(
    r"[;:.!?…]|,(?!\d)|\s[-–—]\s"
    r"|\b(?:because|but|which|who|so that|although|though|if|unless|until|when|whereas)\b"
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|nobody|hardly|cannot|fail(?:s|ed)? to|refus\w+|declin\w+|forgot|instead of|without)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:might|could|should|would|(?-i:may)|maybe|perhaps|probably|hopes?|wish\w*|supposed)\b", re.IGNORECASE
)
_I = re.compile(r"\bI(?:[’'](?P<short>ll|m|ve|d))?\b(?= )")
_SHORT = {"ll": "will", "m": "is", "ve": "has"}
_BE = r"(?:is|was|are|were|be|been|gets?|got)"
_RELATIONS = (
    (
        Letter.ACCOUNTABLE,
        (
            r"own(?:s|ed)?\b|(?:is|am) accountable|answers? for|(?:is|was|am) in charge of|has the last word|signs? off"
            r"|decide[sd]?\b"
        ),
    ),
    (
        Letter.INFORMED,
        (
            rf"{_BE} (?:kept )?(?:informed|told|notified|copied|posted|updated|briefed)"
            r"|(?:hears?|heard|learn\w*) (?:of|about)"
            r"|(?:gets?|got|receives?|received) (?:a |the |an )?(?:cop(?:y|ies)|news|word|updates?|minutes)"
        ),
    ),
    (
        Letter.CONSULTED,
        (
            rf"{_BE} (?:asked|consulted|involved|heard)|(?:gives?|gave) (?:\w+ )?(?:input|advice|feedback)|advise[sd]?"
            r"|want(?:s|ed)? to (?:see|read|review|approve)"
        ),
    ),
)
_RELATION = tuple(
    (letter, re.compile(rf"^(?:(?:also|always|still|now|will|has|have) )*(?:{words})", re.IGNORECASE))
    for letter, words in _RELATIONS
)
_WHOSE = re.compile(r"^(?:our|your|their|the) (?:own )?", re.IGNORECASE)
_NO_VERB = re.compile(
    r"(?:of|for|in|on|at|from|with|by|about|or|as|than|that|this|the|a|an)\b|[^A-Za-z]", re.IGNORECASE
)
_WORD = re.compile(r" ([A-Za-z]+)")
_VERB_LIKE = re.compile(
    r"is|was|are|were|has|have|had|will|can|does|did|do|gets?|also|always|still|now|then|never|only|usually|not|and|or"
    r"|of|for|in|on|at|from|with|by|about|as|than|that|to|wrote|ran|sent|took|gave|made|built|kept|led|held|brought|got"
    r"|found|met|set|drew|put|won|cut|paid|told|saw|might|may|must|should|would|could|\w+ed|\w+(?<!s)s",
    re.IGNORECASE,
)
_DONE_BY = re.compile(r"\b(?:is|was|are|were|been|be) (?:\w+ )?\w+(?:ed|en|t|ne|ld|de|ept|un) by\s*$")


class Deed(NamedTuple):
    """What a sentence says of somebody.

    Attributes:
        column: whose column the actor is in.
        who: the actor, as a name.
        letter: what it makes the actor.
        clause: what is said of the actor.
        claim: the same as a sentence that names the actor.
        passage: where it stands.
        span: the sentence, in the document.
    """

    column: str
    who: str
    letter: Letter
    clause: str
    claim: str
    passage: Passage
    span: Span


class Actor(NamedTuple):
    """Somebody who can be named in notes: by a full name, or a part of it that nobody else bears."""

    name: str
    calls: tuple[str, ...]
    column: str


class Named(NamedTuple):
    """Where a sentence names somebody, as which name, and the verb that a short form hides."""

    start: int
    end: int
    who: str
    column: str
    verb: str = ""


class Finder:
    """Finds what sentences say of given actors and functions."""

    def __init__(self, actors: Sequence[Actor], columns: Sequence[str]) -> None:
        self._by_call = {call.casefold(): actor for actor in actors for call in actor.calls}
        calls = sorted({call for actor in actors for call in actor.calls}, key=len, reverse=True)
        self._names = re.compile(rf"\b(?:{'|'.join(map(re.escape, calls))})\b") if calls else None
        self._spoken = [(column, pattern) for column in columns if (pattern := spoken_of(column)) is not None]

    def find(self, passages: Sequence[Passage]) -> Iterator[Deed]:
        """Return the deeds in passages, in order of the text; English only."""
        for passage in passages:
            if passage.language in ENGLISH:
                for span in passage.sentences:
                    text = passage.text[span.start - passage.start : span.end - passage.start]
                    if len(text) <= _LONGEST and not text.rstrip().endswith("?"):
                        for named in self.named(text, passage):
                            yield from _deed(text, named, span, passage)

    def opening(self, claim: str, among: Collection[str]) -> tuple[str, str] | None:
        """Return who a claim begins with, of those a sentence names, and what it says of them; None for nobody else."""
        match = self._names.match(claim) if self._names else None
        if match is not None:
            who = self._by_call[match[0].casefold()].name
            return (who, claim[match.end() :].strip()) if who in among else None
        for who in among:
            bare = _WHOSE.sub("", who)
            for form in (who, bare, f"the {bare}"):
                rest = claim[len(form) :]
                if claim.casefold().startswith(form.casefold()) and not rest[:1].isalnum():
                    return who, rest.strip()
        return None

    def named(self, text: str, passage: Passage) -> Iterator[Named]:
        """Yield whom a sentence names: people, "I" of a speaker who is one, and functions by what they are called."""
        for match in self._names.finditer(text) if self._names else ():
            actor = self._by_call[match[0].casefold()]
            yield Named(match.start(), match.end(), actor.name, actor.column)
        speaker = self._by_call.get((passage.speaker or "").casefold())
        for match in _I.finditer(text) if speaker else ():
            if speaker is not None and match["short"] != "d":
                verb = _SHORT.get(match["short"] or "", "")
                yield Named(match.start(), match.end(), speaker.name, speaker.column, verb)
        for column, pattern in self._spoken:
            for match in pattern.finditer(text):
                if not _is_theirs(match["whose"], passage.side) and not _qualifies(match[0], text[match.end() :]):
                    yield Named(match.start(), match.end(), match[0], column)


def _qualifies(function: str, rest: str) -> bool:
    """Tell whether a function's name only qualifies the noun after it, as in "the executive business review"."""
    word = _WORD.match(rest)
    plural = function.endswith("s") and not function.lower().endswith(("sales", "ops", "operations", "success"))
    return word is not None and not plural and not _VERB_LIKE.fullmatch(word[1])


def _is_theirs(whose: str, side: Side) -> bool:
    """Tell whether "our" or "your" function is the customer's, by who speaks."""
    return (whose.lower(), side) in {("our", Side.CUSTOMER), ("your", Side.VENDOR)}


def _deed(text: str, named: Named, span: Span, passage: Passage) -> Iterator[Deed]:
    rest = text[named.end :]
    if rest.startswith(("'s", "’s")):
        return
    said = rest[: end.start()] if (end := _CLAUSE_END.search(rest)) else rest
    said = f"{named.verb} {said.strip()}".strip()
    before = text[: named.start]
    if _DONE_BY.search(before):
        clause = before[max((end.end() for end in _CLAUSE_END.finditer(before)), default=0) :].strip()
        plain, claim, letter = clause, f"{clause} {named.who}.", Letter.RESPONSIBLE
    elif said and not _NO_VERB.match(said):
        letter, plain = letter_of(said), said
        claim = f"{named.who} {'is ' if said.startswith('to ') else ''}{said}."
    else:
        return
    if said_outright(plain):
        yield Deed(named.column, named.who, letter, plain, claim[:1].upper() + claim[1:], passage, span)


def letter_of(clause: str) -> Letter:
    """Return what a clause makes of its actor: who does something is responsible, unless the words say more."""
    return next((letter for letter, pattern in _RELATION if pattern.search(clause)), Letter.RESPONSIBLE)


def said_outright(clause: str) -> bool:
    """Tell whether a clause denies nothing and leaves nothing open."""
    return not (_DENIED.search(clause) or _HEDGED.search(clause))
