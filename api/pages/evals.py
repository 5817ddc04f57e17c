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
_MOST = 10  # runs that one can choose from


class Figure(NamedTuple):
    """A figure with its interval; `value` None is unscored."""

    task: str
    engine: str
    title: str
    value: float | None
    low: float | None
    high: float | None
    scored: int
    unscored: int

    @property
    def drawn(self) -> tuple[float, float, float] | None:
        """Low, value and high in percent of the scale from 0 to 1; None where one is missing or off the scale."""
        places = [each for each in (self.low, self.value, self.high) if each is not None and 0 <= each <= 1]
        if len(places) < 3:  # noqa: PLR2004  a figure and both ends of its interval
            return None
        low, value, high = (round(each * 100, 2) for each in places)
        return low, value, high


class Run(NamedTuple):
    """A run as its file tells it."""

    name: str
    suite: str
    figures: tuple[Figure, ...]


@router.get("")
def page(parts: Parts, user: Operator, screen: Shown, run: str = "") -> Response:  # noqa: ARG001  declares who may
    """Show a run in the folder of the settings; the newest one unless another is named."""
    folder = parts.settings.eval_runs
    found = _found(folder)
    wanted = [path for path in found if path.parent.name == run] or found
    shown = next((told for path in wanted if (told := _read(path)) is not None), None)
    names = [path.parent.name for path in found[:_MOST]]
    return screen.show("admin/evals.html.j2", here="evals", run=shown, names=names, folder=folder)


def _found(folder: Path) -> list[Path]:
    """Return the files of runs, the newest first."""
    return sorted(folder.glob("*/run.json"), key=lambda path: path.stat().st_mtime, reverse=True)


def _read(path: Path) -> Run | None:
    """Return a run; None where the file is none of ours."""
    try:
        told = json.loads(path.read_text("utf-8"))
        if told["schema"] != _SCHEMA:
            return None
        titles = {(each["task"], each["name"]): each.get("title") or each["name"] for each in told["specs"]}
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
