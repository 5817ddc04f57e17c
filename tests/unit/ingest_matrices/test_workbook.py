import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.grids import Grid
from ingest.limits import Limits
from ingest.matrices import read_grids


def saved(book: Workbook) -> NamedBytes:
    target = io.BytesIO()
    book.save(target)
    return NamedBytes("m.xlsx", target.getvalue())


def grids(fill: Callable[[Workbook], None]) -> tuple[Grid, ...]:
    book = Workbook()
    fill(book)
    return read_grids(saved(book))


def cells(grid: Grid) -> list[tuple[str, ...]]:
    return [row.cells for row in grid.rows]


def test_merged_cells_say_their_text_in_each() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        sheet.append(["Ours", None, None])
        sheet.append(["Plan", "A", None])
        sheet.append([None, "R", "C"])
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:A3")

    (grid,) = grids(fill)

    assert cells(grid) == [("Ours", "Ours", "Ours"), ("Plan", "A", ""), ("Plan", "R", "C")]


def test_places_name_sheet_and_row() -> None:
    def fill(book: Workbook) -> None:
        book.active.title = "Who does"
        book.active["B3"] = "A"

    (grid,) = grids(fill)

    assert [row.place for row in grid.rows] == [
        "sheet Who does, row 1",
        "sheet Who does, row 2",
        "sheet Who does, row 3",
    ]


def test_hidden_rows_are_read_and_hidden_sheets_left_out_and_both_told() -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["Activity", "Ada"])
        book.active.append(["Plan", "A/R"])
        book.active.row_dimensions[2].hidden = True
        lists = book.create_sheet("Lists")
        lists.append(["R"])
        lists.sheet_state = "hidden"

    (grid,) = grids(fill)

    assert cells(grid)[1] == ("Plan", "A/R")
    assert grid.notes == ("sheet Sheet: 1 hidden row was read too", "hidden sheets left out: Lists")


def test_a_formula_without_a_stored_value_is_named() -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["Activity", "Ada"])
        book.active.append(["Plan", '=IF(1,"A","R")'])

    with pytest.raises(BadInput, match="sheet Sheet, cell B2: holds a formula"):
        grids(fill)


def test_numbers_are_texts_and_whole_ones_without_a_point() -> None:
    def fill(book: Workbook) -> None:
        book.active.append([1.0, 2.5, 3])

    (grid,) = grids(fill)

    assert cells(grid) == [("1", "2.5", "3")]


def test_nothing_visible_is_bad_input() -> None:
    def fill(book: Workbook) -> None:
        book.create_sheet("Shown")
        book.active.append(["x"])
        book.active.sheet_state = "hidden"

    found = grids(fill)

    assert [grid.name for grid in found] == ["Shown"]


@pytest.mark.parametrize("data", [b"PK\x03\x04 and no more", b"plain text"])
def test_a_damaged_workbook_is_one_line(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"it is no whole \.xlsx"):
        read_grids(NamedBytes("m.xlsx", data))


def test_an_archive_that_is_no_workbook_is_one_line() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")

    with pytest.raises(BadInput, match="damaged or no workbook"):
        read_grids(NamedBytes("m.xlsx", target.getvalue()))


def test_a_sheet_that_reaches_too_far_is_refused() -> None:
    def fill(book: Workbook) -> None:
        book.active["A1"] = "x"
        book.active.cell(row=30_000, column=1).value = "y"

    with pytest.raises(BadInput, match="more than 20,000 rows"):
        grids(fill)


def test_a_file_above_the_limit_is_refused() -> None:
    with pytest.raises(BadInput, match="larger than 10 bytes"):
        read_grids(NamedBytes("m.csv", b"a" * 11), Limits(max_bytes=10))
