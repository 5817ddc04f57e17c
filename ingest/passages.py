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
from assistant.grounding.wordset import wordset
from ingest import language
from ingest.structure.labels import is_only_marks
from ingest.structure.naming import Sort, sort_of

EVIDENCE = frozenset((BlockKind.SPEECH, BlockKind.QUOTATION, BlockKind.PROSE, BlockKind.BULLET))
_ENOUGH = 45  # words from which a passage may end
_FULL = 90  # words that a passage does not pass if a sentence end allows it
_TELLING = 12  # words from which a passage's language can be told
_SHARE = 0.04  # of the words; English has 0.1 and more of these, other languages next to none
_ENGLISH = wordset("the and of to a in is it that we was for you i on with they this have be our but so not are")
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
            language=_language(text[start:end], document.language),
        )


def _language(words: str, whole: str) -> str:
    """Return a passage's own language where it is long enough to tell, else the document's.

    Plain English within English is told without the model: most passages are that.
    """
    parts = words.casefold().split()
    if len(parts) < _TELLING or (whole == "en" and sum(part in _ENGLISH for part in parts) >= _SHARE * len(parts)):
        return whole
    own = language.detect(words)
    return whole if own == language.UNDETERMINED else own


def _quoted(text: str, block: Block) -> list[Span]:
    """Return the outermost quotations within a block."""
    return [
        Span(block.start + m.start, block.start + m.end)
        for m in marks.pairs(text[block.start : block.end])
        if m.depth == 0
    ]


def _groups(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> Iterator[list[Span]]:
    """Gather sentences to passages of good size, cutting only where no quotation is open.

    What is left of a block stays together where it fits, so that no scrap remains at its end.
    """
    starts = [quote.start for quote in quoted]
    counts = [len(_WORD.findall(text, *span)) for span in spans]
    left = sum(counts)
    group: list[Span] = []
    words = 0
    for span, count in zip(spans, counts, strict=True):
        full = words + count > _FULL or (words >= _ENOUGH and words + left > _FULL)
        if group and full and not _is_open(quoted, starts, span.start):
            yield group
            group, words = [], 0
        group.append(span)
        words += count
        left -= count
    if group:
        yield group


def _is_open(quoted: Sequence[Span], starts: Sequence[int], at: int) -> bool:
    before = bisect_right(starts, at - 1) - 1
    return before >= 0 and at < quoted[before].end
