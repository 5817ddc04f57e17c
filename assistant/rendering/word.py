"""A story as a Word document: numbered notes as links, native charts, the checks in the footer of every page."""

import io
from collections.abc import Sequence
from typing import Any

from assistant.domain.story import Story
from assistant.rendering.packages import settled
from assistant.rendering.report import FIGURES_HEAD, Line, Part, Quotation, Report, Row, Source, report_of
from assistant.rendering.word_parts import (
    add_chart,
    add_footer,
    anchor,
    begin_document,
    cell_text,
    link,
    mark_direction,
    set_columns,
)

_COLUMNS = (5.0, 2.2, 2.2, 2.6, 4.2)  # centimetres of the table of figures


def to_docx(story: Story) -> bytes:
    """Return the story as a .docx file."""
    report = report_of(story)
    document = begin_document(report.title.text, report.language)
    _head(document, report)
    for section in report.sections:
        document.add_heading(section.heading, 1)
        _prose(document, section.lines)
    _figures(document, report)
    _quotations(document, report.quotations)
    for part in report.open_points:
        _list(document, part)
    if report.made.lines:
        _list(document, report.made)
    _sources(document, report.sources)
    _points(document, report)
    add_footer(document, report.stage, report.standing)
    target = io.BytesIO()
    document.save(target)
    return settled(target.getvalue())


def _head(document: Any, report: Report) -> None:
    _said(document.add_paragraph(report.byline, style="Subtitle"), ())
    title = document.add_heading(level=0)
    title.add_run(report.title.text)
    _said(title, report.title.notes)
    if report.zones:
        _zones(document, report.zones)
    if report.summary.text:
        summary = document.add_paragraph(style="Intense Quote")
        summary.add_run(report.summary.text)
        _said(summary, report.summary.notes)
    standing = document.add_paragraph()
    standing.add_run(f"Checks: {report.standing}.").bold = True


def _zones(document: Any, zones: Sequence[str]) -> None:
    """Leave room for the partner: a table of its own, outside every claim."""
    table = document.add_table(rows=1, cols=len(zones), style="Table Grid")
    for cell, zone in zip(table.rows[0].cells, zones, strict=True):
        cell_text(cell, f"[{zone}]")
    document.add_paragraph()


def _prose(document: Any, lines: Sequence[Line]) -> None:
    paragraph = document.add_paragraph()
    for each in lines:
        _line(paragraph, each, loud=True)
        paragraph.add_run(" ")
    mark_direction(paragraph)


def _line(paragraph: Any, each: Line, *, loud: bool = False) -> None:
    paragraph.add_run(each.text)
    link(paragraph, each.notes)
    if each.remark:
        paragraph.add_run(each.aside).bold = loud


def _said(paragraph: Any, notes: Sequence[int]) -> None:
    link(paragraph, notes)
    mark_direction(paragraph)


def _figures(document: Any, report: Report) -> None:
    if report.figures:
        document.add_heading("Results in figures", 1)
        table = document.add_table(rows=1, cols=len(FIGURES_HEAD), style="Light List Accent 1")
        for cell, text in zip(table.rows[0].cells, FIGURES_HEAD, strict=True):
            cell_text(cell, text)
        for row in report.figures:
            _row(table.add_row().cells, row)
        set_columns(table, _COLUMNS)
        document.add_paragraph()
    for caution in report.cautions:
        document.add_paragraph(caution.text, style="List Bullet")
    pairs = [plot for plot in report.plots if plot.form == "pair"]
    if pairs:
        paragraph = document.add_paragraph()  # small charts, two to a row
        for plot in pairs:
            add_chart(paragraph, plot, wide=False)
    for plot in report.plots:
        if plot.form != "pair":
            add_chart(document.add_paragraph(), plot, wide=True)
            if plot.note:
                document.add_paragraph(plot.note, style="Caption")


def _row(cells: Sequence[Any], row: Row) -> None:
    for index, (cell, text) in enumerate(zip(cells, row.cells, strict=True)):
        paragraph = cell_text(cell, text, right=0 < index < len(row.cells) - 1)
        if index == 0:
            link(paragraph, row.notes)


def _quotations(document: Any, quotations: Sequence[Quotation]) -> None:
    if quotations:
        document.add_heading("Quotations to confirm with the speaker", 1)
    for quotation in quotations:
        paragraph = document.add_paragraph(quotation.words, style="Quote")
        _said(paragraph, quotation.notes)
        about = f"{quotation.speaker}; {quotation.about}"
        about += f"; in the source: “{quotation.original}”" if quotation.original else ""
        mark_direction(document.add_paragraph(about))


def _list(document: Any, part: Part) -> None:
    document.add_heading(part.heading, 1)
    for each in part.lines:
        paragraph = document.add_paragraph(style="List Bullet")
        _line(paragraph, each)
        mark_direction(paragraph)


def _sources(document: Any, sources: Sequence[Source]) -> None:
    from docx.shared import Pt

    if sources:
        document.add_heading("Notes", 1)
    for source in sources:
        head = document.add_paragraph()
        head.paragraph_format.keep_with_next = True
        head.paragraph_format.space_after = Pt(0)
        anchor(head, source.number)
        head.add_run(f"  {source.place}")
        for words in source.words:
            paragraph = document.add_paragraph(words, style="Quote")
            paragraph.paragraph_format.space_after = Pt(4)
            mark_direction(paragraph)
        if source.query:
            document.add_paragraph(source.query, style="macro")


def _points(document: Any, report: Report) -> None:
    """Put the numbers behind the plots at the end; pairs stand in the table of figures already."""
    for plot in report.plots:
        if plot.form == "pair":
            continue
        document.add_heading(f"The numbers behind the plot: {plot.title}", 2)
        columns = 3 if plot.form == "line" else 1
        table = document.add_table(rows=-(-len(plot.labels) // columns), cols=2 * columns, style="Table Grid")
        cells = [cell for row in table.rows for cell in row.cells]
        for index, (label, shown) in enumerate(zip(plot.labels, plot.shown, strict=True)):
            cell_text(cells[2 * index], label)
            cell_text(cells[2 * index + 1], shown, right=True)
