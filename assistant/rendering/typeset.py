"""A story as a PDF, typeset in-process from a template that is ours; the story reaches it as data.

Text from documents is never markup here: the template reads it as JSON strings, so that nothing in it can be
evaluated, whatever it holds.
"""

import json
from importlib.resources import files
from typing import Any

from assistant.domain.story import Story
from assistant.rendering.pictures import svg
from assistant.rendering.plain import is_right_to_left
from assistant.rendering.plots import Plot
from assistant.rendering.report import FIGURES_HEAD, Line, Part, Quotation, Report, Source, report_of


def to_pdf(story: Story) -> bytes:
    """Return the story as a PDF with tags, links from numbers to notes, and vector plots.

    Letters that the built-in fonts lack are taken from the fonts of the machine.
    """
    import typst

    template = files("assistant.rendering").joinpath("templates", "story.typ").read_bytes()
    data = json.dumps(_data(report_of(story)), ensure_ascii=False)
    return bytes(typst.compile(template, format="pdf", timestamp=0, sys_inputs={"story": data}))


def _data(report: Report) -> dict[str, Any]:
    return {
        "title": _line(report.title),
        "byline": report.byline,
        "stage": report.stage.capitalize(),
        "standing": report.standing,
        "lang": report.language,
        "zones": report.zones,
        "summary": _line(report.summary),
        "sections": [_part(section) for section in report.sections],
        "head": FIGURES_HEAD,
        "figures": [{"cells": row.cells, "notes": row.notes} for row in report.figures],
        "cautions": [_line(each) for each in report.cautions],
        "plots": [_plot(plot) for plot in report.plots],
        "quotations": [_quotation(quotation) for quotation in report.quotations],
        "open_points": [_part(part) for part in report.open_points],
        "made": _part(report.made),
        "sources": [_source(source) for source in report.sources],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"text": line.text, "notes": line.notes, "aside": line.aside, "rtl": is_right_to_left(line.text)}


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "lines": [_line(each) for each in part.lines],
        "rtl": bool(part.lines) and is_right_to_left(part.lines[0].text),
    }


def _plot(plot: Plot) -> dict[str, Any]:
    points = list(zip(plot.labels, plot.shown, strict=True))
    return {
        "form": plot.form,
        "title": plot.title,
        "said": plot.said,
        "note": plot.note,
        "picture": svg(plot),
        "points": points,
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    about = f"{quotation.speaker}; {quotation.about}"
    about += f"; in the source: “{quotation.original}”" if quotation.original else ""
    return {"line": _line(Line(quotation.words, quotation.notes)), "about": about}


def _source(source: Source) -> dict[str, Any]:
    words = [{"text": words, "rtl": is_right_to_left(words)} for words in source.words]
    return {"number": source.number, "place": source.place, "words": words, "query": source.query}
