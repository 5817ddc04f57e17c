"""Where a sentence comes from, as the page shows it: the words in their document, or a figure of usage data."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.domain.evidence import Citation, Evidence, UsageFact, UsageSeries
from assistant.domain.story import Claim, Metric, Story
from assistant.rendering.charts import LineChart, line_chart
from assistant.rendering.marks import Marking, Segment, segments

_AROUND = 500  # code points of a document shown on either side of what is cited


class InDocument(NamedTuple):
    """Cited words with what stands around them; `cut_before` and `cut_after` tell whether there is more."""

    document: str
    speaker: str | None
    rank: int
    segments: tuple[Segment, ...]
    start: int
    cut_before: bool
    cut_after: bool


class InUsage(NamedTuple):
    """A usage fact with the plot of its series, where there is one."""

    fact: UsageFact
    chart: LineChart | None
    file: str


class Exhibit(NamedTuple):
    """Everything that one sentence stands on, the documents first."""

    documents: tuple[InDocument, ...]
    usage: tuple[InUsage, ...]
    metrics: tuple[Metric, ...]


def exhibit(story: Story, claim: Claim) -> Exhibit:
    """Return what a claim of a story stands on."""
    evidence = {item.id: item for item in story.evidence}
    return Exhibit(
        documents=tuple(_documents(story, claim.citations, evidence)),
        usage=tuple(_usage(story, claim.citations)),
        metrics=tuple(metric for metric in story.metrics if metric.id in claim.metrics),
    )


def _documents(story: Story, citations: Sequence[Citation], evidence: dict[str, Evidence]) -> Iterator[InDocument]:
    """Join citations of one document that stand near each other; what is cited first is shown first."""
    texts = {document.id: document.text for document in story.documents}
    placed = [one for one in citations if one.document in texts and one.start is not None]
    groups: list[list[Citation]] = []
    for citation in sorted(placed, key=lambda one: (one.document or "", one.start or 0)):
        if groups and _near(groups[-1][-1], citation):
            groups[-1].append(citation)
        else:
            groups.append([citation])
    for group in sorted(groups, key=lambda group: min(placed.index(one) for one in group)):
        yield _stretch(texts[group[0].document or ""], group, evidence)


def _near(one: Citation, other: Citation) -> bool:
    return one.document == other.document and (other.start or 0) - (one.end or 0) < _AROUND


def _stretch(text: str, group: Sequence[Citation], evidence: dict[str, Evidence]) -> InDocument:
    start, end = group[0].start or 0, max(one.end or 0 for one in group)
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    first = text.find("\n", first, start) + 1 or first  # begin at a line where there is one
    marks = [Marking((one.start or 0) - first, (one.end or 0) - first, number) for number, one in enumerate(group)]
    source = evidence.get(group[0].evidence)
    return InDocument(
        document=group[0].document or "",
        speaker=source.speaker if source else None,
        rank=source.rank if source else 3,
        segments=segments(text[first:last], marks),
        start=start,
        cut_before=first > 0,
        cut_after=last < len(text),
    )


def _usage(story: Story, citations: Sequence[Citation]) -> Iterator[InUsage]:
    facts = {fact.id: fact for fact in story.usage_facts}
    files = ", ".join(table.file for table in story.usage_tables)
    for id_ in dict.fromkeys(one.usage_fact for one in citations if one.usage_fact in facts):
        fact = facts[id_ or ""]
        yield InUsage(fact, _chart(fact, story.usage_series), files)


def _chart(fact: UsageFact, series: Sequence[UsageSeries]) -> LineChart | None:
    """Return the plot of the series that a fact is a point of: the one whose name shares the most words with its."""
    words = set(fact.name.split("_"))
    best = max(series, key=lambda one: len(words & set(one.name.split("_"))), default=None)
    return line_chart(best) if best is not None and words & set(best.name.split("_")) - {"share", "of"} else None
