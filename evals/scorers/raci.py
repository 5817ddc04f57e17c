"""A suggested matrix: is it one, and does it say what the notes say?"""

from collections.abc import Sequence
from typing import Any

from evals.cases import Letter
from evals.measures import Detail, Measure
from evals.scorers.text import plain

Json = dict[str, Any]
FOUND = frozenset(("evidence", "usage"))


def valid(matrix: Json) -> Measure:
    """Return the share of rows with exactly one A and with letters of RACI only."""
    good = [_is_valid([cell["letters"] for cell in row["cells"].values()]) for row in matrix["rows"]]
    return Measure.rate("valid", sum(good), len(good), "the matrix has no row")


def _is_valid(cells: Sequence[str]) -> bool:
    letters = [letter for cell in cells for letter in cell.split("/") if letter]
    return letters.count("A") == 1 and set(letters) <= set("RACI")


def agreement(matrix: Json, gold: Sequence[Letter]) -> tuple[list[Measure], list[Detail]]:
    """Return the share of gold cells with the very letters, and of gold cells that cite where the notes say so."""
    cells = [(letter, cell_of(matrix, letter)) for letter in gold]
    same = [set((cell or {}).get("letters", "").split("/")) == set(letter.letters.split("/")) for letter, cell in cells]
    shown = [_shows(cell, letter) for letter, cell in cells if letter.evidence]
    details = [
        Detail("letter", good, f"{letter.activity}, {letter.column}: {letter.letters} read, {_told(cell)} given")
        for (letter, cell), good in zip(cells, same, strict=True)
    ]
    measures = [
        Measure.rate("agreement", sum(same), len(same), "the notes give no letter"),
        Measure.rate("evidenced", sum(shown), len(shown), "the notes give no letter"),
    ]
    return measures, details


def cell_of(matrix: Json, letter: Letter) -> Json | None:
    """Return the cell that a letter of the gold is about; an activity may be named by a part of it."""
    named = [row for row in matrix["rows"] if plain(letter.activity) in plain(row["activity"])]
    cell: Json | None = named[0]["cells"].get(letter.column) if named else None
    return cell


def founded(matrix: Json) -> Measure:
    """Return the share of cells whose basis is what they cite: a citation where one is claimed, none where not."""
    texts = {document["id"]: document["text"] for document in matrix["documents"]}
    cells = [cell for row in matrix["rows"] for cell in row["cells"].values() if cell["letters"]]
    return Measure.rate("founded", sum(_is_founded(cell, texts) for cell in cells), len(cells), "the matrix is empty")


def _is_founded(cell: Json, texts: dict[str, str]) -> bool:
    spans = [c for c in cell["citations"] if c["document"] is not None]
    exact = all(texts.get(c["document"], "")[c["start"] : c["end"]] == c["text"] for c in spans)
    if cell["basis"] in FOUND:
        return bool(cell["citations"]) and exact
    return exact and not (cell["basis"] == "template" and cell["citations"])


def _shows(cell: Json | None, letter: Letter) -> bool:
    if cell is None or cell["basis"] not in FOUND or letter.evidence is None:
        return False
    said = plain(letter.evidence)
    return any(plain(c["text"]) in said or said in plain(c["text"]) for c in cell["citations"])


def _told(cell: Json | None) -> str:
    return f"{cell['letters'] or 'nothing'} ({cell['basis']})" if cell else "no cell"
