"""What the sheets of all our workbooks have in common: rows as high as their text, pages of their width."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEAD_FILL = "0D5C63"
MOST_FITTED = 5_000  # rows; in a longer list one looks things up, and nobody prints it
_LINE = 13.5  # points of a line of text
_MOST_LINES = 25  # a row is at most this high
_A4 = "9"
_NARROW, _LOST_NARROW, _LOST_WIDE = 20, 5, 6  # characters


def finish(sheet: "Worksheet", widths: Sequence[float], *, head_row: int = 1) -> None:
    """Set the widths of columns, in characters, and what depends on them: heights of rows, and how it prints.

    Programs differ in whether they work out the height of a row by themselves.
    """
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for at, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if at > MOST_FITTED:
            break
        lines = max((_lines(str(value), width) for value, width in zip(row, widths, strict=False) if value), default=1)
        if lines > 1 and not (at < head_row):
            sheet.row_dimensions[at].height = _LINE * min(lines, _MOST_LINES)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"


def _lines(text: str, width: float) -> int:
    """Return how many lines a wrapped text takes; words that do not fit cost part of each line, more of short ones."""
    room = width - (_LOST_NARROW if width <= _NARROW else _LOST_WIDE)
    return sum(-(-len(part) // int(max(1, room))) or 1 for part in text.split("\n"))
