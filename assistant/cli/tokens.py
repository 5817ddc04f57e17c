"""`token create|list|revoke`: secrets with which programs sign in."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.console import emit, say
from assistant.cli.options import Output
from assistant.cli.serve import DATA

if TYPE_CHECKING:
    from assistant.workflow.desk.desk import Desk

Role = Literal["csm", "reviewer", "ops", "admin"]
ACCOUNT = typer.Option(metavar="ID", help="An account that a csm looks after. May be repeated.", show_default=False)
NAME = typer.Option(metavar="NAME", help="Whom or what it is for; else the role.", show_default=False)
DAYS = typer.Option(min=1, max=3650, help="How long it lasts.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Make, list and revoke access tokens for the API.", no_args_is_help=True)
    group.command("create")(create)
    group.command("list")(list_all)
    group.command("revoke")(revoke)
    app.add_typer(group, name="token")


def create(
    *,
    role: Annotated[Role, typer.Option(help="What its bearer may do.")],
    data: Annotated[Path | None, DATA] = None,
    name: Annotated[str | None, NAME] = None,
    account: Annotated[list[str] | None, ACCOUNT] = None,
    days: Annotated[int, DAYS] = 90,
    output: Output = None,
) -> None:
    """Make a user with a token, and print the token; it is shown only now."""
    from assistant.bootstrap.first_start import token_for
    from assistant.domain.users import UserRole

    with _desk(data) as desk:
        issued = token_for(desk, UserRole(role), name=name or role, accounts=tuple(account or ()), days=days)
    say(f"{issued.token.id} of {issued.token.user}, until {issued.token.expires_at:%Y-%m-%d}")
    emit(issued.secret, output)


def list_all(*, data: Annotated[Path | None, DATA] = None, output: Output = None) -> None:
    """List users and their tokens, without secrets."""
    from assistant.bootstrap.first_start import all_tokens

    with _desk(data) as desk:
        known = all_tokens(desk)
    result = [
        user.model_dump(mode="json")
        | {"tokens": [token.model_dump(mode="json", exclude={"sha256", "user"}) for token in tokens]}
        for user, tokens in known
    ]
    emit(json.dumps({"users": result}, ensure_ascii=False, indent=2), output)


def revoke(
    token: Annotated[str, typer.Argument(metavar="TOKEN", help="Its id, as `token list` prints it.")],
    *,
    data: Annotated[Path | None, DATA] = None,
) -> None:
    """Let a token open nothing more."""
    from assistant.bootstrap.first_start import all_tokens, operator
    from assistant.domain.errors import NotFound
    from assistant.workflow.desk.signing import revoke as revoke_token

    with _desk(data) as desk:
        owner = next((user.id for user, tokens in all_tokens(desk) if token in {each.id for each in tokens}), None)
        if owner is None:
            raise NotFound(f"no token {token!r} is kept here; see 'outcome-stories token list'")
        revoke_token(desk, operator(desk), owner, token)
    say(f"{token} is revoked")


@contextmanager
def _desk(data: Path | None) -> Iterator["Desk"]:
    from assistant.bootstrap.service import data_home, people_desk
    from assistant.settings import load_settings

    with people_desk(data or data_home(os.environ), load_settings(os.environ)) as desk:
        yield desk
