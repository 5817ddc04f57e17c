"""Other ways to lay a matrix out, brought to a table whose columns are the letters and whose cells are names.

Rows that are the letters ("Responsible | Ada | Bo" below a row of activities), and cells that say all at once
("R: Ada, A: Bo").
"""

import re
from collections.abc import Callable, Sequence

from assistant.domain.grids import Grid, GridRow
from assistant.domain.raci import Letter

LetterOf = Callable[[str], Letter | None]
_LEAST_LETTERS = 2
_EXPLAINS = re.compile(
    r"(?:meaning|description|definition|explanation|stands for|legend|key|what it means)s?", re.IGNORECASE
)
_SAID = re.compile(r"(?:^|(?<=[\s,;.|]))([A-Za-z]{1,11})\s?[:=]\s*")


def letters_as_rows(grid: Grid, letter_of: LetterOf) -> Grid:
    """Return a grid turned, where the rows below its header are the letters; else as it is."""
    rows = [row for row in grid.rows if not row.blank]
    if len(rows) <= _LEAST_LETTERS:
        return grid
    header, body = rows[0], rows[1:]
    letters = [letter_of(row.cells[0]) if row.cells else None for row in body]
    if any(_EXPLAINS.fullmatch(cell.strip()) for cell in header.cells):
        return grid
    if None in letters or Letter.ACCOUNTABLE not in letters or len(set(letters)) < len(letters):
        return grid
    width = len(header.cells)
    heads = GridRow(header.place, ("Activity", *(row.cells[0] for row in body)))
    turned = [
        GridRow(f"{header.place}, column {at + 1}", (header.cells[at], *(_cell(row, at) for row in body)))
        for at in range(1, width)
        if header.cells[at].strip()
    ]
    return grid._replace(rows=(heads, *turned))


def letters_in_cells(grid: Grid, letter_of: LetterOf) -> Grid:
    """Return a grid with a column for each letter, where one column's cells say "R: Ada, A: Bo"; else as it is."""
    rows = [row for row in grid.rows if not row.blank]
    if len(rows) < _LEAST_LETTERS:
        return grid
    header, body = rows[0], rows[1:]
    told = next((at for at in range(len(header.cells)) if at and _all_said(body, at, letter_of)), None)
    if told is None:
        return grid
    order = list(Letter)
    parted = [
        GridRow(row.place, (*row.cells[:told], *(_said(_cell(row, told), letter_of).get(one, "") for one in order)))
        for row in body
    ]
    heads = GridRow(header.place, (*header.cells[:told], *(letter_name(one) for one in order)))
    return grid._replace(rows=(heads, *parted))


def letter_name(letter: Letter) -> str:
    """Return the word that a letter stands for."""
    return letter.name.capitalize()


def _all_said(body: Sequence[GridRow], at: int, letter_of: LetterOf) -> bool:
    cells = [_cell(row, at) for row in body if _cell(row, at)]
    said = [_said(cell, letter_of) for cell in cells]
    return bool(cells) and all(said) and any(Letter.ACCOUNTABLE in one for one in said)


def _said(cell: str, letter_of: LetterOf) -> dict[Letter, str]:
    """Return the names after each letter of a cell; empty where it does not begin with a letter."""
    found = [(match, letter) for match in _SAID.finditer(cell) if (letter := letter_of(match[1])) is not None]
    if not found or found[0][0].start() != 0:
        return {}
    ends = [match.start() for match, _ in found[1:]] + [len(cell)]
    said: dict[Letter, str] = {}
    for (match, letter), end in zip(found, ends, strict=True):
        names = cell[match.end() : end].strip(" ,;.|")
        said[letter] = f"{said[letter]}, {names}" if letter in said else names
    return said


def _cell(row: GridRow, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""
