"""Tables as a file holds them: rows of texts with their place, before anybody has said what they mean."""

from typing import NamedTuple


class GridRow(NamedTuple):
    """One row; `place` says where it stands in the file, such as "line 12"."""

    place: str
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Tell whether nothing is written in the row."""
        return not any(cell.strip() for cell in self.cells)


class Grid(NamedTuple):
    """A sheet, a table of a page or a whole csv file, with what a reader should be told about it."""

    name: str
    rows: tuple[GridRow, ...]
    notes: tuple[str, ...] = ()
