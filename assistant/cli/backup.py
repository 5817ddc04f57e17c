"""`backup` and `restore`: everything that is kept, as one file."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import say

DATA = typer.Option(metavar="DIR", help="Folder in which everything is kept.")
TARGET = typer.Option("--output", "-o", metavar="FILE", help="The backup to write.")
SOURCE = typer.Argument(metavar="FILE", help="A backup.", show_default=False)
NEW = typer.Option(metavar="DIR", help="Folder to restore into: new or empty.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(*, data: Annotated[Path, DATA], output: Annotated[Path, TARGET]) -> None:
    """Write everything that is kept to one file; a server may go on meanwhile."""
    from assistant.bootstrap.backup import back_up

    counts = back_up(data, output)
    say(f"{output}: {_told(counts)}; it holds the notes themselves, so keep it as safe as them")


def restore(source: Annotated[Path, SOURCE], *, data: Annotated[Path, NEW]) -> None:
    """Make a data folder, or fill an empty database, from a backup."""
    from assistant.bootstrap.backup import restore as restored

    counts = restored(source, data)
    hooks = f"; {counts['hooks']} webhooks are switched off until they get a secret" if counts["hooks"] else ""
    say(f"{data}: {_told(counts)}; every hash held{hooks}")


def _told(counts: dict[str, int]) -> str:
    parts = ("accounts", "documents", "stories", "exports", "users", "files")
    return ", ".join(f"{counts[part]} {part}" for part in parts)
