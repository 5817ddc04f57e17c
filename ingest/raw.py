"""What a reader hands on: plain text, and the structure that the file's format itself knew of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.domain.documents import Notice
from assistant.domain.spans import Span


class Cue(NamedTuple):
    """One speaker's turn in a recording: `text[start:end]` are the words alone, without the label."""

    start: int
    end: int
    speaker: str | None = None
    seconds: float | None = None  # start of the turn from the beginning of the recording


@dataclass(frozen=True)
class RawDocument:
    """A file's text with everything the format told about it.

    Every span is a 0-based, end-exclusive interval of code points of `text`; `cues`, `pages` and
    `hidden` are each in order and without overlap. A notice whose `start` equals its `end` speaks of
    something that the file holds and the text does not.

    Raises:
        ValueError: a span lies outside the text or overlaps the one before it.
    """

    media_type: str
    text: str
    cues: tuple[Cue, ...] = ()
    pages: tuple[Span, ...] = ()  # page n of the file is pages[n - 1]; an empty page has an empty span
    hidden: tuple[Span, ...] = ()  # in the text, but not shown to somebody who reads the file
    notices: tuple[Notice, ...] = ()
    header: dict[str, str] = field(default_factory=dict)  # fields of the format itself, such as From, Date
    title: str | None = None

    def __post_init__(self) -> None:
        for name, spans in (("cue", self.cues), ("page", self.pages), ("hidden", self.hidden)):
            _require_order(name, ((span.start, span.end) for span in spans), len(self.text))


def _require_order(name: str, spans: Iterable[tuple[int, int]], length: int) -> None:
    at = 0
    for start, end in spans:
        if not at <= start <= end <= length:
            raise ValueError(f"{name} span {start}:{end} is out of order or out of the text")
        at = end
