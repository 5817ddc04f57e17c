"""What a sentence is checked against: texts with their voice, and pieces of them with their place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.documents import Side
from assistant.domain.verdicts import SourceSpan


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that may carry a claim; `text` is never changed, all spans refer to it.

    Attributes:
        id: names the source in citations; unique among the sources of one checker.
        speaker: who says it, where the whole text is one voice.
        side: whose person the speaker is.
        rank: strength as evidence, 1 strongest to 4.
        language: ISO 639-1.
    """

    id: str
    text: str
    speaker: str | None = None
    side: Side = Side.UNKNOWN
    rank: int = 3
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source: `source.text[start:start + len(text)] == text`."""

    source: SourceText
    start: int
    text: str

    def span(self, start: int, end: int) -> SourceSpan:
        """Return the place in the source of this piece's own `start:end`."""
        return SourceSpan(source=self.source.id, start=self.start + start, end=self.start + end)


def whole(sources: Iterable[SourceText]) -> tuple[Piece, ...]:
    """Return each source as one piece."""
    return tuple(Piece(source, 0, source.text) for source in sources)


def cut(sources: dict[str, SourceText], spans: Sequence[SourceSpan]) -> tuple[Piece, ...]:
    """Return the pieces that `spans` name.

    Raises:
        KeyError: a span names a source that is not there.
        ValueError: a span does not lie within its source.
    """
    pieces = []
    for span in spans:
        source = sources[span.source]
        if not 0 <= span.start < span.end <= len(source.text):
            raise ValueError(f"citation {span.start}:{span.end} lies outside source {span.source!r}")
        pieces.append(Piece(source, span.start, source.text[span.start : span.end]))
    return tuple(pieces)
