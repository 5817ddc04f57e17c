"""`ingest`, `remove`, `reindex`, `search`: what is kept in a data folder."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.console import emit, say
from assistant.cli.options import Output

DATA = typer.Option(metavar="DIR", help="Folder in which accounts and documents are kept.")
ACCOUNT = typer.Option(metavar="NAME", help="The account's name.")
NOTES = typer.Argument(metavar="NOTES", help="Notes and transcripts; `-` for standard input.", show_default=False)
USAGE = typer.Option(metavar="FILE", help="Usage data: .csv, .parquet or .jsonl. May be repeated.", show_default=False)
DOCUMENT = typer.Argument(metavar="DOCUMENT", help="Its id, as `ingest` printed it.", show_default=False)
QUERY = typer.Argument(metavar="QUERY", help="Words or a question.", show_default=False)
ANY_ACCOUNT = typer.Option(metavar="NAME", help="Search this account only.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("ingest")(ingest)
    app.command("remove")(remove)
    app.command("reindex")(reindex)
    app.command("search")(search)


def ingest(
    notes: Annotated[list[str], NOTES],
    *,
    account: Annotated[str, ACCOUNT],
    data: Annotated[Path, DATA],
    usage: Annotated[list[str] | None, USAGE] = None,
    output: Output = None,
) -> None:
    """Keep and index notes and usage data of an account."""
    from assistant.bootstrap import keeper
    from assistant.cli.inputs import read_all
    from assistant.cli.progress import progress

    with progress() as step, keeper(data, notify=say, create=True) as kept:
        _print(kept.ingest(read_all(notes), read_all(usage or []), account=account, progress=step), output)


def remove(
    document: Annotated[str, DOCUMENT],
    *,
    account: Annotated[str, ACCOUNT],
    data: Annotated[Path, DATA],
    output: Output = None,
) -> None:
    """Remove a document and its passages."""
    from assistant.bootstrap import keeper
    from assistant.domain.filenames import shown_name

    with keeper(data, notify=say) as kept:
        _print(kept.remove(shown_name(document), account=account), output)


def reindex(*, data: Annotated[Path, DATA], output: Output = None) -> None:
    """Build the search index again from what is kept."""
    from assistant.bootstrap import keeper
    from assistant.cli.progress import progress

    with progress() as step, keeper(data, notify=say) as kept:
        _print(kept.reindex(progress=step), output)


def search(
    query: Annotated[str, QUERY],
    *,
    data: Annotated[Path, DATA],
    account: Annotated[str | None, ANY_ACCOUNT] = None,
    output: Output = None,
) -> None:
    """Find passages."""
    from assistant.bootstrap import keeper

    with keeper(data, notify=say) as kept:
        _print(kept.search(query, account=account), output)


def _print(result: Any, output: Path | None) -> None:
    emit(json.dumps(result, ensure_ascii=False, indent=2), output)
