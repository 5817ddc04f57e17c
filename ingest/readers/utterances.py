"""Who says what within the cues of a recording: voice tags, `Name:` labels, and lines that go on."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.grounding.wordset import wordset


class Utterance(NamedTuple):
    """One line of one cue."""

    cue: int  # number of the cue it stands in
    seconds: float  # start of the cue
    speaker: str | None
    words: str
    tagged: bool = False  # the speaker is from a voice tag


_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,60})?\s+([^<>]{1,200})>|</v>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]{0,200}|\d[\d:.]{0,20})?>")
_LABEL = re.compile(r"(?:-\s*)?([^\W\d_][^:\n]{0,79}?)\s*:(?:\s+|$)")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.'’-]*|\d+|de|del|da|di|van|von|der|den|la|le|bin|al|of|and|&")
_NAME_WORDS = 5  # most words of a name
_NO_NAME = wordset("a answer example http https note q question subject update warning")
_ALWAYS_LABELLED = 0.8  # from this share of cues on, a cue without a label is by nobody known


def of_cue(number: int, seconds: float, marked: str) -> Iterator[Utterance]:
    """Split a cue's raw text at voice tags and line ends; other tags are dropped, entities resolved."""
    speaker, at = None, 0
    for match in _VOICE.finditer(marked):
        yield from _lines(number, seconds, speaker, marked[at : match.start()])
        speaker, at = _plain(match.group(1) or "") or None, match.end()
    yield from _lines(number, seconds, speaker, marked[at:])


def _lines(number: int, seconds: float, speaker: str | None, marked: str) -> Iterator[Utterance]:
    for line in marked.split("\n"):
        if words := _plain(line):
            yield Utterance(number, seconds, speaker, words, tagged=speaker is not None)


def _plain(marked: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", marked)).split())


def attributed(lines: Sequence[Utterance]) -> list[Utterance]:
    """Give each line its speaker from the labels that stand at the start of lines.

    A label counts where it looks like a name of two words and more, or comes back; so
    "The result: half the time" stays as it was said. A line without one goes on with the speaker of
    its cue, and of earlier cues where the file labels only each change of speaker.
    """
    found = [None if line.tagged else _label(line.words) for line in lines]
    count = Counter(match.group(1) for match in found if match)
    found = [m if m and (count[m.group(1)] > 1 or " " in m.group(1)) else None for m in found]
    labelled = {line.cue for line, match in zip(lines, found, strict=True) if match or line.tagged}
    carries_on = bool(labelled) and len(labelled) < _ALWAYS_LABELLED * len({line.cue for line in lines})
    return list(_carried(lines, found, carries_on=carries_on))


def _label(words: str) -> re.Match[str] | None:
    match = _LABEL.match(words)
    if match is None:
        return None
    name = _BRACKETS.sub("", match.group(1))
    parts = name.replace(",", " ").split()
    named = 0 < len(parts) <= _NAME_WORDS and all(_NAME_WORD.fullmatch(part) for part in parts)
    return match if named and name.casefold() not in _NO_NAME else None


def _carried(
    lines: Sequence[Utterance], found: Sequence[re.Match[str] | None], *, carries_on: bool
) -> Iterator[Utterance]:
    speaker, cue = None, -1
    for line, match in zip(lines, found, strict=True):
        if line.tagged:
            speaker, words = None, line.words
        elif match:
            speaker, words = match.group(1), line.words[match.end() :]
        else:
            speaker, words = (speaker if carries_on or line.cue == cue else None), line.words
        cue = line.cue
        yield line._replace(speaker=line.speaker or speaker, words=words)
