"""The outcome story, as the contract `outcome-story/1` lays it down."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assistant.domain.base import Frozen
from assistant.domain.documents import Redaction, Side
from assistant.domain.evidence import Citation, Evidence, UsageFact, UsageSeries, UsageTable
from assistant.domain.verdicts import Verdict


class Kind(StrEnum):
    """The kinds of story."""

    ONE_LINER = "one-liner"
    BRIEF = "brief"
    STORY = "story"
    ONE_PAGER = "one-pager"
    SAVE = "save"
    RENEWAL = "renewal"
    PARTNER = "partner"


class ClaimKind(StrEnum):
    """What sort of sentence a claim is; a link asserts nothing and is not counted."""

    FACT = "fact"
    METRIC = "metric"
    QUOTE = "quote"
    LINK = "link"


class QuoteMatch(StrEnum):
    """The quotation classes that may stand between quotation marks."""

    EXACT = "exact"
    TRIMMED = "trimmed"
    CLEANED = "cleaned"


class Claim(Frozen):
    """One sentence of a story, what it cites and what the checker said of it."""

    id: str
    text: str
    kind: ClaimKind
    citations: tuple[Citation, ...] = ()
    metrics: tuple[str, ...] = ()
    verdict: Verdict | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()
    original: str | None = None  # the checked sentence that `text` translates


class Section(Frozen):
    """A heading and the claims under it."""

    heading: str
    claims: tuple[Claim, ...]


class Change(Frozen):
    """How far a metric moved; `percent` and `points` are in percent units (-60.0 is minus 60 %)."""

    kind: Literal["percent", "points", "ratio", "absolute"]
    value: float


class Metric(Frozen):
    """A figure of the story; `formula` holds literals, + - * / and parentheses only."""

    id: str
    name: str
    before: float | None = None
    after: float | None = None
    unit: str = ""
    change: Change | None = None
    formula: str | None = None
    source: Literal["stated", "computed", "usage"]
    citations: tuple[str, ...] = ()  # evidence ids
    note: str | None = None  # how typical the figure is, and what it leaves open


class Translation(Frozen):
    """Words put into another language, and who did."""

    text: str
    language: str
    translator: str


class Quote(Frozen):
    """A quotation in the story, with the words it was taken from."""

    text: str
    speaker: str | None = None
    title: str | None = None
    side: Side = Side.UNKNOWN
    match: QuoteMatch
    citations: tuple[str, ...] = ()
    original: str | None = None  # the source's own words, where they differ
    translation: Translation | None = None  # beside the original, never in its place


class Gap(Frozen):
    """A question that the evidence leaves open, and who could answer it (person id or null)."""

    question: str
    ask: str | None = None
    person: str | None = None  # the name behind `ask`


class Contradiction(Frozen):
    """Two pieces of evidence that do not agree; reported, never smoothed over."""

    text: str
    citations: tuple[Citation, ...] = ()


class Flag(Frozen):
    """Something the reviewer must look at before anything goes out."""

    kind: str
    text: str
    citations: tuple[Citation, ...] = ()


class StoryDocument(Frozen):
    """A document as it travels with a story."""

    id: str
    sha256: str
    media_type: str
    text: str
    language: str = "en"


class StoryAccount(Frozen):
    """The account as it travels with a story."""

    id: str = "unknown"
    name: str | None = None


class Checks(Frozen):
    """Counts over the claims that assert something, and what stands in the way of publishing."""

    supported: int = 0
    partial: int = 0
    unsupported: int = 0
    contradicted: int = 0
    publishable: bool = False
    blockers: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()  # what no check looked at, said plainly


class PromptUse(Frozen):
    """A prompt that took part in a draft."""

    name: str
    version: int
    sha256: str


class Tokens(Frozen):
    """Tokens that a model was given and gave back."""

    input: int = 0
    output: int = 0


class Price(Frozen):
    """US dollars for a million tokens of a model."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)


class Stage(Frozen):
    """What one stage of a draft took: calls made and kept answers used, wall-clock seconds, tokens."""

    name: str
    calls: int = 0
    kept: int = 0
    seconds: float = 0.0
    tokens: Tokens = Tokens()


class Provenance(Frozen):
    """What made the draft."""

    engine: str
    model: str | None = None
    prompts: tuple[PromptUse, ...] = ()
    embedder: str
    tokens: Tokens = Tokens()
    cost_usd: float = 0.0
    seconds: float = 0.0
    version: str = ""
    stages: tuple[Stage, ...] = ()  # of an engine that asks a model
    notes: tuple[str, ...] = ()  # such as that no price is known


class Story(Frozen):
    """An outcome story with everything it stands on."""

    schema_: Literal["outcome-story/1"] = Field(default="outcome-story/1", alias="schema")
    account: StoryAccount
    kind: Kind
    engine: str
    language: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    title_claims: tuple[str, ...] = ()
    summary_claims: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    flags: tuple[Flag, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    metrics: tuple[Metric, ...] = ()
    quotes: tuple[Quote, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    usage_facts: tuple[UsageFact, ...] = ()
    usage_series: tuple[UsageSeries, ...] = ()
    usage_tables: tuple[UsageTable, ...] = ()
    documents: tuple[StoryDocument, ...] = ()
    checks: Checks = Checks()
    expires: date | None = None  # the last day on which a partner may use it; of partner assets only
    released: bool = False  # of the copy that leaves the house: approved, and without what only we may read
    provenance: Provenance

    model_config = Frozen.model_config | {"populate_by_name": True, "serialize_by_alias": True}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every section, in reading order."""
        return tuple(claim for section in self.sections for claim in section.claims)
