"""How a responsibility matrix is said: letters, what they rest on, findings, whom a column holds."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.raci import Basis, Cell, CellCitation, Column, Letter, Matrix
from assistant.domain.variants import Variant, written

WORDS: Mapping[Letter, str] = MappingProxyType(
    {
        Letter.ACCOUNTABLE: "answers for it; one only",
        Letter.RESPONSIBLE: "does the work",
        Letter.CONSULTED: "is asked before",
        Letter.INFORMED: "is told after",
    }
)
BASES: Mapping[Basis, str] = MappingProxyType(
    {
        Basis.POLICY: "policy",
        Basis.EVIDENCE: "notes",
        Basis.USAGE: "usage",
        Basis.CHARTER: "charter",
        Basis.TEMPLATE: "by template, no evidence",
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {"suggested": "suggested", "accepted": "accepted by everybody named", "in_force": "in force"}
)


class Reason(NamedTuple):
    """One filled cell, and what speaks for it."""

    activity: str
    column: str
    letters: str
    basis: Basis
    why: str
    citations: tuple[CellCitation, ...]


def letters(cell: Cell | None, variant: Variant) -> str:
    """Return the letters of a cell as a variant writes them; empty where it has none."""
    return written(cell.held, variant)[0] if cell else ""


def legend(variant: Variant) -> tuple[tuple[str, str], ...]:
    """Return each letter of the variant that an export can hold, with its meaning."""
    return tuple((variant.export[letter], WORDS[letter]) for letter in Letter if letter in variant.export)


def lost(matrix: Matrix, variant: Variant) -> int:
    """Return how many letters the variant has no letter for."""
    return sum(len(written(cell.held, variant)[1]) for row in matrix.rows for cell in row.cells.values())


def heading(column: Column) -> str:
    """Return what a column is called."""
    return column.name or column.id


def holders(matrix: Matrix, column: Column) -> tuple[str, ...]:
    """Return the names of the people of a column."""
    names = {person.id: person.name for person in matrix.people}
    return tuple(names[id_] for id_ in column.people if id_ in names)


def reasons(matrix: Matrix, variant: Variant) -> Iterator[Reason]:
    """Return every filled cell with what speaks for it, row by row."""
    for row in matrix.rows:
        for column in matrix.columns:
            cell = row.cells.get(column.id)
            if cell is not None:
                shown = letters(cell, variant) or cell.letters
                yield Reason(row.activity, heading(column), shown, cell.basis, cell.why, cell.citations)


def place(citation: CellCitation) -> str:
    """Return where a citation stands, in words."""
    if citation.document is None:
        return "usage data"
    return f"{citation.document}, characters {citation.start}–{citation.end}"
