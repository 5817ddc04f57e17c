"""Columns of people instead of functions, where one person alone fills the function."""

from assistant.domain.raci import Column, Matrix, Row


def by_person(matrix: Matrix) -> Matrix:
    """Return the matrix with each function that one person fills as a column of that person.

    A function that nobody or several fill stays a function: who of several is accountable is not ours to say.
    """
    people = {person.id: person for person in matrix.people}
    ids = {column.id: column.people[0] for column in matrix.columns if len(column.people) == 1}

    def column_of(column: Column) -> Column:
        if column.id not in ids:
            return column
        name = f"{people[ids[column.id]].name} ({column.name or column.id})"
        return Column(id=ids[column.id], kind="person", people=column.people, name=name)

    def row_of(row: Row) -> Row:
        return row.model_copy(update={"cells": {ids.get(id_, id_): cell for id_, cell in row.cells.items()}})

    named = {column.name: column_of(column).name for column in matrix.columns}
    warnings = tuple(
        found.model_copy(update={"column": named.get(found.column, found.column)}) if found.column else found
        for found in matrix.findings.warnings
    )
    return matrix.model_copy(
        update={
            "columns": tuple(map(column_of, matrix.columns)),
            "rows": tuple(map(row_of, matrix.rows)),
            "people": tuple(
                person.model_copy(update={"column": ids.get(person.column, person.column)}) if person.column else person
                for person in matrix.people
            ),
            "findings": matrix.findings.model_copy(update={"warnings": warnings}),
        }
    )
