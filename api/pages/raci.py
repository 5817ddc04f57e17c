"""Who does what: an account's responsibility matrices, what speaks for each letter, and who has accepted them."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Response

from api.access import Parts, Reader, Writer
from api.pages.accounts import show
from api.pages.forms import Sent
from api.pages.screen import Shown
from assistant.domain.raci import Basis, Cell, Column, Finding, Letter, Matrix, Row
from assistant.rendering import raci_wording as wording
from assistant.workflow.desk import charts

router = APIRouter(prefix="/accounts/{account}/raci", include_in_schema=False)
PROCESSES = {
    "renewal": "Renewal",
    "onboarding": "Onboarding",
    "expansion": "Expansion",
    "story": "Making a story",
}
Chosen = Annotated[str, Query(max_length=40)]


class Found(NamedTuple):
    """What a rule says, with the number that the matrix points to it by."""

    number: int
    finding: Finding
    error: bool


class Heading(NamedTuple):
    """A column with who stands in it."""

    name: str
    people: tuple[str, ...]
    found: tuple[Found, ...]


class Square(NamedTuple):
    """A cell of the matrix: its highest letter, and what its letters mean in words."""

    cell: Cell | None
    highest: str
    words: str
    heading: str
    found: tuple[Found, ...]


class Line(NamedTuple):
    """An activity with its cells."""

    row: Row
    cells: tuple[Square, ...]
    found: tuple[Found, ...]


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown, process: Chosen = "renewal") -> Response:
    """Show the matrix of a process, suggested where there is none."""
    matrix = charts.raci(parts.desk, user, account, process)
    return show(
        parts,
        user,
        screen,
        account,
        "raci",
        process=process,
        processes=PROCESSES,
        matrix=matrix,
        state=wording.STATES[matrix.state.value],
        columns=[_column(matrix, column) for column in matrix.columns],
        rows=[_row(matrix, row, _findings(matrix)) for row in matrix.rows],
        findings=_findings(matrix),
        meanings={letter.value: words for letter, words in wording.WORDS.items()},
        waiting=_waiting(matrix),
        bases=wording.BASES,
        by_template=Basis.TEMPLATE,
    )


@router.post("/accept")
def accept(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Record that somebody named accepts the matrix."""
    process = sent.text("process")
    charts.accept_raci(parts.desk, user, account, process, sent.text("by"))
    return screen.go(f"/accounts/{account}/raci?process={process}", "saved")


@router.post("/enforce")
def enforce(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Put the matrix in force."""
    process = sent.text("process")
    charts.put_in_force(parts.desk, user, account, process)
    return screen.go(f"/accounts/{account}/raci?process={process}", "saved")


@router.post("/suggest")
def suggest(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Suggest a new matrix from what is kept now."""
    process = sent.text("process")
    charts.raci(parts.desk, user, account, process, refresh=True)
    return screen.go(f"/accounts/{account}/raci?process={process}", "saved")


def _findings(matrix: Matrix) -> tuple[Found, ...]:
    errors = [(finding, True) for finding in matrix.findings.errors]
    warnings = [(finding, False) for finding in matrix.findings.warnings]
    return tuple(Found(n, one, error) for n, (one, error) in enumerate((*errors, *warnings), start=1))


def _column(matrix: Matrix, column: Column) -> Heading:
    name = wording.heading(column)
    found = [one for one in _findings(matrix) if one.finding.column == name and one.finding.row is None]
    return Heading(name, wording.holders(matrix, column), tuple(found))


def _row(matrix: Matrix, row: Row, findings: tuple[Found, ...]) -> Line:
    own = [one for one in findings if one.finding.row == row.activity]
    cells = []
    for column in matrix.columns:
        cell, name = row.cells.get(column.id), wording.heading(column)
        held = [letter for letter in Letter if cell and letter in cell.held]
        words = "; ".join(wording.WORDS[letter] for letter in held)
        found = tuple(one for one in own if one.finding.column == name)
        cells.append(Square(cell, held[0].value if held else "", words, name, found))
    return Line(row, tuple(cells), tuple(one for one in own if one.finding.column is None))


def _waiting(matrix: Matrix) -> list[str]:
    """Return who has not accepted yet."""
    have = {entry.by for entry in matrix.log if entry.what == "accepted"}
    return [name for name in matrix.acceptors if name not in have]
