"""What an engine proposes. It sets no ids, verdicts or statuses: `assembly` does, after the checks."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.domain.documents import Side
from assistant.domain.story import Change, ClaimKind, PromptUse, Stage, Tokens


@dataclass(frozen=True)
class SpanCite:
    """A stretch of a document that a claim stands on."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class FactCite:
    """A usage fact that a claim stands on, by its id."""

    fact: str


Cite = SpanCite | FactCite


@dataclass(frozen=True)
class QuotedWords:
    """A quotation within a claim.

    `text` is what stands between the quotation marks; `start:end` is where the words stand in the
    document, and `original` the words as they stand there, without what interrupts them.
    """

    text: str
    speaker: str | None
    side: Side
    document: str
    start: int
    end: int
    original: str


@dataclass(frozen=True)
class Rendering:
    """A sentence in another language than its evidence; `glosses` translate its quotations, one each, or ""."""

    text: str
    language: str
    translator: str
    glosses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """One way to put a claim: one sentence, and what carries it."""

    text: str
    cites: tuple[Cite, ...]
    kind: ClaimKind = ClaimKind.FACT
    metrics: tuple[str, ...] = ()  # keys of the metrics the sentence states
    quoted: tuple[QuotedWords, ...] = ()
    rendering: Rendering | None = None  # what is shown in its place, where that can be
    formulas: tuple[str, ...] = ()  # of the metrics it lists: what it may state beside what is cited


@dataclass(frozen=True)
class ProposedClaim:
    """A claim in several wordings, best first and nearest to the source last.

    `group` ties a sentence to the one it continues: it falls when that one falls. `weight` says
    what to drop first where a bound of the kind is passed (lowest first).
    """

    key: str
    wordings: tuple[Wording, ...]
    weight: float = 1.0
    group: str = ""


@dataclass(frozen=True)
class ProposedSection:
    """A heading and its claims."""

    heading: str
    claims: tuple[ProposedClaim, ...]


@dataclass(frozen=True)
class ProposedMetric:
    """A figure for the story's table; see `assistant.domain.story.Metric` for the fields."""

    key: str
    name: str
    source: Literal["stated", "computed", "usage"]
    cites: tuple[Cite, ...]
    before: float | None = None
    after: float | None = None
    unit: str = ""
    change: Change | None = None
    formula: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Line:
    """A sentence of the title or the summary, with the keys of the claims that carry it.

    `text` None stands for the words of the (one) claim as they were accepted.
    """

    text: str | None
    claims: tuple[str, ...]
    rendering: str | None = None  # in the language of the story, where that is not the notes'


@dataclass(frozen=True)
class OpenQuestion:
    """A question the evidence leaves open, and the name of the person to ask."""

    question: str
    person: str | None = None


@dataclass(frozen=True)
class Conflict:
    """Two pieces of evidence that do not agree."""

    text: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Remark:
    """Something for the reviewer to look at."""

    kind: str
    text: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True)
class Effort:
    """What writing took of a model service; nothing for an engine that asks none."""

    prompts: tuple[PromptUse, ...] = ()
    tokens: Tokens = field(default_factory=Tokens)
    cost_usd: float = 0.0
    stages: tuple[Stage, ...] = ()
    notes: tuple[str, ...] = ()

    def plus(self, other: "Effort") -> "Effort":
        """Return both together."""
        return Effort(
            tuple(dict.fromkeys((*self.prompts, *other.prompts))),
            Tokens(input=self.tokens.input + other.tokens.input, output=self.tokens.output + other.tokens.output),
            round(self.cost_usd + other.cost_usd, 6),
            (*self.stages, *other.stages),
            tuple(dict.fromkeys((*self.notes, *other.notes))),
        )


@dataclass(frozen=True)
class Proposal:
    """A story as an engine puts it forward.

    Attributes:
        titles: headlines, best first; the first whose claims hold is taken, the last always can be.
        summary: sentences, in order; each stays while the claims that carry it hold.
        effort: what writing took of a model service.
        language: what it is written in, where that is not the language of the notes.
    """

    titles: tuple[Line, ...]
    summary: tuple[Line, ...]
    sections: tuple[ProposedSection, ...]
    metrics: tuple[ProposedMetric, ...] = ()
    gaps: tuple[OpenQuestion, ...] = ()
    contradictions: tuple[Conflict, ...] = ()
    flags: tuple[Remark, ...] = field(default=())
    effort: Effort = field(default_factory=Effort)
    language: str | None = None
