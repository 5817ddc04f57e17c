"""What python-docx has no words for: links to notes, charts, fields, the direction of writing."""

from collections.abc import Sequence
from typing import Any

from assistant.rendering.office_charts import chart_file
from assistant.rendering.plain import is_right_to_left
from assistant.rendering.plots import Plot

_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU = 360_000  # to the centimetre
_SMALL, _LARGE = (7.6, 4.0), (15.6, 7.0)  # centimetres
_MARGIN = 2.4


def begin_document(title: str, language: str) -> Any:
    """Return an empty document with its margins, its language and its title set."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", ""
    properties.last_modified_by = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(10.5)
    document.styles["macro"].font.size = Pt(7.5)
    document.styles["Title"].font.size = Pt(22)
    known = OxmlElement("w:lang")
    known.set(qn("w:val"), language)
    document.styles["Normal"].element.get_or_add_rPr().append(known)
    return document


def link(paragraph: Any, notes: Sequence[int]) -> None:
    """Add raised note numbers, each a link to its note."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run

    for position, number in enumerate(notes):
        hyperlink = OxmlElement("w:hyperlink")
        hyperlink.set(qn("w:anchor"), f"note{number}")
        element = OxmlElement("w:r")
        hyperlink.append(element)
        paragraph._p.append(hyperlink)  # noqa: SLF001  python-docx has no links within a document
        run = Run(element, paragraph)
        run.text = f"{',' if position else ''}{number}"
        run.font.superscript = True


def anchor(paragraph: Any, number: int) -> None:
    """Add the number of a note as the place that links go to."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), f"note{number}")
            paragraph._p.append(mark)  # noqa: SLF001  nor bookmarks
            paragraph.add_run(str(number)).bold = True
        else:
            paragraph._p.append(mark)  # noqa: SLF001  likewise


def mark_direction(paragraph: Any) -> None:
    """Set a paragraph from right to left where its text is written so."""
    from docx.oxml import OxmlElement

    if not is_right_to_left(paragraph.text):
        return
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001  python-docx knows no direction
    for run in paragraph.runs:
        run.font.rtl = True


def cell_text(cell: Any, text: str, *, right: bool = False) -> Any:
    """Put text into a table cell and return its paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).font.size = Pt(9)
    paragraph.paragraph_format.space_after = Pt(1)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    mark_direction(paragraph)
    return paragraph


def set_columns(table: Any, widths: Sequence[float]) -> None:
    """Set the widths of columns in centimetres, and repeat the first row on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  nor rows kept whole
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  nor heads of tables


def add_footer(document: Any, stage: str, standing: str) -> None:
    """Say on every page whether this is a draft, how its checks stand, and which page it is."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{stage.capitalize()} – {standing} – page ").font.size = Pt(8)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields


def add_chart(paragraph: Any, plot: Plot, *, wide: bool) -> None:
    """Add a plot to a paragraph as a native chart, its workbook within the document."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    story = paragraph.part
    number = sum(relation.reltype == RELATIONSHIP_TYPE.CHART for relation in story.rels.values()) + 1
    made = chart_file(plot)
    book = PackURI(f"/word/embeddings/chart{number}.xlsx")
    workbook = Part(book, CONTENT_TYPE.SML_SHEET, made.workbook, story.package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", story.package)
    root = etree.fromstring(made.xml)
    outside = etree.SubElement(root, f"{{{_CHARTS}}}externalData")
    outside.set(f"{{{_RELATIONS}}}id", chart.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE))
    etree.SubElement(outside, f"{{{_CHARTS}}}autoUpdate").set("val", "0")
    chart._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001  nor parts filled later
    relation = story.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    size = _LARGE if wide else _SMALL
    paragraph.add_run()._r.append(_drawing(relation, number, plot.said, size))  # noqa: SLF001  nor charts


def _drawing(relation: str, number: int, said: str, size: tuple[float, float]) -> Any:
    from docx.oxml import OxmlElement
    from lxml import etree

    drawing = OxmlElement("w:drawing")
    inline = etree.SubElement(drawing, f"{{{_PLACED}}}inline", {f"dist{side}": "0" for side in "TBLR"})
    wide, high = (str(round(length * _EMU)) for length in size)
    etree.SubElement(inline, f"{{{_PLACED}}}extent", {"cx": wide, "cy": high})
    etree.SubElement(inline, f"{{{_PLACED}}}docPr", {"id": str(number), "name": f"Chart {number}", "descr": said})
    etree.SubElement(inline, f"{{{_PLACED}}}cNvGraphicFramePr")
    graphic = etree.SubElement(inline, f"{{{_DRAWING}}}graphic")
    data = etree.SubElement(graphic, f"{{{_DRAWING}}}graphicData", {"uri": _CHARTS})
    etree.SubElement(data, f"{{{_CHARTS}}}chart").set(f"{{{_RELATIONS}}}id", relation)
    return drawing
