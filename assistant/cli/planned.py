"""Commands that are promised and not built yet: they say so, and exit 2."""

from collections.abc import Callable

import typer

from assistant.domain.errors import NotBuilt

PLANNED = {
    "worker": "Run drafting jobs.",
}
_TAKE_ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}


def register(app: typer.Typer) -> None:
    """Add a command for each."""
    for name, summary in PLANNED.items():
        app.command(name, help=f"{summary} Not built yet.", context_settings=_TAKE_ANYTHING)(_refuse(name))


def _refuse(name: str) -> Callable[[typer.Context], None]:
    def refuse(context: typer.Context) -> None:  # noqa: ARG001  typer hands over what was typed only with this
        raise NotBuilt(f"`outcome-stories {name}`")

    return refuse
