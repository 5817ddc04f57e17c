"""`evals`: is this version better or worse than the last? From a checkout only; the suite is no part of the wheel."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.console import emit, say
from assistant.cli.options import AsJson, Output
from assistant.domain.errors import BadInput

if TYPE_CHECKING:
    from types import ModuleType

Suite = Literal["smoke", "full"]


class EngineKind(StrEnum):
    """Who writes; an enumeration, as options that are repeated take no literals."""

    EXTRACTIVE = "extractive"
    OPENAI = "openai"
    REPLAY = "replay"


SUITE = typer.Argument(metavar="SUITE", help="smoke (seconds) or full.", show_default=False)
ENGINE = typer.Option(help="Who writes; may be repeated. Default: extractive, and replay where replies are recorded.")
MODEL = typer.Option(metavar="NAME", help="Model for --engine openai; may be repeated.", show_default=False)
BASE_URL = typer.Option(metavar="URL", help="Where the model is.", show_default=False)
JUDGE = typer.Option(metavar="MODEL", help="Also have this model judge every claim of a story.", show_default=False)
REPLIES = typer.Option(metavar="FILE", help="Recorded replies for --engine replay.", show_default=False)
RECORD = typer.Option(metavar="FILE", help="Write the model's replies there, for a later replay.", show_default=False)
REPEAT = typer.Option(min=1, help="How often a model writes each case.")
LIMIT = typer.Option(min=1, help="At most so many cases of a task.", show_default=False)
SEED = typer.Option(help="Of everything that is drawn.", show_default=False)
DATA = typer.Option(metavar="DIR", help="Folder with external sets: wice, frank, begin, qmsum.", show_default=False)
TASK = typer.Option(metavar="NAME", help="Only this task; may be repeated.", show_default=False)
GATE = typer.Option(metavar="FILE", help="Gates to hold the run to; exits 1 where one does not.", show_default=False)
JUNIT = typer.Option(metavar="FILE", help="Write JUnit's XML there.", show_default=False)
HTML = typer.Option(metavar="DIR", help="Write the report and Inspect's viewer there.", show_default=False)
OUT = typer.Option(metavar="DIR", help="Keep the run there. Default: out/evals/SUITE.", show_default=False)
PROCESSES = typer.Option(min=1, max=64, help="Cases side by side.")
RUN = typer.Argument(metavar="RUN", help="A run's folder or file.", show_default=False)
LABELS = typer.Argument(metavar="LABELS.jsonl", help="What people said of texts, a case a line.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    room = typer.Typer(
        help="Run and compare evaluations (from a checkout).", no_args_is_help=True, rich_markup_mode=None
    )
    for name, command in (("run", run), ("list", list_), ("compare", compare), ("bless", bless), ("agree", agree),
                          ("harvest", harvest), ("view", view)):  # fmt: skip
        room.command(name)(command)
    app.add_typer(room, name="evals")


def run(  # noqa: PLR0913  an option each
    suite: Annotated[Suite, SUITE] = "full",
    *,
    engine: Annotated[list[EngineKind] | None, ENGINE] = None,
    model: Annotated[list[str] | None, MODEL] = None,
    base_url: Annotated[str | None, BASE_URL] = None,
    judge: Annotated[str | None, JUDGE] = None,
    replies: Annotated[Path | None, REPLIES] = None,
    record: Annotated[Path | None, RECORD] = None,
    repeat: Annotated[int, REPEAT] = 1,
    limit: Annotated[int | None, LIMIT] = None,
    seed: Annotated[int | None, SEED] = None,
    data: Annotated[Path | None, DATA] = None,
    task: Annotated[list[str] | None, TASK] = None,
    processes: Annotated[int, PROCESSES] = 2,
    gate: Annotated[Path | None, GATE] = None,
    junit: Annotated[Path | None, JUNIT] = None,
    html: Annotated[Path | None, HTML] = None,
    out: Annotated[Path | None, OUT] = None,
) -> int:
    """Run a suite and print its figures with their intervals.

    A run that was broken off goes on where it stopped. Exits 1 where a gate does not hold.
    """
    commands = _commands(inspect=True)
    given = {"engines": engine, "models": model, "replies": replies, "seed": seed, "only": task}
    wanted = commands.Wanted(
        suite=suite,
        base_url=base_url,
        judge=judge,
        record=record,
        repeats=repeat,
        limit=limit,
        data=data,
        processes=processes,
        gate=gate,
        junit=junit,
        html=html,
        out=out,
        **{name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if value},
    )
    with _telling() as tell:
        told = commands.run(wanted, tell=tell, say=say)
    emit(told.text, None)
    return 0 if told.passed else 1


def list_(
    suite: Annotated[Suite, SUITE] = "full", *, data: Annotated[Path | None, DATA] = None, output: Output = None
) -> None:
    """List the tasks with their cases and measures."""
    emit(_commands().listed(suite, data), output)


def compare(
    base: Annotated[str, typer.Argument(metavar="BASE", help="A run, or `blessed`.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another run.", show_default=False)],
    *,
    base_engine: Annotated[str | None, typer.Option(metavar="NAME", help="Only this engine of BASE.")] = None,
    new_engine: Annotated[str | None, typer.Option(metavar="NAME", help="Only this engine of NEW.")] = None,
    output: Output = None,
) -> None:
    """Say what moved between two runs: measures with their chance, and cases."""
    emit(_commands().compared(base, new, base_engine, new_engine), output)


def bless(run_: Annotated[str, RUN]) -> None:
    """Store a run as the baseline that later ones are held against."""
    emit(_commands().blessing(run_), None)


def agree(
    labels: Annotated[Path, LABELS],
    *,
    judge: Annotated[str | None, typer.Option(metavar="MODEL", help="Ask this model, not the checker.")] = None,
    base_url: Annotated[str | None, BASE_URL] = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Say how far the checker, or a model, agrees with what people said."""
    _commands()
    from evals.agreement.command import agreement

    emit(agreement(labels, judge=judge, base_url=base_url, as_json=as_json), output)


def harvest(
    *,
    data: Annotated[Path, typer.Option(metavar="DIR", help="The data folder of the service.", show_default=False)],
    output: Output = None,
) -> None:
    """Write reviewers' overrides and edits as new cases, to be looked at before they enter a data set."""
    _commands()
    from evals.harvest.command import harvested

    emit(harvested(data, say), output)


def view(
    run_: Annotated[Path, RUN] = Path("out/evals/full"),
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen on 127.0.0.1.")] = 7575,
) -> int:
    """Open the logs of a run in Inspect's own viewer."""
    _commands(inspect=True)
    from evals.running.launch import view as show

    return show(run_, port)


def _commands(*, inspect: bool = False) -> "ModuleType":
    """Return what the commands do.

    Raises:
        BadInput: this is no checkout, or Inspect is not installed.
    """
    checkout = Path(__file__).parents[2] / "evals" / "commands.py"
    if not checkout.is_file():
        raise BadInput("evals", "the suite is no part of an installed program", mend="run it from a checkout")
    if inspect and find_spec("inspect_ai") is None:
        mend = "install the extra `evals`, or run `make setup`"
        raise BadInput("evals", "Inspect (inspect-ai) is not installed", mend=mend)
    from evals import commands

    return commands


@contextmanager
def _telling() -> Iterator[Callable[[int, int, str], None]]:
    """Give a callback that tells how far a run is: a bar on a terminal, a line every tenth of the way elsewhere."""
    if not sys.stderr.isatty():
        yield _tenths
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        line = bar.add_task("starting", total=None)
        yield lambda done, total, task: bar.update(line, completed=done, total=total, description=task)


def _tenths(done: int, total: int, task: str) -> None:
    if done * 10 // total > (done - 1) * 10 // total:
        say(f"{done} of {total} cases done, {task}")
