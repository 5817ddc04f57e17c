"""How good the program is: the newest run of the evals, as they wrote it, with its intervals."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter, Response

from api.access import Operator, Parts
from api.pages.screen import Shown

router = APIRouter(prefix="/evals", include_in_schema=False)
_SCHEMA = "evals-run/1"


class Figure(NamedTuple):
    """A figure with its interval; `value` None is unscored. Places are in percent of the scale from 0 to 1."""

    task: str
    engine: str
    title: str
    value: float | None
    low: float | None
    high: float | None
    scored: int
    unscored: int


class Run(NamedTuple):
    """A run as its file tells it."""

    name: str
    suite: str
    figures: tuple[Figure, ...]


@router.get("")
def page(parts: Parts, user: Operator, screen: Shown) -> Response:  # noqa: ARG001  declares who may use it
    """Show the newest run in the folder of the settings."""
    folder = parts.settings.eval_runs
    return screen.show("admin/evals.html.j2", here="evals", run=_newest(folder), folder=folder)


def _newest(folder: Path) -> Run | None:
    found = sorted(folder.glob("*/run.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    return next((run for path in found if (run := _read(path)) is not None), None)


def _read(path: Path) -> Run | None:
    """Return a run; None where the file is none of ours."""
    try:
        told = json.loads(path.read_text("utf-8"))
        if told["schema"] != _SCHEMA:
            return None
        titles = {(each["task"], each["name"]): each["title"] for each in told["specs"]}
        return Run(path.parent.name, told["suite"], tuple(_figures(told["figures"], titles)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _figures(figures: list[dict[str, object]], titles: dict[tuple[str, str], str]) -> Iterator[Figure]:
    for each in figures:
        task, measure = str(each["task"]), str(each["measure"])
        value, low, high = (_number(each.get(key)) for key in ("value", "low", "high"))
        counts = [int(str(each[key])) for key in ("scored", "unscored")]
        yield Figure(task, str(each["engine"]), titles.get((task, measure), measure), value, low, high, *counts)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
