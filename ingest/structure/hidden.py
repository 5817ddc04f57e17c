"""Stretches that a reader of the file does not see are never evidence, wherever they stand."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span
from ingest.structure.draft import Draft
from ingest.structure.lines import trimmed


def parted(text: str, drafts: Iterable[Draft], hidden: Sequence[Span]) -> Iterator[Draft]:
    """Cut each draft around what is hidden in it; the hidden part becomes boilerplate."""
    ends = [span.end for span in hidden]
    for draft in drafts:
        at = draft.start
        first = bisect_left(ends, draft.start + 1)
        for veil in hidden[first:]:
            if veil.start >= draft.end:
                break
            yield from _piece(text, draft, at, veil.start, draft.kind)
            yield from _piece(text, draft, max(at, veil.start), min(veil.end, draft.end), BlockKind.BOILERPLATE)
            at = min(veil.end, draft.end)
        if at == draft.start:
            yield draft
        else:
            yield from _piece(text, draft, at, draft.end, draft.kind)


def _piece(text: str, draft: Draft, start: int, end: int, kind: BlockKind) -> Iterator[Draft]:
    span = trimmed(text, start, max(start, end))
    if span.start < span.end:
        yield replace(draft, start=span.start, end=span.end, kind=kind)
