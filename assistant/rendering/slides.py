"""A story as slides: the result first, then what changed, the sections, quotations, open points and every source.

Kinds that fit on one slide get one, with a chart beside the text; what carries it follows behind.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.domain.story import Kind, Story
from assistant.rendering.layout import Box, Paragraph, deal, fitting, lines
from assistant.rendering.packages import settled
from assistant.rendering.plain import shortened
from assistant.rendering.plots import Plot
from assistant.rendering.report import FIGURES_HEAD, Line, Part, Report, Row, Source, report_of
from assistant.rendering.slide_parts import HIGH, MARGIN, WIDE, Deck

_ON_ONE = frozenset({Kind.ONE_LINER, Kind.BRIEF, Kind.ONE_PAGER, Kind.PARTNER})
_SIZES = (1.0, 0.92, 0.84, 0.76, 0.68)  # of 14 points and down
_FULL = WIDE - 2 * MARGIN
_BODY = Box(MARGIN, 1.35, _FULL, HIGH - 1.35 - 0.55)
_LEFT = _BODY._replace(wide=7.7)
_RIGHT = Box(MARGIN + 7.95, 1.35, _FULL - 7.95, _BODY.high)
_TABLE_LINES = 31  # of text in a table on a slide, counting one between rows
_TILE = 46  # ems of the name in a tile; the whole stands in the table
_WIDTHS = (0.34, 0.15, 0.15, 0.15, 0.21)


def to_pptx(story: Story) -> bytes:
    """Return the story as a .pptx file."""
    report = report_of(story)
    deck = Deck(f"{report.byline} · {report.standing}", report.language)
    properties = deck.file.core_properties
    properties.title, properties.author, properties.comments = report.title.text[:255], "", ""
    properties.last_modified_by = ""
    if story.kind in _ON_ONE:
        _one_page(deck, report)
    else:
        _opening(deck, report)
    _figures(deck, report, skip_pairs=story.kind in _ON_ONE and len(_pairs(report)) < 2)  # noqa: PLR2004  one is shown
    _plots(deck, [plot for plot in report.plots if plot.form != "pair"])
    if story.kind not in _ON_ONE:
        _columns(deck, "The story", list(_parts(report.sections, loud=True)))
    _columns(deck, "Quotations to confirm with the speaker", list(_quotations(report)))
    _columns(deck, "Before this goes out", list(_parts(report.open_points)))
    _columns(deck, report.made.heading, _lines(report.made.lines, 13))
    _sources(deck, report.sources)
    target = io.BytesIO()
    deck.file.save(target)
    return settled(target.getvalue())


def _opening(deck: Deck, report: Report) -> None:
    slide = deck.slide(report.title.text, notes=report.title.notes, size=34, box=Box(MARGIN, 0.85, _FULL, 1.3))
    deck.text(slide, Box(MARGIN, 0.45, _FULL, 0.4), [Paragraph(report.byline, 13)])
    room = Box(MARGIN, 2.25, _FULL, 1.85)
    if report.summary.text:
        summary = [Paragraph(report.summary.text, 18, report.summary.notes)]
        _flow(deck, slide, room, summary, report.title.text)
    tiles = [row for row in report.figures if row.cells[3]][:4]
    wide = _FULL / 4
    for index, row in enumerate(tiles):
        deck.text(slide, Box(MARGIN + index * wide, 4.2, wide - 0.15, 1.9), list(_tile(row)))
    deck.text(slide, Box(MARGIN, 6.3, _FULL, 0.6), [Paragraph(f"Checks: {report.standing}.", 13, bold=True)])


def _tile(row: Row) -> Iterator[Paragraph]:
    name, before, after, moved, _ = row.cells
    yield Paragraph(moved, 30, row.notes, bold=True)
    if before and after:
        yield Paragraph(f"{before} → {after}", 16)
    yield Paragraph(shortened(name, _TILE), 12)


def _one_page(deck: Deck, report: Report) -> None:
    slide = deck.slide(report.title.text, notes=report.title.notes, size=28)
    body = [Paragraph(report.summary.text, 14, report.summary.notes, italic=True)] if report.summary.text else []
    for section in report.sections:
        first, *others = _lines(section.lines, 14, loud=True)
        prose = first._replace(joined=tuple(others))
        body += [Paragraph(section.heading, 14, bold=True, leads=True, after=1), prose]
    shots = [*_pairs(report)[:1], *(plot for plot in report.plots if plot.form != "pair")][:2]
    foot = 0.8 if report.zones else 0.0
    room = (_LEFT if shots else _BODY)._replace(high=_BODY.high - foot)
    _flow(deck, slide, room, body, report.title.text)
    high = (_BODY.high - foot) / max(len(shots), 1)
    for index, plot in enumerate(shots):
        deck.chart(slide, _RIGHT._replace(top=_BODY.top + index * high, high=high - 0.1), plot)
    for index, zone in enumerate(report.zones):
        wide = _FULL / len(report.zones)
        deck.zone(slide, Box(MARGIN + index * wide, HIGH - 0.5 - foot, wide - 0.2, foot - 0.1), zone)


def _flow(deck: Deck, slide: Any, room: Box, body: Sequence[Paragraph], title: str) -> None:
    """Put text into a room, smaller where it must be; what does not fit even so goes on to slides of its own."""
    shown = fitting(body, room, _SIZES)
    if shown is None:
        smallest = [each._replace(size=each.size * _SIZES[-1]) for each in body]
        shown, *rest = deal(smallest, room.wide, room.high)
        for column in (part for each in rest for part in deal(each, _BODY.wide, _BODY.high)):
            deck.text(deck.slide(f"{title} (continued)"), _BODY, column)
    deck.text(slide, room, shown)


def _pairs(report: Report) -> list[Plot]:
    return [plot for plot in report.plots if plot.form == "pair"]


def _figures(deck: Deck, report: Report, *, skip_pairs: bool) -> None:
    """Tell what changed: the table at the left, before and after at the right of its first slide."""
    pairs = [] if skip_pairs else _pairs(report)
    pages = list(_pages(report.figures))
    for page in range(max(len(pages), bool(pairs))):
        rows, charts = pages[page] if pages else (), pairs if page == 0 else []
        slide = deck.slide("What changed" if page == 0 else "What changed (continued)")
        if rows:
            head = [Paragraph(text, 12, bold=True) for text in FIGURES_HEAD]
            table = [head, *([Paragraph(row.cells[0], 11, row.notes), *_cells(row)] for row in rows)]
            deck.table(slide, _LEFT if charts else _BODY, table, _WIDTHS)
        wide, high = _RIGHT.wide / 2, _RIGHT.high / max(2, -(-len(charts) // 2))
        for index, plot in enumerate(charts):
            box = Box(_RIGHT.left + index % 2 * wide, _RIGHT.top + index // 2 * high, wide - 0.05, high - 0.1)
            deck.chart(slide, box, plot, points=9)
    _columns(deck, "What the figures leave open", _lines(report.cautions, 14))


def _pages(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Cut the rows of a table into as many as a slide takes, by the lines of their longest cell."""
    page: list[Row] = []
    room = _TABLE_LINES
    for row in rows:
        wide = _LEFT.wide - 0.2 * len(_WIDTHS)
        needed = max(lines(text, wide * share, 11) for text, share in zip(row.cells, _WIDTHS, strict=True))
        if page and needed + 1 > room:
            yield page
            page, room = [], _TABLE_LINES
        page.append(row)
        room -= needed + 1
    if page:
        yield page


def _cells(row: Row) -> Iterator[Paragraph]:
    return (Paragraph(text, 9 if index == len(row.cells) - 1 else 11) for index, text in enumerate(row.cells) if index)


def _plots(deck: Deck, plots: Sequence[Plot]) -> None:
    for start in range(0, len(plots), 2):
        pair = plots[start : start + 2]
        slide = deck.slide("Use")
        wide = _FULL / len(pair)
        for index, plot in enumerate(pair):
            deck.chart(slide, Box(MARGIN + index * wide, 1.35, wide - 0.2, 4.9), plot, points=11)
            if plot.note:
                deck.text(slide, Box(MARGIN + index * wide, 6.3, wide - 0.2, 0.5), [Paragraph(plot.note, 11)])
        deck.speak(slide, "\n".join(map(_table, pair)))


def _table(plot: Plot) -> str:
    points = "; ".join(f"{label}: {shown}" for label, shown in zip(plot.labels, plot.shown, strict=True))
    return f"{plot.title} – {points}"


def _lines(told: Iterable[Line], size: float, *, loud: bool = False) -> list[Paragraph]:
    return [Paragraph(each.text, size, each.notes, each.aside, loud=loud) for each in told]


def _quotations(report: Report) -> Iterator[Paragraph]:
    for quotation in report.quotations:
        yield Paragraph(quotation.words, 16, quotation.notes, italic=True, leads=True, after=1)
        about = f"{quotation.speaker}; {quotation.about}"
        about += f"; in the source: “{quotation.original}”" if quotation.original else ""
        yield Paragraph(about, 12, after=10)


def _parts(parts: Iterable[Part], *, loud: bool = False) -> Iterator[Paragraph]:
    for part in parts:
        yield Paragraph(part.heading, 15, bold=True, leads=True)
        *told, last = _lines(part.lines, 13, loud=loud)
        yield from (*told, last._replace(after=12))


def _sources(deck: Deck, sources: Sequence[Source]) -> None:
    """Show every source in two columns, queries in the speaker's notes of the first slide."""
    paragraphs = []
    for source in sources:
        paragraphs.append(Paragraph(f"{source.number}  {source.place}", 10, bold=True, leads=True, after=0))
        paragraphs += [Paragraph(words, 10, after=1) for words in source.words[:-1]]
        paragraphs.append(Paragraph(source.words[-1], 10, after=5))
    wide = _FULL / 2 - 0.15
    columns = deal(paragraphs, wide, _BODY.high)
    queries = [f"Note {source.number}: {source.query}" for source in sources if source.query]
    for start in range(0, len(columns), 2):
        slide = deck.slide("Sources" if start == 0 else "Sources (continued)")
        for index, column in enumerate(columns[start : start + 2]):
            deck.text(slide, _BODY._replace(left=MARGIN + index * (wide + 0.3), wide=wide), column)
        if start == 0 and queries:
            deck.speak(slide, "Queries behind the usage figures\n" + "\n".join(queries))


def _columns(deck: Deck, title: str, paragraphs: Sequence[Paragraph]) -> None:
    """Add as many slides as the paragraphs need; none where there are none."""
    for index, column in enumerate(deal(paragraphs, _BODY.wide, _BODY.high)):
        deck.text(deck.slide(title if index == 0 else f"{title} (continued)"), _BODY, column)
