"""What the page shows, worked out before the template sees it: templates place, they do not compute."""

from typing import NamedTuple

from assistant.domain.evidence import UsageFact
from assistant.domain.story import Claim, Metric, Story, StoryDocument
from assistant.rendering import wording
from assistant.rendering.charts import Bars, LineChart, bars, line_chart
from assistant.rendering.marks import Marking, Segment, divided, segments
from assistant.rendering.notes import Note, Notes, cited_by
from assistant.rendering.plots import Plot, plots_of

_MOST_TILES = 4


class ClaimLine(NamedTuple):
    """A claim with its note numbers."""

    claim: Claim
    notes: tuple[int, ...]


class SectionPart(NamedTuple):
    """A section with its claims."""

    heading: str
    lines: tuple[ClaimLine, ...]


class MetricRow(NamedTuple):
    """A metric with its note numbers and, where both figures are there, its bars."""

    metric: Metric
    notes: tuple[int, ...]
    bars: Bars | None


class Remark(NamedTuple):
    """A sentence for the reviewer, with its note numbers."""

    kind: str
    text: str
    notes: tuple[int, ...]


class QuoteLine(NamedTuple):
    """A quotation for the reviewer, with the source's own words where they differ."""

    text: str
    speaker: str
    side: str
    match: str
    original: str | None
    translation: str
    notes: tuple[int, ...]


class NoteLine(NamedTuple):
    """A note and the claims that stand on it."""

    note: Note
    claims: tuple[Claim, ...]


class DocumentPart(NamedTuple):
    """A document cut at the bounds of what is cited."""

    document: StoryDocument
    segments: tuple[Segment, ...]
    cited: int


class FactPart(NamedTuple):
    """A usage fact and the notes that cite it."""

    fact: UsageFact
    notes: tuple[int, ...]


class Page(NamedTuple):
    """Everything the template places."""

    title_notes: tuple[int, ...]
    summary_notes: tuple[int, ...]
    tiles: tuple[MetricRow, ...]
    sections: tuple[SectionPart, ...]
    metrics: tuple[MetricRow, ...]
    cautions: dict[str, tuple[str, ...]]
    personal_data: dict[str, str]
    charts: tuple[LineChart, ...]
    shares: tuple[Plot, ...]  # of a whole, such as use by seniority
    quotes: tuple[QuoteLine, ...]
    contradictions: tuple[Remark, ...]
    flags: tuple[Remark, ...]
    notes: tuple[NoteLine, ...]
    documents: tuple[DocumentPart, ...]
    cited_facts: tuple[FactPart, ...]
    other_facts: tuple[FactPart, ...]
    divided: tuple[int, ...]  # notes whose passage is cut by another's


def page_of(story: Story) -> Page:
    """Work out the page of a story."""
    notes = Notes(story)
    told = wording.told(story)
    metrics = tuple(_metric(metric, notes) for metric in told)
    documents = tuple(_document(document, notes) for document in story.documents)
    facts = tuple(_fact(fact, notes) for fact in story.usage_facts)
    users = cited_by(story, notes)
    return Page(
        title_notes=notes.of_claims(story.title_claims),
        summary_notes=notes.of_claims(story.summary_claims),
        tiles=tuple(row for row in metrics if row.metric.change is not None)[:_MOST_TILES],
        sections=_sections(story, notes),
        metrics=metrics,
        cautions=wording.cautions(told),
        personal_data=wording.personal_data(story),
        charts=tuple(chart for series in story.usage_series if (chart := line_chart(series))),
        shares=tuple(plot for plot in plots_of(story) if plot.form == "bars"),
        quotes=_quotes(story, notes),
        contradictions=tuple(Remark("", item.text, notes.of(item.citations)) for item in story.contradictions),
        flags=tuple(Remark(item.kind, item.text, notes.of(item.citations)) for item in story.flags),
        notes=tuple(NoteLine(note, users.get(note.number, ())) for note in notes.all),
        documents=documents,
        cited_facts=tuple(part for part in facts if part.notes),
        other_facts=tuple(part for part in facts if not part.notes),
        divided=tuple(sorted({note for part in documents for note in divided(part.segments)})),
    )


def _sections(story: Story, notes: Notes) -> tuple[SectionPart, ...]:
    return tuple(
        SectionPart(section.heading, tuple(ClaimLine(claim, notes.of(claim.citations)) for claim in section.claims))
        for section in story.sections
    )


def _metric(metric: Metric, notes: Notes) -> MetricRow:
    return MetricRow(metric, notes.of_evidence(metric.citations), bars(metric.before, metric.after))


def _quotes(story: Story, notes: Notes) -> tuple[QuoteLine, ...]:
    return tuple(
        QuoteLine(
            text=quote.text,
            speaker=", ".join(part for part in (quote.speaker or "speaker unknown", quote.title) if part),
            side=quote.side.value,
            match=quote.match.value,
            original=quote.original if quote.original != quote.text else None,
            translation=wording.translation(quote),
            notes=notes.of_evidence(quote.citations),
        )
        for quote in story.quotes
    )


def _document(document: StoryDocument, notes: Notes) -> DocumentPart:
    markings = [
        Marking(citation.start, citation.end, note.number)
        for note in notes.all
        if (citation := note.citation).document == document.id
        and citation.start is not None
        and citation.end is not None
    ]
    return DocumentPart(document, segments(document.text, markings), len(markings))


def _fact(fact: UsageFact, notes: Notes) -> FactPart:
    return FactPart(fact, tuple(note.number for note in notes.all if note.fact == fact))
