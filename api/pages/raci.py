"""Who does what: an account's responsibility matrices, what speaks for each letter, and who has accepted them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.access import Parts, Reader, Writer
from api.pages.accounts import show
from api.pages.forms import Sent
from api.pages.screen import Shown
from assistant.domain.raci import Basis, Letter, Matrix
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
        columns=[(column, wording.heading(column), wording.holders(matrix, column)) for column in matrix.columns],
        rows=[_row(matrix, number) for number in range(len(matrix.rows))],
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


def _row(matrix: Matrix, number: int) -> dict[str, object]:
    row = matrix.rows[number]
    cells = []
    for column in matrix.columns:
        cell = row.cells.get(column.id)
        highest = next((letter.value for letter in Letter if cell and letter in cell.held), "")
        words = "; ".join(wording.WORDS[letter] for letter in Letter if cell and letter in cell.held)
        cells.append({"cell": cell, "class": highest, "words": words, "heading": wording.heading(column)})
    return {"row": row, "cells": cells}


def _waiting(matrix: Matrix) -> list[str]:
    """Return who has not accepted yet."""
    have = {entry.by for entry in matrix.log if entry.what == "accepted"}
    return [name for name in matrix.acceptors if name not in have]
