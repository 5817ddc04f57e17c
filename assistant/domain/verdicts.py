"""What the checker may say of a sentence."""

from enum import StrEnum

from pydantic import Field

from assistant.domain.base import Frozen


class Verdict(StrEnum):
    """How far the evidence carries a sentence."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"


class SourceSpan(Frozen):
    """A stretch of one source that bears on a sentence."""

    source: str
    start: int
    end: int


class Judgement(Frozen):
    """The checker's answer for one sentence.

    `reasons` are readable and start with a code: "figure: 40 % is in no cited text"; a bare code
    (`no_assertion`, `language`) stands alone. `score` is the confidence that the sentence is
    wholly supported.
    """

    verdict: Verdict
    score: float = Field(ge=0, le=1)
    reasons: tuple[str, ...] = ()
    citations: tuple[SourceSpan, ...] = ()
