"""Quotations in running text, with their speakers."""

import re
from bisect import bisect_right

from assistant.domain.spans import Span
from assistant.grounding.marks import Marked, pairs
from assistant.grounding.quotes import speakers
from assistant.grounding.quotes.model import Quotation
from assistant.grounding.quotes.people import same_person
from assistant.grounding.quotes.speakers import Named
from assistant.grounding.sentences import split

_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n\s*|(?=[-*•>]\s))")
_REOPENED = re.compile(r"\n[^\S\n]*\n\s*[“\"«]")
_HIDDEN = re.compile(r"\A---\n(?:(?!---\n)[^\n]*\n){1,200}---\n|<[A-Za-z/!][^<>]{0,600}>")
_SAYING = re.compile(r"\b(?:saying|adding|noting|explaining)(?:\s+that)?\Z")
_SPLIT_GAP = 160
_SCARE_WORDS = 3


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of `text` in order, each with the speaker that the words around it name.

    Nested quotations belong to the outer one. A pronoun stands for the person named last before it; a
    quotation without attribution takes the only speaker of its paragraph. Linear in the text.
    """
    paragraphs = [0, *(m.end() for m in _PARAGRAPH.finditer(text)), len(text)]
    hidden = _hidden(text)
    outer = [m for m in pairs(text) if m.depth == 0 and not _covered(hidden, m.start)]
    found = [_attributed(text, group, paragraphs) for group in _grouped(text, outer)]
    people = _People(text, found)
    found = [_introduced(text, q, people, paragraphs) for q in found]
    people = _People(text, found)
    found = _by_paragraph([_resolved(text, q, people) for q in found], paragraphs)
    return tuple(_by_document(found))


def _hidden(text: str) -> list[tuple[int, int]]:
    """Front matter and HTML tags, whose quotation marks quote nobody."""
    return [(m.start(), m.end()) for m in _HIDDEN.finditer(text)]


def _covered(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, len(spans) + at)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _grouped(text: str, marked: list[Marked]) -> list[list[Marked]]:
    """Put the parts of a split quotation together."""
    groups: list[list[Marked]] = []
    for mark in marked:
        if groups and _goes_on(text, groups[-1][-1], mark):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _goes_on(text: str, left: Marked, right: Marked) -> bool:
    gap = text[left.end : right.start]
    if not 3 < len(gap) < _SPLIT_GAP or "\n\n" in gap or not gap.rstrip().endswith((",", "—", "–")):  # noqa: PLR2004 (a name is longer)
        return False
    if left.inner_end and text[left.inner_end - 1] not in ",—–-?!":
        return False
    named = speakers.after(text, left.end, right.start, complete=False)
    return named is not None and not re.search(r"[.!?]\s", gap)


def _attributed(text: str, group: list[Marked], paragraphs: list[int]) -> Quotation:
    first, last = group[0], group[-1]
    floor, limit = _paragraph(paragraphs, first.start)
    limit = max(limit, _paragraph(paragraphs, last.end - 1)[1])
    complete = text[first.inner_end - 1] in ".!?…" and len(group) == 1
    named = (
        speakers.after(text, first.end, last.start if len(group) > 1 else limit, complete=complete)
        or speakers.before(text, first.start, floor)
        or speakers.later(text, last.end, limit)
    )
    parts = tuple(Span(m.inner_start, m.inner_end) for m in group)
    quoted = " ".join(" ".join(_REOPENED.sub(" ", span.of(text)).split()) for span in parts)
    quotation = Quotation(first.start, last.end, first.inner_start, last.inner_end, quoted, parts)
    if named is None:
        return quotation
    speaker = None if named.pronoun else named.name
    return quotation._replace(speaker=speaker, speaker_start=named.start, speaker_end=named.end, direct=True)


def _paragraph(paragraphs: list[int], at: int) -> tuple[int, int]:
    index = bisect_right(paragraphs, at)
    return paragraphs[index - 1], paragraphs[min(index, len(paragraphs) - 1)]


class _People:
    """The people that attributions name, each under the fullest form of the name."""

    def __init__(self, text: str, attributed: list[Quotation]) -> None:
        spoken = {q.speaker for q in attributed if q.speaker}
        names = sorted({_fullest(text, name) for name in spoken}, key=len, reverse=True)
        self._full: list[str] = []
        for name in names:
            if not any(same_person(name, other) for other in self._full):
                self._full.append(name)
        words = sorted(
            {w for name in self._full for w in name.split() if len(w) > 1 and w[0].isupper()}, key=len, reverse=True
        )
        self._word = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?![\w])") if words else None

    def full(self, name: str) -> str:
        """Return the fullest form of `name`."""
        return next((other for other in self._full if same_person(name, other)), name)

    def mentions(self, text: str, start: int, end: int) -> list[Named]:
        """Return where known people are named, in order."""
        if self._word is None:
            return []
        return [Named(m.start(), m.end(), self.full(m.group())) for m in self._word.finditer(text, start, end)]


def _fullest(text: str, name: str) -> str:
    """Complete a lone first or last name from the first place in the text that gives both."""
    if " " in name:
        return name
    hit = speakers.whole_name(text, name)
    return hit or name


_LOOK_BACK = 1_500


def _introduced(text: str, quotation: Quotation, people: _People, paragraphs: list[int]) -> Quotation:
    """Read 'Tomas still remembers that day: "..."': the first person of the sentence before the colon speaks."""
    if quotation.direct:
        return quotation
    floor = max(_paragraph(paragraphs, quotation.start)[0], quotation.start - 400)
    lead = text[floor : quotation.start].rstrip(" *_\n")
    if not lead.endswith(":") and not _SAYING.search(lead):
        return quotation
    sentence = split(text, floor, floor + len(lead))[-1:]
    if not sentence:
        return quotation
    named = people.mentions(text, *sentence[0]) or [
        n for n in speakers.names_in(text, *sentence[0]) if n.start == sentence[0].start
    ]
    return _spoken(quotation, named[0]) if named else quotation


def _resolved(text: str, quotation: Quotation, people: _People) -> Quotation:
    """Give every speaker the full name, and a pronoun the person named last before it."""
    if quotation.speaker is not None:
        return quotation._replace(speaker=people.full(quotation.speaker))
    if not quotation.direct:
        return quotation
    at = min(quotation.speaker_start or 0, quotation.start)
    mentions = people.mentions(text, max(0, at - _LOOK_BACK), at) or [
        named for named in speakers.names_in(text, max(0, at - _LOOK_BACK // 4), at) if " " in named.name
    ]
    return _spoken(quotation, mentions[-1]) if mentions else quotation._replace(speaker_start=None, speaker_end=None)


def _spoken(quotation: Quotation, named: Named) -> Quotation:
    return quotation._replace(speaker=named.name, speaker_start=named.start, speaker_end=named.end, direct=True)


def _by_paragraph(found: list[Quotation], paragraphs: list[int]) -> list[Quotation]:
    """Give what nobody is named for to the only speaker of its paragraph."""
    speaking: dict[int, list[Quotation]] = {}
    for quotation in found:
        if quotation.speaker is not None:
            speaking.setdefault(_paragraph(paragraphs, quotation.start)[0], []).append(quotation)
    return [_shared(q, speaking.get(_paragraph(paragraphs, q.start)[0], ())) for q in found]


_SAID_ENOUGH = 2
_SENTENCE_WORDS = 8


def _by_document(found: list[Quotation]) -> list[Quotation]:
    """Give whole unattributed sentences to the only speaker of a text that quotes this person again and again."""
    named = [q for q in found if q.speaker is not None]
    if len({q.speaker for q in named}) != 1 or len(named) < _SAID_ENOUGH:
        return found
    only = named[0]
    return [
        q._replace(speaker=only.speaker, speaker_start=only.speaker_start, speaker_end=only.speaker_end)
        if q.speaker is None and len(q.text.split()) >= _SENTENCE_WORDS and q.text[-1:] in ".!?…'’"
        else q
        for q in found
    ]


def _shared(quotation: Quotation, speaking: "list[Quotation] | tuple[()]") -> Quotation:
    if quotation.speaker is not None or len(quotation.text.split()) <= _SCARE_WORDS:
        return quotation
    if len({q.speaker for q in speaking}) != 1:
        return quotation
    near = min(speaking, key=lambda q: abs(q.start - quotation.start))
    if quotation.start < near.start and (near.speaker_start or 0) < near.start:
        return quotation  # '"..." Tom adds: "..."': Tom begins where he is named
    return quotation._replace(speaker=near.speaker, speaker_start=near.speaker_start, speaker_end=near.speaker_end)
