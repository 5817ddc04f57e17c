"""Letters while they are being decided: the default first, then what speaks for it or changes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.raci import Basis, Cell, CellCitation, Letter, Letters, shown

A, R, C = Letter.ACCOUNTABLE, Letter.RESPONSIBLE, Letter.CONSULTED
DEFAULT = "By template, no evidence."


@dataclass(frozen=True)
class Draft:
    """A cell that may still change."""

    letters: Letters
    basis: Basis = Basis.TEMPLATE
    why: str = DEFAULT
    citations: tuple[CellCitation, ...] = ()

    def spoken_for(self, basis: Basis, why: str, citations: Iterable[CellCitation]) -> "Draft":
        """Return the cell with its letters and something that speaks for them."""
        return Draft(self.letters, basis, why, tuple(citations))

    def cell(self) -> Cell:
        """Return the cell as it goes out."""
        return Cell(letters=shown(self.letters), basis=self.basis, why=self.why, citations=self.citations)


class Board:
    """The cells of a suggestion, by row and column; empty cells are not kept."""

    def __init__(self, defaults: Iterable[tuple[int, str, Letters]]) -> None:
        self._cells = {(row, column): Draft(letters) for row, column, letters in defaults if letters}

    def at(self, row: int, column: str) -> Draft | None:
        """Return a cell, None where it is empty."""
        return self._cells.get((row, column))

    def put(self, row: int, column: str, draft: Draft) -> None:
        """Set a cell."""
        self._cells[row, column] = draft

    def holder(self, row: int) -> str | None:
        """Return the column that is accountable for a row; None where none is, the first where several are."""
        return next((column for (at, column), cell in self._cells.items() if at == row and A in cell.letters), None)

    def row(self, row: int) -> dict[str, Draft]:
        """Return the filled cells of a row by column."""
        return {column: cell for (at, column), cell in self._cells.items() if at == row}

    def hand_over(self, row: int, column: str, basis: Basis, why: str, citations: tuple[CellCitation, ...]) -> None:
        """Make a column accountable for a row; who was so before still does the work, or is consulted."""
        before = self.holder(row)
        if before is not None and before != column:
            old = self._cells[row, before].letters
            told = f"The default has {shown(old)}; {column} is accountable by {basis.value}"
            self.put(row, before, Draft(old - {A} or frozenset({C}), basis, told, citations))
        held = self.at(row, column)
        own = (held.letters if held else frozenset()) & {A, R}
        self.put(row, column, Draft(own | {A}, basis, why, citations))
