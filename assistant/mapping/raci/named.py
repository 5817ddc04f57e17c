"""Matrices written the other way round: columns are the letters, and names stand in the cells.

    Activity | Responsible | Accountable | Consulted | Informed
    Plan     | Ada, Bo     | Cy          |           | everyone

and long lists of one assignment a row (activity, who, letter). Both become a chart of people by activities.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.grids import Grid, GridRow
from assistant.domain.raci import Chart, ChartRow, Letter
from assistant.domain.text import plain
from assistant.domain.variants import Variant
from assistant.mapping.raci.letters import read
from assistant.mapping.raci.turning import letters_as_rows, letters_in_cells

_LEAST_LETTERS = 2  # columns that are letters, one of them the accountable one
_INITIALS = 2  # letters of initials
_MOST_LIST_COLUMNS = 6
_LETTERED = 0.5  # of the cells below, from which they are letters after all
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_HEAD = re.compile(r"\b(?:who|is|are|be|to|person|people|role|team|party|parties|the|for|wer|ist|qui|est|quien|es)\b")
_SEPARATORS = re.compile(r"[\s()/=:–—-]+")
_MOST_WORDS = 3  # of a header that is a letter: "R = Responsible"
_STEM = 8  # code points of a word by which other languages' forms are told
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "verantwo": "R", "durchfuh": "R", "realisat": "R", "ausfuhru": "R", "rechensc": "A", "genehmig": "A",
        "freigabe": "A", "approbat": "A", "aprobado": "A", "autorite": "A", "autorida": "A", "konsulti": "C",
        "beratend": "C", "consulte": "C", "consulta": "C", "informie": "I", "informe": "I", "informad": "I",
        "ejecutor": "R", "realisan": "R",
    }
)  # fmt: skip
_PARTS = re.compile(r"[,;\n|•]|<br\s*/?>|\s+/\s+|\s\+\s", re.IGNORECASE)
_JOINTS = re.compile(r"\s*(?:\band\b|&|/|\+|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_NOBODY = re.compile(
    r"[-–—.\s]*|n/?a|tb[dac]|none|nobody|no one|nil|open|vacant|\?+|keine[rs]?|personne|nadie", re.IGNORECASE
)
_WHO = re.compile(
    r"(?:who|names?|persons?|people|roles?|teams?|owners?|assignees?|members?|functions?|stakeholders?|departments?)",
    re.IGNORECASE,
)
_LETTER_COLUMN = re.compile(
    r"(?:raci|rasci|daci|rapid|letters?|assignments?|responsibilit(?:y|ies)|involvement|codes?|type)"
    r"(?: (?:letter|code|role))?",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:activit(?:y|ies)|tasks?|deliverables?|process(?:es)?|steps?|decisions?|milestones?|work(?: packages?)?"
    r"|what)\b.*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:#|no\.?|nr\.?|id|number|ref\.?|wbs|pos\.?)", re.IGNORECASE)
NOTE = "read turned round: its columns are letters, and names stand in the cells"
LIST_NOTE = "read as a list of one assignment a row"


class Table(NamedTuple):
    """A table of names: its header, its rows, which column names the activity, and the letter of the others."""

    header: GridRow
    body: tuple[GridRow, ...]
    activity: int
    letters: Mapping[int, Letter]
    title: str = ""


def named_charts(grid: Grid, variant: Variant) -> tuple[tuple[Chart, ...], Grid]:
    """Return the charts of the tables of names in a grid, and what is left of the grid without them."""

    def letter_of(text: str) -> Letter | None:
        return _letter_of(text, variant)

    grid = letters_in_cells(letters_as_rows(grid, letter_of), letter_of)
    charts: list[Chart] = []
    left: list[GridRow] = []
    at = 0
    while at < len(grid.rows):
        table = _table(grid.rows, at, variant)
        if table is None:
            left.append(grid.rows[at])
            at += 1
            continue
        charts.append(_chart(table, grid.name))
        if left and table.title and [cell for cell in left[-1].cells if cell.strip()] == [table.title]:
            left.pop()
        at += 1 + len(table.body)
    if not charts and (chart := _listed(grid, variant)) is not None:
        return (chart,), grid._replace(rows=())
    return tuple(charts), grid._replace(rows=tuple(left))


def _table(rows: Sequence[GridRow], at: int, variant: Variant) -> Table | None:
    letters = {column: letter for column, cell in enumerate(rows[at].cells) if (letter := _letter_of(cell, variant))}
    if len(letters) < _LEAST_LETTERS or Letter.ACCOUNTABLE not in letters.values():
        return None
    activity = _activity_column(rows[at], letters)
    if activity is None:
        return None
    end = next((n for n in range(at + 1, len(rows)) if rows[n].blank), len(rows))
    body = tuple(row for row in rows[at + 1 : end])
    cells = [cell for row in body for column in letters if (cell := _cell(row, column))]
    lettered = sum(bool(read(cell, variant).letters) or _letter_of(cell, variant) is not None for cell in cells)
    if not cells or lettered >= _LETTERED * len(cells):
        return None
    above = [cell.strip() for cell in rows[at - 1].cells if cell.strip()] if at else []
    return Table(rows[at], body, activity, letters, above[0] if len(set(above)) == 1 else "")


def _letter_of(header: str, variant: Variant) -> Letter | None:
    """Return the letter that a header stands for: "R", "Responsible", "Responsible (R)", "Who is accountable?"."""
    bare = plain(header).strip("*_:?# ")
    words = [word for word in _SEPARATORS.split(_HEAD.sub(" ", bare)) if word]
    found = {_meaning(word, variant) for word in words}
    return found.pop() if len(found) == 1 and len(words) <= _MOST_WORDS else None


def _meaning(word: str, variant: Variant) -> Letter | None:
    known = variant.words.get(word) or variant.words.get(word.removesuffix("s"))
    letter = known or _WORDS.get(word) or _WORDS.get(word[:_STEM]) or word
    return variant.meanings.get(letter.upper()) if len(letter) == 1 else None


def _activity_column(header: GridRow, letters: Mapping[int, Letter]) -> int | None:
    others = [at for at in range(len(header.cells)) if at not in letters]
    called = [at for at in others if _TASK.fullmatch(header.cells[at].strip())]
    before = [at for at in others if at < min(letters) and not _NUMBER.fullmatch(header.cells[at].strip())]
    return next(iter(called or before), None)


def _cell(row: GridRow, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _chart(table: Table, name: str) -> Chart:
    known = _known(cell for row in table.body for column in table.letters if (cell := _cell(row, column)))
    found: list[tuple[GridRow, dict[str, set[Letter]]]] = []
    for row in table.body:
        held: dict[str, set[Letter]] = {}
        for column, letter in table.letters.items():
            for who in _names(_cell(row, column), known):
                held.setdefault(known[_fold(who)], set()).add(letter)
        if held or _cell(row, table.activity):
            found.append((row, held))
    columns = tuple(dict.fromkeys(who for _, held in found for who in held))
    rows = tuple(
        ChartRow(
            " ".join(_cell(row, table.activity).split()) or row.place,
            tuple(frozenset(held.get(who, ())) for who in columns),
            row.place,
        )
        for row, held in found
    )
    return Chart(columns, rows, table.title or name, (NOTE, *_left_out(table)))


def _left_out(table: Table) -> Iterator[str]:
    header = table.header.cells
    others = [
        cell.strip()
        for at, cell in enumerate(header)
        if at != table.activity and at not in table.letters and cell.strip() and not _NUMBER.fullmatch(cell.strip())
    ]
    if others:
        yield f"columns without letters, left out: {', '.join(others)}"


def _known(cells: Iterator[str]) -> dict[str, str]:
    """Return every name by its plain form, as it is written first."""
    parts = [part for cell in cells for part in _split(cell)]
    counted = Counter(map(_fold, parts))
    known: dict[str, str] = {}
    for part in parts:
        for name in _single(part, counted):
            known.setdefault(_fold(name), name)
    return known


def _names(cell: str, known: Mapping[str, str]) -> Iterator[str]:
    for part in _split(cell):
        yield from (part,) if _fold(part) in known else (one for one in _pieces(part) if _fold(one) in known)


def _split(cell: str) -> list[str]:
    parts = (_ASIDE.sub("", part.strip().strip("*_`@ ").removeprefix("- ")).strip() for part in _PARTS.split(cell))
    return [part for part in parts if part and not _NOBODY.fullmatch(part)]


def _single(part: str, counted: Counter[str]) -> list[str]:
    """Return the names in a part: "Ada and Bo" are two people, "Sales and Marketing" is one team.

    They are two where one of them stands alone elsewhere, or where each reads as a person's name.
    """
    pieces = _pieces(part)
    apart = any(counted[_fold(piece)] for piece in pieces) or all(
        len(piece.split()) > 1 or len(piece) == _INITIALS for piece in pieces
    )
    return pieces if len(pieces) > 1 and apart else [part]


def _pieces(part: str) -> list[str]:
    return [piece for piece in _JOINTS.split(part) if piece]


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _listed(grid: Grid, variant: Variant) -> Chart | None:
    """Read a list of one assignment a row: a column of activities, one of names, one of letters."""
    header = next((row for row in grid.rows if not row.blank), None)
    if header is None:
        return None
    heads = [cell.strip().strip("*") for cell in header.cells]
    at = {kind: [n for n, head in enumerate(heads) if pattern.fullmatch(head)]
          for kind, pattern in (("task", _TASK), ("who", _WHO), ("letter", _LETTER_COLUMN))}  # fmt: skip
    at["letter"] = [n for n in at["letter"] if n not in at["task"][:1]]
    if any(not found for found in at.values()) or len([head for head in heads if head]) > _MOST_LIST_COLUMNS:
        return None
    task, who, letter = (at[kind][0] for kind in ("task", "who", "letter"))
    rows = [row for row in grid.rows[grid.rows.index(header) + 1 :] if not row.blank]
    if not rows or any(read(_cell(row, letter), variant).unknown for row in rows):
        return None
    columns = tuple(dict.fromkeys(name for row in rows if (name := _cell(row, who))))
    held: dict[str, tuple[str, dict[str, set[Letter]]]] = {}
    for row in rows:
        activity = " ".join(_cell(row, task).split()) or row.place
        cells = held.setdefault(activity, (row.place, {}))[1]
        cells.setdefault(_cell(row, who), set()).update(read(_cell(row, letter), variant).letters)
    charted = (
        ChartRow(activity, tuple(frozenset(cells.get(name, ())) for name in columns), place)
        for activity, (place, cells) in held.items()
    )
    return Chart(columns, tuple(charted), grid.name, (LIST_NOTE,)) if columns else None
