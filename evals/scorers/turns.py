"""Who says what in a document, by the names in the gold: a turn begins with a name or a label and a colon."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from evals.cases import Case, Note, Someone
from evals.scorers.text import plain

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%€£$]")
_NOISE = "um uh erm er eh ah oh so well like you know actually i mean"
_FILLERS = frozenset(_NOISE.split())


class Turn(NamedTuple):
    """Words and whose they are; None where nobody's name stands before them."""

    speaker: str | None
    text: str


def turns(note: Note, people: Sequence[Someone]) -> list[Turn]:
    """Return the turns of a document; text before the first one, and headed by no name, belongs to nobody."""
    labels = {plain(label): person.name for person in people for label in (person.name, *person.labels)}
    found: list[Turn] = [Turn(None, "")]
    for line in note.text.split("\n"):
        head = re.match(r"\s*(?:[-*]\s+)?(?:\[[\d:.]+\]\s*|<v\s+)?([^:<>\[\]]{2,60}?)\s*[:>]\s*(?=\S)", line)
        speaker = labels.get(plain(head[1])) if head else None
        if speaker and head:
            found.append(Turn(speaker, line[head.end() :]))
        elif re.match(r"\s*(?:[-*#]|$)", line) or "-->" in line:
            found.append(Turn(None, line))
        else:
            last = found.pop()
            found.append(Turn(last.speaker, f"{last.text}\n{line}"))
    return [turn for turn in found if turn.text.strip()]


def speakers_of(quote: str, case: Case) -> set[str]:
    """Return who said the words of a quotation: by a saying of the gold, else by the turn; empty where nobody knows."""
    longest = max(parts_of(quote), key=len, default=[])
    if not longest:
        return set()
    said = {s.speaker for s in case.gold.sayings if s.speaker and (stands(longest, s.text) or s.text in quote)}
    return said or {
        turn.speaker
        for note in case.notes
        for turn in turns(note, case.gold.people)
        if turn.speaker and stands(longest, turn.text)
    }


def parts_of(quote: str) -> list[list[str]]:
    """Return the words of a quotation, cut where "[…]" shows that something was left out."""
    return [found for part in re.split(r"\[(?:…|\.\.\.)\]", quote) if (found := tokens(part))]


def tokens(text: str) -> list[str]:
    """Return words and figures without marks, in lower case."""
    return _TOKEN.findall(plain(text))


def stands(part: Sequence[str], text: str) -> bool:
    """Tell whether words stand in a text one after the other; only fillers and stutters may lie between."""
    there = tokens(text)
    starts = (at for at, token in enumerate(there) if part and token == part[0])
    return any(_walks(part, there, start) for start in starts)


def _walks(part: Sequence[str], there: Sequence[str], at: int) -> bool:
    for number, token in enumerate(part):
        while at < len(there) and there[at] != token and _is_noise(there[at], part[number - 1] if number else ""):
            at += 1
        if at >= len(there) or there[at] != token:
            return False
        at += 1
    return True


def _is_noise(token: str, before: str) -> bool:
    return token in _FILLERS or token == before
