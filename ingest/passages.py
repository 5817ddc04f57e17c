"""Blocks to passages: what retrieval finds and claims cite.

A passage lies within one block and is made of whole sentences; it never ends inside a quotation.
Its size is chosen for retrieval: long enough to carry an answer with its context, short enough to
be about one thing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Block, BlockKind, Document, Passage, Rank, Side
from assistant.domain.spans import Span
from assistant.grounding import marks, sentences
from ingest.structure.labels import is_only_marks
from ingest.structure.naming import Sort, sort_of

EVIDENCE = frozenset((BlockKind.SPEECH, BlockKind.QUOTATION, BlockKind.PROSE, BlockKind.BULLET))
_ENOUGH = 45  # words from which a passage may end
_FULL = 90  # words that a passage does not pass if a sentence end allows it
_WORD = re.compile(r"\S+")


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of every block that may be evidence, in order; linear in the text."""
    return tuple(
        passage for block in document.blocks if block.kind in EVIDENCE for passage in _of_block(document, block)
    )


def rank(block: Block) -> Rank:
    """Return how strong the words of a block are as evidence (domain handbook, section 6)."""
    if block.side is Side.VENDOR:
        return Rank.INTERNAL
    named = block.speaker is not None and (
        block.side is Side.CUSTOMER or sort_of(block.speaker) is not Sort.UNKNOWN_ROLE
    )
    if block.kind is BlockKind.SPEECH and named:
        return Rank.TRANSCRIPT
    if block.kind is BlockKind.QUOTATION and named:
        return Rank.QUOTATION
    return Rank.SUMMARY


def _of_block(document: Document, block: Block) -> Iterator[Passage]:
    text = document.text
    spans = [span for span in sentences.split(text, block.start, block.end) if not is_only_marks(text, *span)]
    for group in _groups(text, spans, _quoted(text, block)):
        start, end = group[0].start, group[-1].end
        yield Passage(
            document=document.id,
            start=start,
            end=end,
            text=text[start:end],
            sentences=tuple(group),
            kind=block.kind,
            rank=rank(block),
            speaker=block.speaker,
            side=block.side,
            heading=block.heading,
            page=block.page,
            language=document.language,
        )


def _quoted(text: str, block: Block) -> list[Span]:
    """Return the outermost quotations within a block."""
    return [
        Span(block.start + m.start, block.start + m.end)
        for m in marks.pairs(text[block.start : block.end])
        if m.depth == 0
    ]


def _groups(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> Iterator[list[Span]]:
    """Gather sentences to passages of good size, cutting only where no quotation is open."""
    starts = [quote.start for quote in quoted]
    group: list[Span] = []
    words = 0
    for span in spans:
        count = len(_WORD.findall(text, *span))
        within = _is_open(quoted, starts, span.start)
        if group and not within and (words >= _ENOUGH or words + count > _FULL):
            yield group
            group, words = [], 0
        group.append(span)
        words += count
    if group:
        yield group


def _is_open(quoted: Sequence[Span], starts: Sequence[int], at: int) -> bool:
    before = bisect_right(starts, at - 1) - 1
    return before >= 0 and at < quoted[before].end
