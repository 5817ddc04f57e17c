"""Evidence: a passage of a document, or a usage fact with the query that makes it."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.domain.base import Frozen
from assistant.domain.documents import Side


class Window(Frozen):
    """Whole days, both ends included."""

    from_: date = Field(alias="from")
    to: date

    model_config = Frozen.model_config | {"populate_by_name": True, "serialize_by_alias": True}


class UsageTable(Frozen):
    """A usage file as loaded; `sql` rebuilds the view it is queried through from the named file."""

    name: str
    file: str
    sha256: str
    mapping: dict[str, str] = {}
    sql: str
    rows: int = 0
    problems: tuple[str, ...] = ()  # counted and reported: unreadable dates, missing users, repeats


class UsageSeries(Frozen):
    """Points of a usage metric over time, for a plot and the table behind it."""

    name: str
    unit: str
    points: tuple[tuple[date, float], ...]
    query: str


class UsageFact(Frozen):
    """One figure computed from usage data (formulas: domain handbook, section 7)."""

    id: str
    name: str
    value: float | int | None
    unit: str
    reason: str | None = None  # why the value is null, or a caution about it
    window: Window | None = None
    rows: int = 0  # rows the query read
    query: str
    sentence: str  # canonical sentence with value and unit; text of the evidence
    subject: str | None = None  # a person, feature or level the fact is about
    details: dict[str, float | int | str | None] = {}  # numerator, denominator, unknown, before, after

    @model_validator(mode="after")
    def _null_has_a_reason(self) -> Self:
        if self.value is None and not self.reason:
            raise ValueError(f"{self.name} has neither a value nor a reason")
        return self


class Evidence(Frozen):
    """One item that a claim may cite (contract: `evidence`)."""

    id: str
    type: Literal["passage", "usage_fact"]
    document: str | None = None
    start: int | None = None
    end: int | None = None
    text: str
    speaker: str | None = None
    side: Side = Side.UNKNOWN
    rank: int = Field(ge=1, le=4)
    usage_fact: str | None = None
    language: str = "en"

    @model_validator(mode="after")
    def _span_or_fact(self) -> Self:
        if self.type == "usage_fact":
            if self.usage_fact is None or (self.document, self.start, self.end) != (None, None, None):
                raise ValueError("evidence of a usage fact names the fact, and no span")
        elif self.document is None or self.start is None or self.end is None:
            raise ValueError("evidence of a passage names document, start and end")
        elif len(self.text) != self.end - self.start:
            raise ValueError(f"evidence {self.id} does not fit its span")
        return self


class Citation(Frozen):
    """A stretch of one evidence item; for a usage fact, its whole canonical sentence."""

    evidence: str
    document: str | None = None
    start: int | None = None
    end: int | None = None
    text: str
    usage_fact: str | None = None
