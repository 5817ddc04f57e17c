"""The forms of a responsibility matrix by name."""

import csv
import io
import json
from collections.abc import Callable

from assistant.domain.raci import Matrix
from assistant.domain.variants import Variant
from assistant.rendering.cells import inert
from assistant.rendering.raci_wording import heading, letters

Render = Callable[[Matrix, Variant], str | bytes]
RIGHT = "Decision right"


def renderer(name: str) -> Render:
    """Return what turns a matrix into that form; asked for before any work is done.

    Raises:
        KeyError: there is no such form.
    """
    if name == "json":
        return to_json
    if name == "csv":
        return to_csv
    if name == "md":
        from assistant.rendering.raci_markdown import to_markdown

        return to_markdown
    if name == "html":
        from assistant.rendering.raci_page import to_html

        return to_html
    if name == "xlsx":
        from assistant.rendering.raci_workbook import to_xlsx

        return to_xlsx
    raise KeyError(name)


def to_json(matrix: Matrix, variant: Variant) -> str:  # noqa: ARG001  json always holds our own letters
    """Return the matrix as the contract has it; always in RACI letters."""
    return json.dumps(matrix.model_dump(mode="json"), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_csv(matrix: Matrix, variant: Variant) -> str:
    """Return the matrix alone, one activity a row, as `raci check` reads it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    rights = [RIGHT] if any(row.right for row in matrix.rows) else []
    writer.writerow([*map(inert, ("Activity", *(heading(column) for column in matrix.columns))), *rights])
    for row in matrix.rows:
        cells = [letters(row.cells.get(column.id), variant) for column in matrix.columns]
        writer.writerow([inert(row.activity), *cells, *([inert(row.right or "")] if rights else [])])
    return target.getvalue()
