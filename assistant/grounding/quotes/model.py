"""What is said of quotations: where they stand, whose they are, and how true to the source."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.domain.spans import Span

_SCARE_WORDS = 3


class Quotation(NamedTuple):
    """A quotation in running text.

    `start:end` covers it with its marks, and for a split one ("...," said X, "...") all its parts and
    what stands between; `inner_start:inner_end` leaves the outer marks off. `text` is what is quoted,
    parts joined by a space. `speaker` is the fullest form of the name that the text gives;
    `speaker_start:speaker_end` is where the attribution names that person.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    text: str
    parts: tuple[Span, ...]  # the quoted words, without marks
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    direct: bool = False  # the attribution names the speaker beside this very quotation

    @property
    def is_scare(self) -> bool:
        """Tell whether the marks only set off a word or a name: up to three words that nobody is said to have said."""
        return len(self.text.split()) <= _SCARE_WORDS and not self.direct


class QuoteClass(StrEnum):
    """The seven classes (domain handbook, section 6); the first three may stand between quotation marks."""

    EXACT = "exact"
    TRIMMED = "trimmed"
    CLEANED = "cleaned"
    TRANSLATED = "translated"
    PARAPHRASE = "paraphrase"
    MISATTRIBUTED = "misattributed"
    FABRICATED = "fabricated"

    @property
    def may_be_quoted(self) -> bool:
        """Tell whether words of this class may stand between quotation marks."""
        return self in (QuoteClass.EXACT, QuoteClass.TRIMMED, QuoteClass.CLEANED)


class Voice(NamedTuple):
    """A stretch of a source that one person speaks; None where nobody is named."""

    start: int
    end: int
    speaker: str | None


class QuoteSource(NamedTuple):
    """A source that quotations may come from. Where `voices` is silent, its own quotations tell who speaks."""

    id: str
    text: str
    voices: Sequence[Voice | tuple[int, int, str | None]] = ()


class Placement(NamedTuple):
    """Where a quotation stands in the sources and how true it is; without a place for words found nowhere."""

    cls: QuoteClass
    source: str | None
    start: int | None
    end: int | None
    speaker: str | None  # who speaks there, as far as the source tells
    reason: str
    score: float  # share of the quotation's words that stand there, in order
