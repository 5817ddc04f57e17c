"""`roles`: notes, usage data and contact lists in, a map of adoption roles out."""

from typing import Annotated, Literal

import typer

from assistant.cli.console import emit, refuse_terminal, say
from assistant.cli.draft import ACCOUNT, ACCOUNT_FILE, NOTES, USAGE
from assistant.cli.options import AsJson, BaseUrl, EngineOption, ModelOption, Output
from assistant.domain.errors import BadInput

RolesFormat = Literal["text", "json", "csv", "html", "xlsx", "docx", "svg"]
PEOPLE = typer.Option(
    metavar="CONTACTS.csv", help="A contact list with name, title, email, company. May be repeated.", show_default=False
)
SERVICES = typer.Option(metavar="FILE.toml", help="The services on offer, by role.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("roles")(roles)


def roles(  # noqa: PLR0913  one argument for each option
    notes: Annotated[list[str] | None, NOTES] = None,
    *,
    usage: Annotated[list[str] | None, USAGE] = None,
    people: Annotated[list[str] | None, PEOPLE] = None,
    account: Annotated[str | None, ACCOUNT] = None,
    account_file: Annotated[str | None, ACCOUNT_FILE] = None,
    services: Annotated[str | None, SERVICES] = None,
    engine: EngineOption = "auto",
    model: ModelOption = None,
    base_url: BaseUrl = None,
    as_json: AsJson = False,
    format_: Annotated[RolesFormat, typer.Option("--format", help="Form of the result.")] = "text",
    output: Output = None,
) -> None:
    """Map the people of an account to adoption roles, each with its evidence.

    Contact lists alone are enough; a title by itself gives low confidence only.
    """
    from assistant.bootstrap import roles as role_map
    from assistant.cli.inputs import read_all, read_one
    from assistant.cli.progress import progress
    from assistant.rendering.roles_formats import renderer
    from assistant.workflow.roles import RolesRequest
    from ingest.account_file import account_given

    if not (notes or usage or people):
        raise BadInput("NOTES", "there is nobody to map", mend="name notes, or give --people or --usage")
    if format_ in ("xlsx", "docx") and not as_json:
        refuse_terminal(f"--format {format_}", output)
    render = renderer("json" if as_json else format_)
    files = read_all([*(notes or []), *(people or []), *(usage or [])])
    some, lists = len(notes or []), len(people or [])
    request = RolesRequest(
        notes=files[:some],
        people=files[some : some + lists],
        usage=files[some + lists :],
        services=read_one(services) if services else None,
        account=account_given(read_one(account_file) if account_file else None, account),
        engine=engine,
        model=model,
        base_url=base_url,
    )
    with progress() as step:
        found = role_map(request, progress=step, notify=say)
    for notice in found.notices:
        say(notice)
    emit(render(found), output)
