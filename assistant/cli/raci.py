"""`raci`: suggest a responsibility matrix, or check one."""

import json
from typing import Annotated, Any, Literal

import typer

from assistant.cli.console import emit
from assistant.cli.options import AsJson, Output

Variant = Literal["raci", "rasci", "daci", "rapid"]
MATRIX = typer.Argument(
    metavar="MATRIX", help="A matrix in .csv, .md or .xlsx; `-` for standard input.", show_default=False
)
VARIANT = typer.Option(help="Which letters the matrix is written in.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Suggest or check a responsibility matrix.")
    group.command("check")(check)
    app.add_typer(group, name="raci")


def check(
    matrix: Annotated[str, MATRIX],
    *,
    variant: Annotated[Variant, VARIANT] = "raci",
    as_json: AsJson = False,
    output: Output = None,
) -> int:
    """Hold a responsibility matrix against the rules.

    Exits 1 where a row has no A, or more than one; everything else is a warning.
    """
    from assistant.cli.inputs import read_one
    from assistant.workflow.raci_check import check_matrix

    result = check_matrix(read_one(matrix), variant)
    emit(json.dumps(result, ensure_ascii=False, indent=2) if as_json else report(result), output)
    return 1 if result["errors"] else 0


def report(result: dict[str, Any]) -> str:
    """Return a check as lines to read."""
    lines = [f"{_count(table['rows'], 'row')}, columns: {', '.join(table['columns'])}{_called(table['name'])}"
             for table in result["tables"]]  # fmt: skip
    lines += [f"note: {note}" for note in result["notes"]]
    for kind in ("errors", "warnings"):
        lines += [_line(kind.removesuffix("s"), found) for found in result[kind]]
    return "\n".join(
        [*lines, f"{_count(len(result['errors']), 'error')}, {_count(len(result['warnings']), 'warning')}"]
    )


def _line(kind: str, found: dict[str, str]) -> str:
    where = f" (in {found['table']})" if "table" in found else ""
    return f"{kind:<8}{found['rule']:<30}{found['message']}{where}"


def _called(name: str | None) -> str:
    return f" – {name}" if name else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
