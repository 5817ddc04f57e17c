"""A responsibility matrix as a workbook: the matrix in colours, its legend, findings, and reasons by letter."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.domain.raci import Letter, Matrix
from assistant.domain.variants import Variant
from assistant.rendering.packages import settled
from assistant.rendering.plain import line
from assistant.rendering.raci_wording import (
    BASES,
    STATES,
    heading,
    holders,
    legend,
    letters,
    place,
    reasons,
)
from assistant.rendering.sheets import HEAD_FILL, finish

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Light enough for black letters: every pair has a contrast above 10.
COLOURS = {
    Letter.ACCOUNTABLE: "F6C9C4",
    Letter.RESPONSIBLE: "CFE3D4",
    Letter.CONSULTED: "FBE8AE",
    Letter.INFORMED: "D6E4F0",
}
_LONGEST = 32_000  # characters that a cell can hold, nearly
_WIDE, _MIDDLE, _NARROW = 60, 30, 16
_MATRIX, _LEGEND, _FINDINGS, _REASONS, _LOG = "RACI", "Legend", "Findings", "Reasons", "Log"


def to_xlsx(matrix: Matrix, variant: Variant) -> bytes:
    """Return the matrix as a workbook; the first sheet is what `raci check` reads."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    first.title = _MATRIX
    _fill_matrix(first, matrix, variant)
    meaning = [("Letter", "Means"), *legend(variant), *_bases()]
    _fill(book.create_sheet(_LEGEND), meaning, (_NARROW, _WIDE))
    found = [("error", f) for f in matrix.findings.errors] + [("warning", f) for f in matrix.findings.warnings]
    listed = [(kind, f.rule, f.row or "", f.column or "", f.message) for kind, f in found]
    heads = ("Kind", "Rule", "Row", "Column", "What was found")
    _fill(book.create_sheet(_FINDINGS), [heads, *listed], (_NARROW, _MIDDLE, _MIDDLE, _MIDDLE, _WIDE))
    _fill(book.create_sheet(_REASONS), _reasons(matrix, variant), (_MIDDLE, _MIDDLE, _NARROW, _NARROW, _WIDE, _WIDE))
    logged = [(f"{e.at:%Y-%m-%d %H:%M}", e.by, e.what, e.right or "", e.note) for e in matrix.log]
    _fill(book.create_sheet(_LOG), [("When", "Who", "What", "Right", "Note"), *logged], (_NARROW,) * 4 + (_WIDE,))
    target = io.BytesIO()
    book.save(target)
    return settled(target.getvalue())


def _bases() -> list[tuple[str, str]]:
    return [("Basis", "What speaks for a letter"), *((basis.value, words) for basis, words in BASES.items())]


def _fill_matrix(sheet: "Worksheet", matrix: Matrix, variant: Variant) -> None:
    from openpyxl.styles import Alignment, PatternFill

    title = f"{matrix.title or matrix.process} – {STATES[matrix.state.value]}"
    _write(sheet, 1, 1, title)
    rights = any(row.right for row in matrix.rows)
    names = ["Activity", *map(heading, matrix.columns), *(["Decision right"] if rights else [])]
    _head(sheet, 2, names)
    for at, row in enumerate(matrix.rows, start=3):
        _write(sheet, at, 1, row.activity)
        for number, column in enumerate(matrix.columns, start=2):
            cell = row.cells.get(column.id)
            if cell is not None and cell.held:
                target = _write(sheet, at, number, letters(cell, variant))
                highest = next(letter for letter in Letter if letter in cell.held)
                target.fill = PatternFill("solid", fgColor=COLOURS[highest])
                target.alignment = Alignment(horizontal="center", vertical="top")
        if rights:
            _write(sheet, at, len(names), row.right or "")
    sheet.freeze_panes = "B3"
    people = [f"{heading(c)}: {', '.join(who)}" for c in matrix.columns if (who := holders(matrix, c))]
    for at, text in enumerate(people, start=len(matrix.rows) + 4):
        _write(sheet, at, 1, f"Note: {text}")
    finish(sheet, (_WIDE, *[_NARROW] * (len(matrix.columns)), *([_MIDDLE] if rights else [])), head_row=2)


def _reasons(matrix: Matrix, variant: Variant) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("Activity", "Column", "Letters", "Basis", "Why", "Cited")]
    for reason in reasons(matrix, variant):
        cited = "; ".join(f"“{c.text}” ({place(c)})" for c in reason.citations)
        rows.append((reason.activity, reason.column, reason.letters, reason.basis.value, reason.why, cited))
    return rows


def _fill(sheet: "Worksheet", rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    _head(sheet, 1, rows[0])
    for at, row in enumerate(rows[1:], start=2):
        for number, text in enumerate(row, start=1):
            _write(sheet, at, number, text)
    sheet.freeze_panes = "A2"
    finish(sheet, widths)


def _head(sheet: "Worksheet", at: int, names: Iterable[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, name in enumerate(names, start=1):
        cell = _write(sheet, at, number, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEAD_FILL)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write(sheet: "Worksheet", row: int, column: int, text: str) -> Any:
    """Write a text as a text: whatever it begins with, no program takes it for a formula."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(row=row, column=column)
    cell.value = line(text)[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
