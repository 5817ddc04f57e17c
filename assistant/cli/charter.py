"""`charter`: what each function of the vendor is for, checked and shown."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import emit
from assistant.cli.options import AsJson, Output

if TYPE_CHECKING:
    from assistant.domain.charters import Charter

FILES = typer.Argument(
    metavar="FILES", help="Charters in TOML, one a file; none checks the packaged set.", show_default=False
)
NAME = typer.Argument(metavar="NAME", help="Function whose charter to show; none lists them.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Check or show the charters of the vendor's functions.")
    group.command("check")(check)
    group.command("show")(show)
    app.add_typer(group, name="charter")


def check(files: Annotated[list[str] | None, FILES] = None, *, as_json: AsJson = False, output: Output = None) -> int:
    """Hold charters against the rules and against each other.

    Exits 1 where one expects what another does not list as its job, or a part is missing.
    """
    from assistant.cli.inputs import read_all
    from assistant.workflow.charters import check_charters

    result = check_charters(read_all(files or []))
    emit(json.dumps(result, ensure_ascii=False, indent=2) if as_json else report(result), output)
    return 1 if result["errors"] else 0


def report(result: dict[str, Any]) -> str:
    """Return a check as lines to read."""
    lines = [
        f"{kind.removesuffix('s'):<8}{found['rule']:<23}{found['charter']}: {found['message']}"
        for kind in ("errors", "warnings")
        for found in result[kind]
    ]
    counts = ", ".join(f"{len(result[kind])} {kind}" for kind in ("charters", "errors", "warnings"))
    return "\n".join([*lines, counts])


def show(name: Annotated[str | None, NAME] = None, *, as_json: AsJson = False, output: Output = None) -> None:
    """List the packaged charters, or show one."""
    from assistant.workflow.charters import show_charters

    found = show_charters(name)
    if as_json:
        shown: Any = [charter.model_dump() for charter in found] if name is None else found[0].model_dump()
        emit(json.dumps(shown, ensure_ascii=False, indent=2), output)
    elif name is None:
        emit("\n".join(f"{charter.name:<21}{charter.mission}" for charter in found), output)
    else:
        emit("\n".join(_lines(found[0])), output)


def _lines(charter: "Charter") -> list[str]:
    needs = [f"{need.on}: {need.expects}" for need in charter.dependencies]
    parts = (
        ("Operating metrics", charter.metrics),
        ("Results they foretell", charter.results),
        ("Cost metric", charter.cost_metric or (charter.no_cost_metric,)),
        ("Activities", charter.activities),
        ("Risks", charter.risks),
        ("Depends on", needs),
    )
    lines = [f"{charter.title or charter.name} ({charter.name})", "", charter.mission]
    for heading, items in parts:
        if items:
            lines += ["", heading, *(f"  - {item}" for item in items)]
    return lines
