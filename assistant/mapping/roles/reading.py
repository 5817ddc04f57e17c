"""Notes read sentence by sentence: who speaks, of whom, and where it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.domain.documents import Block, BlockKind, Document, Side
from assistant.domain.spans import Span
from assistant.grounding.sentences import split
from assistant.mapping.roles import masking

READ = frozenset(
    (BlockKind.SPEECH, BlockKind.QUOTATION, BlockKind.PROSE, BlockKind.BULLET, BlockKind.HEADER, BlockKind.HEADING)
)
_INTERNAL = re.compile(
    r"\b(?:internal|our (?:view|take|read|impression)|csm (?:note|view)s?|impression)\b", re.IGNORECASE
)
_LEAD = re.compile(rf"^{masking.PERSON}(?:\s*\([^)]*\))?\s*:")
_INSIDE = re.compile(r"[\"“«„]([^\"“”»]{3,})[\"”»“]")
FAR = 4  # blocks over which "she" still means the person named last
LONGEST = 1200  # code points of a sentence; what is longer was not spoken by anybody


@dataclass(frozen=True)
class Line:
    """One sentence, with people masked."""

    document: str
    span: Span
    text: str
    masked: str
    kind: BlockKind
    speaker: int | None  # who says it, where that is known
    side: Side
    internal: bool  # the vendor's own commentary
    dated: str
    selves: frozenset[int]  # people who speak of themselves here
    before: Span | None = None  # an earlier sentence that says who "she" is
    previous: str = ""  # the sentence before, as written


class _Said(NamedTuple):
    """The people that were named last, and where."""

    people: tuple[int, ...]
    block: int
    span: Span


class Reader:
    """Reads documents for one cast of people.

    Args:
        names: finds the known people in a sentence.
        speakers: folded name of a speaker in a document -> person.
        vendors: people of the vendor.
    """

    def __init__(self, names: masking.Names, speakers: Mapping[tuple[str, str], int], vendors: frozenset[int]) -> None:
        self._names = names
        self._speakers = speakers
        self._vendors = vendors

    def lines(self, document: Document) -> Iterator[Line]:
        """Yield the sentences of a document that may say something of somebody, in order."""
        held = document.header.held_on
        dated = held.isoformat() if held else ""
        said: _Said | None = None
        heading, previous = None, ""
        for number, block in enumerate(document.blocks):
            if block.kind not in READ:
                continue
            if block.heading != heading:
                heading, said = block.heading, None
            lead: int | None = None
            for span in split(document.text, block.start, block.end):
                if span.end - span.start > LONGEST:
                    continue
                if said and number - said.block > FAR:
                    said = None
                line, named = self._line(document, block, span, said, lead, dated, previous)
                if (match := _LEAD.match(line.masked)) and block.kind is not BlockKind.SPEECH:
                    lead = int(match["p"])
                    named = (lead,)
                others = tuple(person for person in named if person != line.speaker)
                if others:
                    said = _Said(others, number, span)
                previous = line.text
                yield line

    def _line(
        self,
        document: Document,
        block: Block,
        span: Span,
        said: _Said | None,
        lead: int | None,
        dated: str,
        previous: str,
    ) -> tuple[Line, tuple[int, ...]]:
        text = span.of(document.text)
        speaker = self._speakers.get((document.id, (block.speaker or "").casefold()))
        side = Side.VENDOR if speaker in self._vendors else block.side
        words = masking.prepared(text)
        found: list[tuple[int, int]] = []
        masked = self._names.masked(words, lambda person, at: found.append((at, person)))
        named = tuple(dict.fromkeys(person for _, person in found))
        selves: set[int] = set()
        before = None
        if block.kind in (BlockKind.SPEECH, BlockKind.QUOTATION) and speaker is not None:
            if masking.HAS_FIRST.search(masked):
                masked = masking.first_person_unquoted(masked, speaker)
                selves.add(speaker)
        elif masking.HAS_FIRST.search(masked) and (own := lead if lead is not None else _lead(masked)) is not None:
            masked, quoted = _quoted_first(masked, own)
            selves |= {own} if quoted else set()
        if masking.HAS_THIRD.search(masked):
            masked, before = _third(masked, words, found, said, speaker)
        internal = bool(_INTERNAL.search(block.heading or ""))
        shown = Line(
            document.id,
            span,
            text,
            masked,
            block.kind,
            speaker,
            side,
            internal,
            dated,
            frozenset(selves),
            before,
            previous,
        )
        return shown, named


def _lead(masked: str) -> int | None:
    match = _LEAD.match(masked)
    return int(match["p"]) if match else None


def _quoted_first(masked: str, person: int) -> tuple[str, bool]:
    """Mask "I" inside quotation marks as the person whose words they are; outside, it is the writer of the notes."""
    pieces: list[str] = []
    at = 0
    for match in _INSIDE.finditer(masked):
        pieces += [masked[at : match.start(1)], masking.first_person(match[1], person)]
        at = match.end(1)
    return "".join((*pieces, masked[at:])), at > 0


def _third(
    masked: str, words: str, found: Sequence[tuple[int, int]], said: _Said | None, speaker: int | None
) -> tuple[str, Span | None]:
    """Mask "she" as whom this sentence named before it, else whom the sentences before named."""
    at = masking.HAS_THIRD.search(words)
    earlier = [person for place, person in found if at and place < at.start() and person != speaker]
    if earlier:
        return masking.third_person(masked, earlier[-1] if len(set(earlier)) == 1 else earlier[0]), None
    if said is None:
        return masked, None
    return masking.third_person(masked, said.people[0]), said.span


def people_in(masked: str) -> tuple[int, ...]:
    """Return the people whose marks stand in a masked sentence, in order."""
    return tuple(int(number) for number in masking.ANY_PERSON.findall(masked))


def spoken_by(documents: Sequence[Document], find: Mapping[tuple[str, str], int]) -> frozenset[int]:
    """Return the people who speak in a transcript: they have been interviewed."""
    return frozenset(
        find[place]
        for document in documents
        for block in document.blocks
        if block.kind is BlockKind.SPEECH and (place := (document.id, (block.speaker or "").casefold())) in find
    )
