"""The story as an outline of plain strings, in reading order: what documents, slides and PDF all place.

Every string is fit for XML (`assistant.rendering.plain`), and none is markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.domain.story import Claim, Metric, Story
from assistant.domain.verdicts import Verdict
from assistant.rendering import wording
from assistant.rendering.notes import Note, Notes, place
from assistant.rendering.plain import is_right_to_left, line, plain
from assistant.rendering.plots import Plot, plots_of
from assistant.rendering.shared import is_shared, shared

FIGURES_HEAD = ("What", "Before", "After", "Change", "How known")


class Line(NamedTuple):
    """A sentence with its note numbers; `remark` says why it does not hold, or adds a word for the reviewer."""

    text: str
    notes: tuple[int, ...] = ()
    remark: str = ""

    @property
    def aside(self) -> str:
        """The remark as it stands behind the text, in its own direction where that runs the other way."""
        if not self.remark:
            return ""
        mark = "\u200e" if is_right_to_left(self.text) else ""
        return f" {mark}({self.remark}){mark}"


class Part(NamedTuple):
    """A heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


class Row(NamedTuple):
    """A row of the table of figures: as many cells as `FIGURES_HEAD`, and the notes."""

    cells: tuple[str, ...]
    notes: tuple[int, ...]


class Quotation(NamedTuple):
    """A quotation to confirm; `original` where the source's words differ."""

    words: str
    speaker: str
    about: str
    original: str
    notes: tuple[int, ...]


class Source(NamedTuple):
    """A numbered note: its place, its verbatim words line by line, and the query behind a usage fact."""

    number: int
    place: str
    words: tuple[str, ...]
    query: str


class Report(NamedTuple):
    """Everything that a format places."""

    title: Line
    byline: str
    stage: str
    standing: str
    language: str
    summary: Line
    sections: tuple[Part, ...]
    figures: tuple[Row, ...]
    cautions: tuple[Line, ...]
    plots: tuple[Plot, ...]
    quotations: tuple[Quotation, ...]
    open_points: tuple[Part, ...]
    made: Part
    sources: tuple[Source, ...]
    zones: tuple[str, ...]


def report_of(story: Story) -> Report:
    """Work out the outline of a story."""
    story = shared(story)
    notes = Notes(story)
    told = wording.told(story)
    return Report(
        title=Line(line(story.title), notes.of_claims(story.title_claims)),
        byline=line(f"{wording.account_name(story)} · {story.kind.value} · {wording.stage(story)}"),
        stage=wording.stage(story),
        standing=line(
            "; ".join(filter(None, (wording.standing(story), wording.expiry(story), f"engine {story.engine}")))
        ),
        language=story.language,
        summary=Line(line(story.summary), notes.of_claims(story.summary_claims)),
        sections=tuple(
            Part(line(section.heading), tuple(_claim(claim, notes) for claim in section.claims))
            for section in story.sections
            if section.claims
        ),
        figures=tuple(_row(metric, notes) for metric in told),
        cautions=tuple(Line(line(f"{', '.join(names)}: {note}")) for note, names in wording.cautions(told).items()),
        plots=plots_of(story),
        quotations=tuple(_quotations(story, notes)),
        open_points=tuple(part for part in _open_points(story, notes) if part.lines),
        made=Part("How this was made and checked", () if is_shared(story) else tuple(_made(story))),
        sources=tuple(_source(note) for note in notes.all),
        zones=wording.zones(story),
    )


def _claim(claim: Claim, notes: Notes) -> Line:
    remark = ""
    if claim.verdict is not None and claim.verdict is not Verdict.SUPPORTED:
        remark = ": ".join(part for part in (wording.VERDICTS[claim.verdict], "; ".join(claim.reasons)) if part)
    return Line(line(claim.text), notes.of(claim.citations), line(remark))


def _row(metric: Metric, notes: Notes) -> Row:
    known = wording.SOURCES[metric.source] + (f": {metric.formula}" if metric.formula else "")
    cells = (
        wording.label(metric),
        wording.figure(metric.before, metric.unit),
        wording.figure(metric.after, metric.unit),
        wording.change(metric.change),
        known,
    )
    return Row(tuple(map(line, cells)), notes.of_evidence(metric.citations))


def _quotations(story: Story, notes: Notes) -> Iterator[Quotation]:
    for quote in story.quotes:
        yield Quotation(
            words=line(f"“{quote.text}”"),
            speaker=line(", ".join(part for part in (quote.speaker or "speaker unknown", quote.title) if part)),
            about=line(
                "; ".join(filter(None, (f"{quote.side.value} side, {quote.match.value}", wording.translation(quote))))
            ),
            original=line(quote.original) if quote.original and quote.original != quote.text else "",
            notes=notes.of_evidence(quote.citations),
        )


def _open_points(story: Story, notes: Notes) -> Iterator[Part]:
    yield Part("What does not agree", _remarks((each.text, notes.of(each.citations)) for each in story.contradictions))
    yield Part(
        "What we do not know",
        tuple(Line(line(gap.question), remark=line(f"ask {gap.person}") if gap.person else "") for gap in story.gaps),
    )
    yield Part(
        "Look at before anything goes out",
        _remarks((f"{wording.readable(each.kind)}: {each.text}", notes.of(each.citations)) for each in story.flags),
    )
    found = wording.personal_data(story)
    yield Part("Possible personal data", _remarks((f"{name}: {kinds}", ()) for name, kinds in found.items()))


def _remarks(items: Iterable[tuple[str, Sequence[int]]]) -> tuple[Line, ...]:
    return tuple(Line(line(text), tuple(notes)) for text, notes in items)


def _made(story: Story) -> Iterator[Line]:
    checks, made = story.checks, story.provenance
    outcome = "publishable" if checks.publishable else "not publishable"
    model = f"with model {made.model}" if made.model else "without a language model"
    counts = f"{checks.supported} supported, {checks.partial} partly, {checks.unsupported} not"
    said = [
        f"Claims: {counts}, {checks.contradicted} contradicted; {outcome}",
        *(f"In the way: {blocker}" for blocker in checks.blockers),
        *(f"Not checked: {item}" for item in checks.unchecked),
        f"Written by engine {made.engine} {model}; embedder {made.embedder}",
        *(f"Document {each.id}, sha256 {each.sha256[:12]}" for each in story.documents),
        *(f"Usage table {each.file}, {each.rows:,} rows, sha256 {each.sha256[:12]}" for each in story.usage_tables),
    ]
    yield from (Line(line(text)) for text in said)


def _source(note: Note) -> Source:
    words = tuple(plain(row) for row in note.citation.text.splitlines() if row.strip())
    return Source(note.number, line(place(note)), words or ("",), plain(note.fact.query) if note.fact else "")
