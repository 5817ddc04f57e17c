"""The command `outcome-stories`: what is promised to other programs about exits and errors lives here.

Exit codes: 0 success, 1 a check did not hold or a model service stayed down, 2 bad usage or bad input
(an unexpected fault counts here too: a script must not take it for a failed check), 130 after Ctrl-C,
141 when the reader of our output has gone. An error is one line; `OUTCOME_STORIES_DEBUG=1` adds the
traceback of an unexpected one. Slow libraries are imported by the command that needs them.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from assistant.cli import backup, charter, draft, evals, guide, keeping, raci, roles, serve, tokens, verify, worker
from assistant.cli.console import PIPE_GONE, drop_output, say
from assistant.domain.errors import AssistantError, ModelFailed

PROGRAM = "outcome-stories"
SUMMARY = "Draft customer outcome stories in which every claim is traced to its evidence."
DEBUG = "OUTCOME_STORIES_DEBUG"
SUCCESS, CHECK_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


def command() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name=PROGRAM,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(help=SUMMARY)(_options)
    for room in (draft, guide, roles, verify, keeping, backup, raci, charter, evals, serve, worker, tokens):
        room.register(app)
    return app


def run() -> None:
    """Run the command line and leave with its exit code (entry point)."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; every fault has become one line on standard error."""
    try:
        code = command()(args=list(arguments), prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return PIPE_GONE
    except Exception as error:  # noqa: BLE001  the last border: a user never sees a traceback unasked
        return _failed(error)
    return code if isinstance(code, int) else SUCCESS


def _failed(error: Exception) -> int:
    if isinstance(error, ModelFailed):
        say(f"{error}; nothing was written. To draft without a model: the same command with --engine extractive")
        return CHECK_FAILED
    if isinstance(error, AssistantError):
        say(str(error))
        return BAD_INPUT
    if isinstance(error, typer.TyperException):
        say(_usage(error.format_message()))
        return BAD_INPUT
    return _unexpected(error)


def _usage(message: str) -> str:
    text = " ".join(message.replace("Value error, ", "").split()).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}; see `{PROGRAM} --help`"


def _unexpected(error: Exception) -> int:
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    about = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    say(f"unexpected fault, not your doing: {about}; set {DEBUG}=1 to see where, and please report it")
    return BAD_INPUT


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"{PROGRAM} {version('outcome-story-assistant')}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """What stands before a command."""
