"""`guide`: notes and usage data in, questions for the next interview out."""

from typing import Annotated, Literal

import typer

from assistant.cli.console import emit, say
from assistant.cli.draft import ACCOUNT, ACCOUNT_FILE, USAGE
from assistant.cli.options import Output, Redact

NOTES = typer.Argument(
    metavar="NOTES",
    help="What there is so far: .txt .md .docx .pdf .vtt .srt .html .eml, `-` for standard input.",
    show_default=False,
)
GuideFormat = Literal["json", "md", "html"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("guide")(guide)


def guide(
    notes: Annotated[list[str], NOTES],
    *,
    usage: Annotated[list[str] | None, USAGE] = None,
    account: Annotated[str | None, ACCOUNT] = None,
    account_file: Annotated[str | None, ACCOUNT_FILE] = None,
    redact: Annotated[Redact, typer.Option(help="Find personal data: list it, or replace it.")] = "suggest",
    format_: Annotated[GuideFormat, typer.Option("--format", help="Form of the result.")] = "json",
    output: Output = None,
) -> None:
    """Prepare the next interview: what to ask, why, and whom.

    Questions come from what the notes leave open; none holds a figure or an answer.
    """
    from assistant.bootstrap import guide as prepare
    from assistant.cli.inputs import read_all, read_one
    from assistant.cli.progress import progress
    from assistant.rendering.guide import guide_renderer
    from assistant.workflow.drafting import DraftRequest
    from ingest.account_file import account_given

    request = DraftRequest(
        notes=read_all(notes),
        usage=read_all(usage or []),
        account=account_given(read_one(account_file) if account_file else None, account),
        redact=redact,
    )
    with progress() as step:
        made = prepare(request, notify=say, progress=step)
    emit(guide_renderer(format_)(made), output)
