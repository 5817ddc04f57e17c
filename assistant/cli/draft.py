"""`draft`: notes and usage data in, a checked story out."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import emit, refuse_terminal, say
from assistant.cli.options import Engine, Format, Kind, Output, Redact
from assistant.domain.errors import BadInput

NOTES = typer.Argument(
    metavar="NOTES",
    help="Notes and transcripts: .txt .md .docx .pdf .vtt .srt .html .eml, `-` for standard input.",
    show_default=False,
)
USAGE = typer.Option(metavar="FILE", help="Usage data: .csv, .parquet or .jsonl. May be repeated.", show_default=False)
ACCOUNT = typer.Option(metavar="NAME", help="The account's name; else the notes' header says it.", show_default=False)
ACCOUNT_FILE = typer.Option(metavar="FILE", help="What is known of the account, in TOML.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("draft")(draft)


def draft(  # noqa: PLR0913  one argument for each option
    notes: Annotated[list[str] | None, NOTES] = None,
    *,
    usage: Annotated[list[str] | None, USAGE] = None,
    account: Annotated[str | None, ACCOUNT] = None,
    account_file: Annotated[str | None, ACCOUNT_FILE] = None,
    kind: Annotated[Kind, typer.Option(help="What to write.")] = "story",
    engine: Annotated[Engine, typer.Option(help="`auto` asks a model only where settings name one.")] = "auto",
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Model of the service.", show_default=False)] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="An OpenAI-compatible service.", show_default=False)
    ] = None,
    redact: Annotated[Redact, typer.Option(help="Find personal data: list it, or replace it.")] = "suggest",
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep there, and use what is kept there.", show_default=False)
    ] = None,
    expires: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day of a partner asset, YYYY-MM-DD.", show_default=False)
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="LANG", help="Language of the story, such as `de`; needs a model service.", show_default=False
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="Form of the result.")] = "json",
    output: Output = None,
) -> None:
    """Write an outcome story from notes and usage data."""
    from assistant.bootstrap import draft as write_story
    from assistant.cli.inputs import read_all, read_one
    from assistant.cli.progress import progress
    from assistant.rendering.formats import BINARY, renderer
    from assistant.workflow.drafting import DraftRequest
    from ingest.account_file import account_given

    if format_ in BINARY:
        refuse_terminal(f"--format {format_}", output)
    render = renderer(format_)
    last_day = _last_day(expires, kind) if expires is not None else None
    if not notes and data is None:
        raise BadInput("NOTES", "there are no notes", mend="name at least one file, or `-` for standard input")
    given = account_given(read_one(account_file) if account_file is not None else None, account)
    request = DraftRequest(
        notes=read_all(notes or []),
        usage=read_all(usage or []),
        account=given,
        kind=kind,
        engine=engine,
        model=model,
        base_url=base_url,
        redact=redact,
        data=data,
        expires=last_day,
        language=_language(language),
    )
    with progress() as step:
        story = write_story(request, notify=say, progress=step)
    emit(render(story), output)


def _language(code: str | None) -> str | None:
    if code is None or (len(code) == 2 and code.isascii() and code.isalpha()):  # noqa: PLR2004  ISO 639-1
        return code.lower() if code else None
    raise BadInput("--language", f"{code!r} is no language code", mend="write two letters, such as en or de")


def _last_day(text: str, kind: str) -> date:
    if kind != "partner":
        raise BadInput("--expires", f"a {kind} does not expire", mend="leave it out, or ask for --kind partner")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("--expires", f"{text!r} is no day", mend="write it as YYYY-MM-DD") from error
