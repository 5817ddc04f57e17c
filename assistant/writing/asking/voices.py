"""Who has been heard and who has not: the builder, somebody who answers for it, somebody who uses it each day.

Only what the notes and the account file say of people counts: titles, and who is said to have built or to own it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Person, Side
from assistant.domain.guide import Topic
from assistant.domain.seniority import LEVELS, UNKNOWN, level
from assistant.writing.asking.inquiry import Inquiry
from assistant.writing.candidates import Candidate
from assistant.writing.material import Material
from assistant.writing.proposal import SpanCite

_BUILT = re.compile(r"\b(?:built|made|created|set (?:it )?up|wrote|designed|owns?|maintains)\b", re.IGNORECASE)
_NEAR = 30  # code points between a name and what its bearer did
_SENIOR = LEVELS[LEVELS.index("director") :]
_HANDS = LEVELS[: LEVELS.index("manager")]
_TO_BUILDER = "How did you come to build it, and what would you do differently today?"
_TO_SPONSOR = "What did you expect of it when you agreed to it, and what tells you how it has gone?"
_WHO_BUILT = "Who built it, and who owns it today?"
_WHO_AGREED = "Who agreed to it and answers for it, and may we talk to them?"
_WHO_USES = "Who uses it every day without having built it, and may we talk to somebody who does?"


def heard(material: Material) -> frozenset[str]:
    """Return the names, case folded, of those whose own words the notes hold."""
    return frozenset(passage.speaker.casefold() for passage in material.passages if passage.speaker)


def about_voices(material: Material, found: Sequence[Candidate], ask: str | None) -> Iterator[Inquiry]:
    """Return questions for those who have not been heard, and for who they are."""
    spoken = heard(material)
    people = [person for person in material.people if person.side is not Side.VENDOR]
    silent = [person for person in people if person.name.casefold() not in spoken]
    levels = {person.name: level(person.title) if person.title else UNKNOWN for person in people}
    yield from _builders(silent, found, ask)
    speaking = {levels[person.name] for person in people if person not in silent}
    if not speaking & set(_SENIOR):
        senior = sorted((p for p in silent if levels[p.name] in _SENIOR), key=lambda p: -LEVELS.index(levels[p.name]))
        why = "No words of anybody from director upwards are in the notes."
        if senior:
            yield Inquiry(Topic.VOICE, _TO_SPONSOR, why, senior[0].name, _title(material, senior[0]))
        else:
            yield Inquiry(Topic.VOICE, _WHO_AGREED, why, ask)
    if not speaking & set(_HANDS):
        hands = next((person.name for person in silent if levels[person.name] in _HANDS), None)
        why = "Nobody who does the work day by day speaks in the notes."
        yield Inquiry(Topic.VOICE, _WHO_USES, f"{why} {hands} is named." if hands else why, ask)


def _builders(silent: Sequence[Person], found: Sequence[Candidate], ask: str | None) -> Iterator[Inquiry]:
    told = [candidate for candidate in found if _BUILT.search(candidate.text)]
    for person in silent:
        places = [candidate for candidate in told if _did(person, candidate.text)]
        if places:
            why = f"{person.name} is said to have built it or to own it, and the notes hold none of their own words."
            yield Inquiry(Topic.VOICE, _TO_BUILDER, why, person.name, tuple(map(_place, places[:2])))
    if not told:
        yield Inquiry(Topic.VOICE, _WHO_BUILT, "No passage names anybody.", ask)


def _did(person: Person, text: str) -> bool:
    """Tell whether a sentence puts a name right before what its bearer built or owns."""
    for part in {person.name, person.name.split()[0]}:
        for match in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text):
            if _BUILT.search(text, match.end(), match.end() + _NEAR):
                return True
    return False


def _place(candidate: Candidate) -> SpanCite:
    return SpanCite(candidate.passage.document, candidate.span.start, candidate.span.end)


def _title(material: Material, person: Person) -> tuple[SpanCite, ...]:
    place = material.title_place(person.name)
    return (SpanCite(place[0], place[1].start, place[1].end),) if place else ()
