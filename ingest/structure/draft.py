"""A block while it is still being made: who speaks is a label, not yet a person."""

from dataclasses import dataclass

from assistant.domain.documents import BlockKind
from assistant.domain.spans import Span


@dataclass(slots=True)
class Draft:
    """One structural part; the speaker is the name as its label has it."""

    start: int
    end: int
    kind: BlockKind
    speaker: str | None = None
    heading: str | None = None
    internal: bool = False  # the vendor's own commentary
    seconds: float | None = None
    name: Span | None = None  # where a quotation's author is named
    note: Span | None = None  # the author's "Title, Company"
    company: Span | None = None  # where fields of their own name it
