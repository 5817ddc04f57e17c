"""`worker`: a further process that runs jobs, on PostgreSQL with a Chroma server."""

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr

from assistant.cli.console import say
from assistant.domain.errors import BadInput

if TYPE_CHECKING:
    from assistant.settings import Settings

DATABASE = typer.Option(
    metavar="URL",
    help="PostgreSQL that servers and workers share; others may see an option, not OUTCOME_STORIES_DATABASE_URL.",
    show_default=False,
)
CHROMA = typer.Option(metavar="URL", help="The Chroma server that they share.", show_default=False)
DATA = typer.Option(metavar="DIR", help="Folder of this worker's own, for unfinished work.", show_default=False)
NAME = typer.Option(metavar="NAME", help="A name no other worker has; else the machine's.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("worker")(worker)


def worker(
    *,
    database_url: Annotated[str | None, DATABASE] = None,
    chroma_url: Annotated[str | None, CHROMA] = None,
    data: Annotated[Path | None, DATA] = None,
    name: Annotated[str | None, NAME] = None,
) -> None:
    """Run drafting jobs beside a server, until asked to stop."""
    from assistant.bootstrap.service import data_home, service
    from assistant.settings import load_settings

    settings = load_settings(os.environ)
    given: dict[str, object] = {}
    if database_url is not None:
        given["database_url"] = SecretStr(database_url)
    if chroma_url is not None:
        given["chroma_url"] = chroma_url
    settings = settings.model_copy(update=given)
    _refuse_alone(settings)
    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_stop.set())
    with service(data or data_home(os.environ) / "worker", settings, notify=say, worker=name):
        say("running jobs; stop with Ctrl-C, what is unfinished goes on elsewhere or at the next start")
        asked_to_stop.wait()


def _refuse_alone(settings: "Settings") -> None:
    """Refuse what only one process may have open.

    Raises:
        BadInput: database, Chroma server or secret are not named.
    """
    if settings.database_url is None:
        problem = "a data folder is worked on by the one process that has it open"
        mend = "name PostgreSQL, or start only 'outcome-stories serve', which runs jobs itself"
        raise BadInput("--database-url", problem, mend=mend)
    if settings.chroma_url is None:
        problem = "a folder of vectors loses some when two processes have it open"
        raise BadInput("--chroma-url", problem, mend="start a server with 'chroma run' and name it")
    if settings.secret_key is None:
        problem = "servers and workers side by side share one secret, and none is set"
        raise BadInput("OUTCOME_STORIES_SECRET_KEY", problem, mend="set the same one for all of them")
