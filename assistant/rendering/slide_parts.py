"""The parts of a slide: its title, columns of text, tables, native charts, the line at its foot."""

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.rendering.layout import Box, Paragraph, fitting, lines
from assistant.rendering.office_charts import ACCENT, MUTED, chart_data, chart_type, dress
from assistant.rendering.plain import is_right_to_left, line, shortened
from assistant.rendering.plots import Plot

WIDE, HIGH = 13.333, 7.5  # inches
MARGIN = 0.55
_TITLE = Box(MARGIN, 0.35, WIDE - 2 * MARGIN, 0.9)
_TITLE_SIZES = (1.0, 0.85, 0.7, 0.55, 0.45)
_LONGEST_TITLE = 200  # ems
_TITLE_ONLY = 5  # of the layouts that python-pptx brings
_RAISED = "30000"  # thousandths of a line
_INK = "1F2933"


class Deck:
    """Slides of one size with the same foot on each."""

    def __init__(self, foot: str, language: str) -> None:
        from pptx import Presentation
        from pptx.util import Inches

        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        self.language = language
        self._foot = foot

    def slide(self, title: str, *, notes: Sequence[int] = (), size: float = 26, box: Box = _TITLE) -> Any:
        """Add a slide with a title and the foot; a long title is set smaller, the longest cut short."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[_TITLE_ONLY])
        whole = [Paragraph(title, size, tuple(notes), bold=True, after=0)]
        cut = [whole[0]._replace(text=shortened(title, _LONGEST_TITLE))]
        _place(slide.shapes.title, box)
        shown = fitting(whole, box, _TITLE_SIZES) or fitting(cut, box, _TITLE_SIZES) or cut
        _fill(slide.shapes.title.text_frame, shown, self.language, anchor="ctr")
        number = len(self.file.slides)
        self.text(slide, Box(MARGIN, HIGH - 0.42, WIDE - 2.2, 0.3), [Paragraph(self._foot, 9)], colour=MUTED)
        self.text(slide, Box(WIDE - 1.2, HIGH - 0.42, 0.7, 0.3), [Paragraph(str(number), 9)], colour=MUTED)
        return slide

    def text(self, slide: Any, box: Box, paragraphs: Iterable[Paragraph], *, colour: str = _INK) -> Any:
        """Add a column of text."""
        shape = slide.shapes.add_textbox(0, 0, 0, 0)
        _place(shape, box)
        _fill(shape.text_frame, paragraphs, self.language, colour=colour)
        return shape

    def zone(self, slide: Any, box: Box, text: str) -> None:
        """Add an empty place for a partner: a dashed frame that says what belongs there."""
        from pptx.dml.color import RGBColor
        from pptx.enum.dml import MSO_LINE

        shape = self.text(slide, box, [Paragraph(f"[{text}]", 11)], colour=MUTED)
        shape.line.color.rgb = RGBColor.from_string(MUTED)
        shape.line.dash_style = MSO_LINE.DASH

    def chart(self, slide: Any, box: Box, plot: Plot, *, points: int = 10) -> None:
        """Add a plot as a native chart with its workbook; what it shows is said for those who do not see it."""
        frame = slide.shapes.add_chart(chart_type(plot), *_emu(box), chart_data(plot))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", line(plot.said))  # noqa: SLF001  no words for it
        dress(frame.chart, plot, points=points)

    def table(self, slide: Any, box: Box, rows: Sequence[Sequence[Paragraph]], widths: Sequence[float]) -> None:
        """Add a table; the first row is its head, and every column but the first is set to the right."""
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Inches

        table = slide.shapes.add_table(len(rows), len(widths), *_emu(box)).table
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Inches(box.wide * share)
        for row, cells in zip(table.rows, rows, strict=True):
            tallest = max(
                lines(each.whole, box.wide * share - 0.2, each.size) for each, share in zip(cells, widths, strict=True)
            )
            row.height = Inches(0.12 + 0.19 * tallest)
            for index, (cell, paragraph) in enumerate(zip(row.cells, cells, strict=True)):
                _fill(cell.text_frame, [paragraph], self.language, colour="")
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                if index:
                    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def speak(self, slide: Any, text: str) -> None:
        """Put text into the speaker's notes."""
        slide.notes_slide.notes_text_frame.text = text


def _emu(box: Box) -> tuple[int, int, int, int]:
    from pptx.util import Inches

    left, top, wide, high = (int(Inches(length)) for length in box)
    return left, top, wide, high


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(box)


def _fill(frame: Any, paragraphs: Iterable[Paragraph], language: str, *, colour: str = _INK, anchor: str = "t") -> None:
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
    from pptx.util import Pt

    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if anchor == "ctr" else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(3)
    for index, paragraph in enumerate(paragraphs):
        target = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        target.space_after = Pt(paragraph.after)
        _direct(target, paragraph.text)
        _say(target, paragraph, colour, language)
        for each in paragraph.joined:
            _run(target, " ", paragraph, colour, language)
            _say(target, each._replace(size=paragraph.size), colour, language)


def _say(target: Any, told: Paragraph, colour: str, language: str) -> None:
    _run(target, told.text, told, colour, language)
    if told.notes:
        mark = _run(target, ",".join(map(str, told.notes)), told, ACCENT if colour else "", language)
        mark.font._element.set("baseline", _RAISED)  # noqa: SLF001  python-pptx raises nothing
    if told.remark:
        _run(target, told.remark, told._replace(bold=told.loud), colour, language)


def _direct(target: Any, text: str) -> None:
    from pptx.enum.text import PP_ALIGN

    if is_right_to_left(text):
        target._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001  nor does it know directions
        target.alignment = PP_ALIGN.RIGHT
    else:
        target.alignment = PP_ALIGN.LEFT


def _run(target: Any, text: str, like: Paragraph, colour: str, language: str) -> Any:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    run = target.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.italic = Pt(round(like.size, 1)), like.bold, like.italic
    run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001  its languages are a closed list
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run
