"""Matrices in workbooks: every visible sheet, merged cells filled, formulas by the value stored with them.

Hidden rows and columns are read – a filter hides rows that still count – and told; hidden sheets, which
hold lists for drop-downs, are left out and told.
"""

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.grids import Grid, GridRow
from ingest.limits import Limits
from ingest.matrices.bounds import refuse_large
from ingest.readers.packed import refuse_unsafe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_UNPACKED = 30_000_000  # bytes; all cells are held in memory, as merged ones cannot be read in passing
_MERGED_AREA = 100_000  # cells that one merged range may fill
_MEND = "save it again as .xlsx, with the matrix alone"


def read_workbook(file: NamedBytes, limits: Limits) -> tuple[Grid, ...]:
    """Read each sheet that is not hidden and not empty as a grid named like the sheet.

    Raises:
        BadInput: damaged, locked, too large, or a formula without a stored value stands where letters may be.
    """
    bounds = limits.model_copy(update={"max_expanded_bytes": min(MAX_UNPACKED, limits.max_expanded_bytes)})
    refuse_unsafe(file.name, file.data, bounds, ".xlsx")
    book = _opened(file, stored=True)
    formulas = _opened(file, stored=False) if b"<f" in _parts(file) else None
    grids = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and sheet.max_row:
            written = formulas[sheet.title] if formulas is not None else None
            grids.append(_grid(file.name, sheet, written))
    left_out = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if not grids:
        raise BadInput(file.name, "no sheet of it is visible and filled", mend="show the sheet with the matrix")
    if left_out:
        note = f"hidden sheets left out: {', '.join(left_out)}"
        grids[0] = grids[0]._replace(notes=(*grids[0].notes, note))
    return tuple(grids)


def _parts(file: NamedBytes) -> bytes:
    """Return the sheets' XML; it was found small enough before."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))


def _opened(file: NamedBytes, *, stored: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # drop-downs and pictures that it does not keep are none of our business
            return load_workbook(io.BytesIO(file.data), data_only=stored, keep_links=False)
    except Exception as error:  # the library lets any error of a damaged part through
        raise BadInput(file.name, "is damaged or no workbook", mend=_MEND) from error


def _grid(where: str, sheet: "Worksheet", formulas: "Worksheet | None") -> Grid:
    refuse_large(where, sheet.max_row, sheet.max_column, sheet.max_row * sheet.max_column, f"sheet {sheet.title}")
    values = [[_text(cell.value) for cell in row] for row in sheet.iter_rows()]
    if formulas is not None:
        _refuse_unstored(where, sheet, formulas, values)
    _fill_merged(sheet, values)
    rows = (GridRow(f"sheet {sheet.title}, row {n}", tuple(cells)) for n, cells in enumerate(values, sheet.min_row))
    return Grid(sheet.title, tuple(rows), tuple(_hidden(sheet)))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _refuse_unstored(where: str, sheet: "Worksheet", formulas: "Worksheet", values: list[list[str]]) -> None:
    for row, texts in zip(formulas.iter_rows(), values, strict=True):
        for cell, text in zip(row, texts, strict=True):
            if cell.data_type == "f" and not text:
                raise BadInput(
                    where,
                    "holds a formula and no value is stored with it",
                    place=f"sheet {sheet.title}, cell {cell.coordinate}",
                    mend="open it in a spreadsheet program and save it, or write the letters themselves",
                )


def _fill_merged(sheet: "Worksheet", values: list[list[str]]) -> None:
    for area in sheet.merged_cells.ranges:
        left, top, right, bottom = area.bounds
        if (right - left + 1) * (bottom - top + 1) > _MERGED_AREA:
            continue
        text = values[top - sheet.min_row][left - sheet.min_column]
        for row in values[top - sheet.min_row : bottom - sheet.min_row + 1]:
            for at in range(left - sheet.min_column, min(right - sheet.min_column + 1, len(row))):
                row[at] = text


def _hidden(sheet: "Worksheet") -> Iterator[str]:
    for kind, dimensions in (("row", sheet.row_dimensions), ("column", sheet.column_dimensions)):
        count = sum(bool(dimension.hidden) for dimension in dimensions.values())
        if count:
            were = "s were" if count > 1 else " was"
            yield f"sheet {sheet.title}: {count} hidden {kind}{were} read too"
