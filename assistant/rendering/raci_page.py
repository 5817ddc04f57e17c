"""A responsibility matrix as one HTML file that needs nothing else; colours only repeat what the letters say."""

from importlib.resources import files

from assistant.domain.raci import Basis, Letter, Matrix, MatrixPerson
from assistant.domain.variants import Variant
from assistant.rendering import raci_wording as wording
from assistant.rendering.webpage import page


def to_html(matrix: Matrix, variant: Variant) -> str:
    """Return the matrix with its findings and what speaks for each letter as a self-contained page."""
    style = files("assistant.rendering").joinpath("templates", "raci.css").read_text("utf-8")
    told = [reason for reason in wording.reasons(matrix, variant) if reason.basis is not Basis.TEMPLATE]
    numbers = {(reason.activity, reason.column): number for number, reason in enumerate(told, start=1)}
    return page(
        "raci.html.j2",
        style=style,
        matrix=matrix,
        title=matrix.title or matrix.process,
        state=wording.STATES[matrix.state.value],
        legend=wording.legend(variant),
        columns=[(wording.heading(c), wording.holders(matrix, c)) for c in matrix.columns],
        rows=[_row(matrix, index, variant, numbers) for index in range(len(matrix.rows))],
        reasons=told,
        bases=wording.BASES,
        place=wording.place,
        by_template=sum(c.basis is Basis.TEMPLATE for row in matrix.rows for c in row.cells.values()),
        nowhere=_nowhere(matrix),
    )


def _row(matrix: Matrix, index: int, variant: Variant, numbers: dict[tuple[str, str], int]) -> dict[str, object]:
    row = matrix.rows[index]
    cells = []
    for column in matrix.columns:
        cell = row.cells.get(column.id)
        highest = next((letter.value for letter in Letter if cell and letter in cell.held), "")
        words = "; ".join(wording.WORDS[letter] for letter in Letter if cell and letter in cell.held)
        note = numbers.get((row.activity, wording.heading(column)))
        cells.append({"letters": wording.letters(cell, variant), "class": highest, "words": words, "note": note})
    return {"activity": row.activity, "cells": cells, "right": row.right, "threshold": row.threshold}


def _nowhere(matrix: Matrix) -> tuple[MatrixPerson, ...]:
    return tuple(person for person in matrix.people if person.column is None)
