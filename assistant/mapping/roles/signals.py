# ruff: noqa: E501  patterns read better on one line
"""What a pattern of words says of a person, and how a match is read: said so, denied, past, or only imagined."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import count
from typing import NamedTuple

from assistant.mapping.roles import masking
from assistant.mapping.roles.reading import Line

P = masking.PERSON
Q = rf"{masking.OPEN}\d+{masking.CLOSE}"  # another person
# Words that may stand between a person and what the person does.
_ADVERB = (
    "also|then|now|still|really|actually|basically|just|already|currently|personally|always|mostly|usually|both|even|"
    "once|soon|finally|quickly|effectively|clearly|obviously|definitely|probably|certainly|kind of|sort of|pretty much|"
    "largely|simply|alone|has|have|had|is|was|were|been|did|does|do|will|would|could|might|may|should|can|must|"
    "not|never|no longer|used to|formerly|previously|hardly|never really|supposed to|who|that|the one who|"
    "the one that|the person who|the guy who|the woman who|going to|wants to|hopes to|refused to|refuses to|,"
)
BE = "(?:is|was|were|became|becomes|acts as|serves as|remains|served as|acted as|will be|be|been|being|works as|worked as)"
# "Dana, our planner," and "Dana (planning)" before what Dana does
_APPOSED = (
    r"(?:,\s(?:the|our|their|an?|who|"
    + Q
    + r"'s|head|director|vp|cfo|ceo|coo|cio|cto)\b[^,.;:()]{0,60},|\s\([^()]{0,60}\))?"
)
SUBJECT = rf"{P}{_APPOSED}(?:\s?,?\s?(?:{_ADVERB})){{0,4}}\s"
ROLE_IS = rf"{P}(?:\s(?:{_ADVERB})){{0,3}}\s?{BE}?(?:\s(?:{_ADVERB})){{0,3}}\s(?:as\s)?"
ARTICLE = r"(?:(?:our|the|their|its|an?|your|my|" + Q + r"'s|one of (?:our|the|their)|also)\s)?"
OWN = rf"(?:(?:all |both )?(?:{Q}'s|his|her|their|the|our|your|an?|this|that|these|those|all|every|each|any|most|some)\s)?"
_NEGATION = re.compile(
    r"\b(?:not|never|no longer|nor|without|neither|hardly|stopped|refuse[sd]? to|isn't)\b", re.IGNORECASE
)
_NEGATED_BEFORE = re.compile(r"\b(?:not|never|no longer)\s(?:\w+\s)?$", re.IGNORECASE)
_FORMER_BEFORE = re.compile(r"\b(?:former|ex|previous|old)[\s-](?:\w+\s)?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:used to|formerly|previously|former|ex|at the time|back then|once)\b|\bex-", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|served|acted|worked as)\b", re.IGNORECASE)
_WAS_ONE = re.compile(rf"{masking.CLOSE},? (?:was|were|had been)\b")
_ONLY_IMAGINED = re.compile(
    r"\b(?:would|could|might|may|should|must|will|going to|wants? to|hopes? to|supposed to|needs? to)\b", re.IGNORECASE
)
_FIRMLY = re.compile(r"\bwould (?:never|not|rather|sooner)\b", re.IGNORECASE)  # what somebody does hold
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|wish|imagine|hope|suppose|until|ask|asks|wonder)\b[^,;:.]*$", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    rf"\b(?:at|in|with|for|from) (?:{Q}'s|his|her|their|an?|the) (?:last|previous|old|former|first|prior|earlier|past) "
    r"(?:\w+ )?(?:company|job|role|employer|place|firm|life|position|gig|startup)"
    rf"|\bwhen (?:{Q} (?:was|worked|were|ran|led)|we were at)\b|\bback (?:at|in (?:my|the) day|when)\b"
    rf"|\bbefore {Q} (?:joined|came|moved)\b|\byears ago {Q}|\bin college\b|\b(?:last|old|previous|former) (?:company|employer)\b"
    rf"|\bbefore {Q}'s time\b|\bdays at\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|up to) (?:last|this|january|february|march|april|may|june|july|august|september|"
                    r"october|november|december|20\d\d|the end|she|he|recently|\ue000)", re.IGNORECASE)  # fmt: skip
_AT_FIRST = re.compile(
    r"\b(?:at (?:the )?(?:first|start|beginning|outset)|initially|in the beginning|early on|originally)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:]|,\s(?:but|and|so|because|although|while)\s|\s(?:but|although|whereas)\s")


class Reading(Enum):
    """How a match is to be read."""

    HOLDS = "holds"
    DENIED = "denied"
    PAST = "past"
    IMAGINED = "imagined"

    @property
    def holds(self) -> bool:
        """Tell whether it is said outright."""
        return self is Reading.HOLDS


class Signal(NamedTuple):
    """A pattern that says something of the person in it.

    Attributes:
        role: the role that it speaks for, or a trait of a champion ("selling", "influence", "stake").
        says: what it says, to go on after a name: "holds the budget".
        weight: confidence that the words alone give, when a customer says them of somebody.
        state: it lasts: in the past tense it is over ("was our sponsor"), unlike a deed ("built it").
        bitter: the pattern holds its own negation ("never saw the point").
        own: counts only when people say it of themselves.
        others: counts only when others say it; of oneself the words are too common.
        senior: counts only for senior directors and above.
    """

    role: str
    says: str
    weight: float
    pattern: re.Pattern[str]
    state: bool = False
    bitter: bool = False
    own: bool = False
    others: bool = False
    senior: bool = False


def signal(role: str, says: str, weight: float, *patterns: str, **how: bool) -> Signal:
    """Return a signal over alternatives; the person is the first mark `(?P<p>...)` that fits, else who speaks."""
    number = count()
    joined = re.sub(r"\(\?P<p>", lambda _: f"(?P<p{next(number)}>", "|".join(patterns))
    return Signal(role, says, weight, re.compile(joined, re.IGNORECASE), **how)


class Hit(NamedTuple):
    """A signal found in a line; `by_model` where a model read it, and no pattern of ours."""

    person: int
    signal: Signal
    line: Line
    reading: Reading
    by_model: bool = False


def hits(line: Line, signals: Iterable[Signal]) -> Iterator[Hit]:
    """Yield what the signals find in a line; questions say nothing."""
    if is_question(line.text):
        return
    marks = line.masked.count(masking.OPEN)
    if marks > MOST_MARKS:
        return
    nobody = marks == 0
    for each in signals:
        if nobody and (each.pattern.groups or line.speaker is None):
            continue
        for match in each.pattern.finditer(line.masked):  # no group but those of people
            person = next((int(value) for value in match.groups() if value is not None), line.speaker)
            if person is None or _out_of_place(line, each, person):
                continue
            yield Hit(person, each, line, _reading(line, each, match))


def _out_of_place(line: Line, found: Signal, person: int) -> bool:
    own = person in line.selves
    return (found.own and not own) or (found.others and own)


def is_question(text: str) -> bool:
    """Tell whether a sentence asks; a question says nothing of anybody."""
    return text.rstrip("\"'”’»)* ").endswith("?")


def is_elsewhere(line: Line) -> bool:
    """Tell whether a line, or the one before it, speaks of another company or of another time."""
    return any(_ELSEWHERE.search(text) for text in (line.masked, _as_masked(line.previous)))


def is_plain(masked: str, *, bitter: bool = False) -> bool:
    """Tell whether a masked sentence says something outright: nothing denied, past, or only imagined.

    Args:
        masked: a sentence with people masked.
        bitter: a negation is what it says ("never saw the point").
    """
    told = (_PAST, _ONLY_IMAGINED, _CONDITION, _WAS_ONE, *(() if bitter else (_NEGATION,)))
    return not is_question(masked) and not any(pattern.search(masked) for pattern in told)


def _reading(line: Line, found: Signal, match: re.Match[str]) -> Reading:
    words = match[0]
    before = _CLAUSE.split(line.masked[max(0, match.start() - 80) : match.start()])[-1]
    after = _CLAUSE.split(line.masked[match.end() : match.end() + 60])[0]
    if not found.bitter and (_NEGATION.search(words) or _NEGATED_BEFORE.search(before)):
        return Reading.DENIED
    if _is_past(line, found, words, before, after):
        return Reading.PAST
    if found.bitter:
        words = _FIRMLY.sub(" ", words)
    if (_ONLY_IMAGINED.search(words) and found.role != "left") or _CONDITION.search(before):
        return Reading.IMAGINED
    return Reading.HOLDS


def _is_past(line: Line, found: Signal, words: str, before: str, after: str) -> bool:
    if is_elsewhere(line):
        return True
    if _PAST.search(words) or _FORMER_BEFORE.search(before):
        return True
    if found.role == "detractor" and _AT_FIRST.search(line.masked):
        return True
    return found.state and bool(_WAS.search(words) or _UNTIL.search(after))


def _as_masked(text: str) -> str:
    """Return the sentence before with "I" masked, as a past that it opens goes on."""
    return masking.first_person(text, 0) if len(text) < MOST_BEFORE else ""


NEVER = re.compile(r"(?!)")  # the pattern of what no pattern read
MOST_BEFORE = 200
MOST_MARKS = 16  # people named in a sentence; more is a list, or no speech
