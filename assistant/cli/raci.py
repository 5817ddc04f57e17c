"""`raci`: suggest a responsibility matrix, or check one."""

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assistant.cli.console import emit, refuse_terminal, say
from assistant.cli.options import AsJson, BaseUrl, EngineOption, ModelOption, Output, Redact

if TYPE_CHECKING:
    from assistant.domain.documents import NamedBytes
    from assistant.domain.raci import Matrix

Form = Literal["json", "csv", "md", "html", "xlsx"]
Variant = Literal["raci", "rasci", "daci", "rapid"]
MATRIX = typer.Argument(
    metavar="MATRIX", help="A matrix in .csv, .md or .xlsx; `-` for standard input.", show_default=False
)
VARIANT = typer.Option(help="Which letters the matrix is written in.")
NOTES = typer.Argument(metavar="NOTES", help="Notes and transcripts; `-` for standard input.", show_default=False)
PROCESS = typer.Option(metavar="NAME|FILE", help="renewal, onboarding, expansion or story; or a process in TOML.")
PEOPLE = typer.Option(metavar="FILE", help="Contact lists in csv. May be repeated.", show_default=False)
USAGE = typer.Option(metavar="FILE", help="Usage data: .csv, .parquet or .jsonl. May be repeated.", show_default=False)
POLICY = typer.Option(metavar="FILE", help="Decision rights, thresholds and owners in TOML.", show_default=False)
CHARTERS = typer.Option(
    "--charter", metavar="FILE", help="A function's charter in TOML, over the packaged one.", show_default=False
)
ACCOUNT = typer.Option(metavar="NAME", help="The account's name; else the notes' header says it.", show_default=False)
ACCOUNT_FILE = typer.Option(metavar="FILE", help="What is known of the account, in TOML.", show_default=False)
SEGMENT = typer.Option(metavar="NAME", help="smb, midmarket, enterprise or strategic.", show_default=False)
SUGGESTION = typer.Argument(metavar="MATRIX.json", help="A matrix made by `raci suggest`.", show_default=False)
STEP = typer.Argument(help="Accept it, put it in force, confirm a decision, or record that it was changed.")
BY = typer.Option(metavar="NAME", help="Who does this.", show_default=False)
RIGHT = typer.Option(metavar="NAME", help="The decision right that was used.", show_default=False)
NOTE = typer.Option(metavar="TEXT", help="A remark; for a change, the reason.", show_default=False)
DEAL = typer.Option(metavar="NAME=VALUE", help="What is known of a deal, such as deal_value=60000.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Suggest or check a responsibility matrix.")
    group.command("suggest")(suggest)
    group.command("check")(check)
    group.command("record")(record)
    group.command("rights")(rights)
    app.add_typer(group, name="raci")


def suggest(  # noqa: PLR0913  one argument for each option
    notes: Annotated[list[str] | None, NOTES] = None,
    *,
    process: Annotated[str, PROCESS] = "renewal",
    people: Annotated[list[str] | None, PEOPLE] = None,
    usage: Annotated[list[str] | None, USAGE] = None,
    policy: Annotated[str | None, POLICY] = None,
    charter: Annotated[list[str] | None, CHARTERS] = None,
    account: Annotated[str | None, ACCOUNT] = None,
    account_file: Annotated[str | None, ACCOUNT_FILE] = None,
    segment: Annotated[str | None, SEGMENT] = None,
    by: Annotated[Literal["function", "person"], typer.Option(help="What the columns are.")] = "function",
    redact: Annotated[Redact, typer.Option(help="Find personal data: list it, or replace it.")] = "suggest",
    engine: EngineOption = "auto",
    model: ModelOption = None,
    base_url: BaseUrl = None,
    variant: Annotated[Variant, typer.Option(help="Letters of the export; json is always in RACI.")] = "raci",
    format_: Annotated[Form, typer.Option("--format", help="Form of the result.")] = "json",
    output: Output = None,
) -> None:
    """Suggest a responsibility matrix for a process, each letter with what speaks for it."""
    from datetime import UTC, datetime

    from assistant.bootstrap import raci as suggest_matrix
    from assistant.cli.inputs import read_all, read_one
    from assistant.cli.progress import progress
    from assistant.workflow.raci import RaciRequest
    from ingest.account_file import account_given

    if format_ == "xlsx":
        refuse_terminal("--format xlsx", output)
    request = RaciRequest(
        process=process,
        process_file=_one(process) if process.endswith(".toml") else None,
        notes=read_all(notes or []),
        usage=read_all(usage or []),
        people=read_all(people or []),
        charters=read_all(charter or []),
        policy=_one(policy),
        account=account_given(read_one(account_file) if account_file else None, account),
        segment=segment,
        by=by,
        redact=redact,
        engine=engine,
        model=model,
        base_url=base_url,
    )
    with progress() as step:
        matrix = suggest_matrix(request, progress=step, notify=say, clock=datetime.now(UTC))
    emit(_rendered(matrix, format_, variant), output)


def _one(path: str | None) -> "NamedBytes | None":
    from assistant.cli.inputs import read_one

    return read_one(path) if path else None


def _rendered(matrix: "Matrix", form: Form, variant: Variant) -> str | bytes:
    from assistant.domain.variants import VARIANTS
    from assistant.rendering.raci_formats import renderer
    from assistant.rendering.raci_wording import lost

    if form != "json" and (count := lost(matrix, VARIANTS[variant])):
        say(f"{variant.upper()} has no letter for {_count(count, 'cell')} that is only informed: left empty")
    return renderer(form)(matrix, VARIANTS[variant])


def record(
    matrix: Annotated[str, SUGGESTION],
    step: Annotated[Literal["accept", "enforce", "confirm", "change"], STEP],
    *,
    by: Annotated[str, BY],
    right: Annotated[str | None, RIGHT] = None,
    note: Annotated[str, NOTE] = "",
    output: Output = None,
) -> None:
    """Write a step into a matrix's log: suggested, accepted by everybody named, in force; decisions under a right."""
    from datetime import UTC, datetime

    from assistant.cli.inputs import read_one
    from assistant.domain.variants import VARIANTS
    from assistant.rendering.raci_formats import to_json
    from assistant.workflow.raci_log import advance, read_matrix

    before = read_matrix(read_one(matrix))
    after = advance(before, step, by, datetime.now(UTC), right=right, note=note)
    say(f"{after.state.value.replace('_', ' ')}; {_count(len(after.log), 'entry', 'entries')} in the log")
    emit(to_json(after, VARIANTS["raci"]), output)


def rights(
    *,
    policy: Annotated[str | None, POLICY] = None,
    deal: Annotated[list[str] | None, DEAL] = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Say who decides on a deal, what is beyond the limits, and who confirms within what time."""
    from assistant.workflow.raci_log import deal_of, who_decides

    found = who_decides(_one(policy), deal_of(deal or []))
    emit(json.dumps(found, ensure_ascii=False, indent=2) if as_json else "\n".join(map(_decision, found)), output)


def _decision(found: dict[str, Any]) -> str:
    lines = [f"{found['right']}: {found['owner']} decides"]
    lines += [f"  beyond the limits: {beyond}" for beyond in found["beyond"]]
    if found["unknown"]:
        lines.append(f"  cannot be told without {', '.join(found['unknown'])}: {found['told']}")
    elif found["confirmed_by"]:
        lines.append(f"  {found['confirmed_by']} confirms within {found['within_hours']:g} hours")
    else:
        lines.append("  no confirmation needed")
    return "\n".join(lines)


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


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
