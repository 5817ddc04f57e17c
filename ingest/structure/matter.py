"""Front matter of a published piece: title, date and the company it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.spans import Span
from ingest.structure import dates
from ingest.structure.lines import Line, trimmed

_FIELD = re.compile(r"(?P<key>[\w-]{1,40})\s*[:=]\s*(?P<value>\S.*)$")
_COMPANY_KEYS = ("company", "customer", "client", "account", "organization", "organisation")
_AT_COMPANY = re.compile(r"\s(?:at|with|for)\s+(?P<company>[A-ZÀ-Þ0-9][\w&.'’-]*(?:\s+[A-ZÀ-Þ0-9][\w&.'’-]*){0,3})$")
_STORY = re.compile(
    r"case[ -]stud(?:y|ies)|customer stor(?:y|ies)|success stor(?:y|ies)|in production|testimonial|referenz|cas client",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Matter:
    """What front matter says; `story` tells that it calls the piece a customer's story."""

    title: str | None = None
    company: str | None = None
    on: date | None = None
    story: bool = False
    spans: dict[str, Span] = field(default_factory=dict)


def read(text: str, rows: Sequence[Line]) -> Matter:
    """Read the lines of front matter; a title such as "… at Acme" names the company where no field does."""
    values: dict[str, Span] = {}
    for row in rows[1:-1]:
        if match := _FIELD.match(text, row.start, row.end):
            values.setdefault(match["key"].casefold(), _bare(text, match.start("value"), match.end("value")))
    company = next((values[key] for key in _COMPANY_KEYS if key in values), None)
    title = values.get("title")
    whole = text[rows[0].start : rows[-1].end] if rows else ""
    if company is None and title is not None and _STORY.search(whole) and (match := _AT_COMPANY.search(text, *title)):
        company = Span(match.start("company"), match.end("company"))
    on = dates.read(text, *values["date"]) if "date" in values else None
    spans = {"title": title, "account": company, "date": values.get("date")}
    return Matter(
        title=title.of(text) if title else None,
        company=company.of(text) if company else None,
        on=on.on if on else None,
        story=_STORY.search(whole) is not None or company is not None,
        spans={key: span for key, span in spans.items() if span is not None},
    )


def _bare(text: str, start: int, end: int) -> Span:
    span = trimmed(text, start, end)
    if span.end - span.start > 1 and text[span.start] in "\"'" and text[span.end - 1] == text[span.start]:
        return Span(span.start + 1, span.end - 1)
    return span
