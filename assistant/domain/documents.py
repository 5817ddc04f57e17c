"""Documents as ingested: text that never changes again, and what was understood of its structure.

Every position is a 0-based, end-exclusive offset in Unicode code points of `Document.text`.
"""

from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple, Self

from pydantic import model_validator

from assistant.domain.base import Frozen
from assistant.domain.spans import Span


class NamedBytes(NamedTuple):
    """A file as it was handed in: its name (unique within one request) and its bytes, read once."""

    name: str
    data: bytes


class Side(StrEnum):
    """Whose person somebody is."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    UNKNOWN = "unknown"


class Rank(IntEnum):
    """How strong a passage is as evidence (domain handbook, section 6); 1 is strongest."""

    TRANSCRIPT = 1  # words of an identified outside speaker
    QUOTATION = 2  # an exact quotation whose speaker is unambiguous
    SUMMARY = 3  # a paraphrase: notes, minutes, narrative
    INTERNAL = 4  # the vendor's own commentary


class BlockKind(StrEnum):
    """What a stretch of a document is, which decides whether it may be evidence."""

    SPEECH = "speech"  # a speaker's turn, or one paragraph of it
    QUOTATION = "quotation"  # a block or pull quotation in a written piece
    PROSE = "prose"
    BULLET = "bullet"
    QUESTION = "question"  # the interviewer's question in question-and-answer notes
    HEADING = "heading"
    HEADER = "header"  # fields such as "Date: ..." and front matter
    BOILERPLATE = "boilerplate"  # navigation, sign-up forms, pictures, code: never evidence


class Person(Frozen):
    """Somebody named by a document or by the account file."""

    name: str
    title: str | None = None
    company: str | None = None
    email: str | None = None
    side: Side = Side.UNKNOWN
    span: Span | None = None  # where the name stands, where a document named them
    title_span: Span | None = None


class Block(Frozen):
    """One structural part of a document; blocks are in order and do not overlap.

    `start:end` covers the words alone: speaker label, time stamp and bullet mark lie outside.
    """

    start: int
    end: int
    kind: BlockKind
    speaker: str | None = None
    side: Side = Side.UNKNOWN
    heading: str | None = None  # the nearest heading above
    page: int | None = None  # 1-based, for paged formats
    seconds: float | None = None  # start of the turn from the beginning of a recording

    @property
    def span(self) -> Span:
        """Where the words of this block stand."""
        return Span(self.start, self.end)


class Header(Frozen):
    """Fields that notes carry at their head; absent ones are None or empty."""

    account: str | None = None
    held_on: date | None = None  # when the talk took place
    title: str | None = None
    people: tuple[Person, ...] = ()
    spans: dict[str, Span] = {}  # field name -> where its value stands


class Redaction(Frozen):
    """Possible personal data, found and either left or replaced by a pseudonym."""

    document: str
    start: int
    end: int
    kind: str
    replacement: str | None = None  # the pseudonym that now stands there; None when only suggested


class Notice(Frozen):
    """Something a reviewer should know about a stretch of a document."""

    kind: str  # instruction_like, hidden_text, unknown_speaker, ...
    text: str
    start: int
    end: int


class Document(Frozen):
    """One document as ingested."""

    id: str
    sha256: str  # of the bytes that were read
    media_type: str
    text: str
    language: str = "en"  # ISO 639-1, "und" when undetermined
    header: Header = Header()
    people: tuple[Person, ...] = ()  # header people, speakers and introductions, one each
    blocks: tuple[Block, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    notices: tuple[Notice, ...] = ()

    @model_validator(mode="after")
    def _blocks_lie_in_order(self) -> Self:
        at = 0
        for block in self.blocks:
            if not at <= block.start < block.end <= len(self.text):
                raise ValueError(f"block {block.start}:{block.end} is out of order or out of the text")
            at = block.end
        return self


class Passage(Frozen):
    """A stretch of one block, at sentence bounds, that may serve as evidence.

    Invariant: `document.text[start:end] == text`, and every sentence lies within it.
    """

    document: str  # document id
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]  # absolute spans in the document, in order
    kind: BlockKind
    rank: Rank
    speaker: str | None = None
    side: Side = Side.UNKNOWN
    heading: str | None = None
    page: int | None = None
    language: str = "en"

    @model_validator(mode="after")
    def _text_fits_span(self) -> Self:
        if len(self.text) != self.end - self.start or not self.text:
            raise ValueError(f"passage {self.start}:{self.end} does not fit its text")
        if any(not (self.start <= s.start < s.end <= self.end) for s in self.sentences):
            raise ValueError(f"passage {self.start}:{self.end} has a sentence outside it")
        return self

    @property
    def span(self) -> Span:
        """Where the passage stands in its document."""
        return Span(self.start, self.end)
