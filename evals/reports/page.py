"""A run as one HTML file that needs nothing else, in the look of the house: no script, no font, no picture.

Everything is worked out here; the template only places it. What is long stands in `details`: the page opens short.
"""

from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from assistant.rendering.webpage import page
from evals.baselines.blessing import CUT
from evals.comparing.cases import CaseChange
from evals.comparing.runs import Comparison
from evals.gates.verdicts import Failure
from evals.reports.costs import Cost, by_task
from evals.reports.differences import Sides, side_by_side
from evals.reports.plots import Plot, plot
from evals.reports.rows import Row, interval, rows, shown
from evals.running.record import Record, Run, Time

MOST_CHANGES = 40
MOST_CASES = 60  # of a task, with something wrong in them
MOST_LINES = 40  # of a case


class Shown(NamedTuple):
    """A figure, its picture and its words."""

    row: Row
    plot: Plot
    value: str
    interval: str


class Group(NamedTuple):
    """The figures of one task with one engine, and its cases that have something wrong in them."""

    task: str
    engine: str
    anchor: str
    figures: tuple[Shown, ...]
    cases: int
    wrong: tuple[Record, ...]
    unscored: tuple[tuple[str, str, str], ...]  # case, measure, reason


class Moved(NamedTuple):
    """A case that came out otherwise, with both outputs."""

    change: CaseChange
    measures: tuple[CaseChange, ...]
    sides: Sides


def to_html(
    run: Run,
    comparison: Comparison | None = None,
    failures: Sequence[Failure] | None = None,
    times: Sequence[Time] = (),
    viewer: str | None = None,
) -> str:
    """Return the report.

    Args:
        run: what is reported.
        comparison: of it with the blessed run, or any other.
        failures: of its gates; None where it was held to none.
        times: what its cases took.
        viewer: address of Inspect's own viewer, as seen from the page.
    """
    shown_rows = rows(run, comparison, failures or ())
    worse, better = _moved(comparison)
    return page(
        "report.html.j2",
        room="evals.reports",
        style=files("evals.reports").joinpath("templates", "report.css").read_text("utf-8"),
        run=run,
        groups=_groups(run, shown_rows),
        failures=failures,
        compared=comparison is not None,
        worse=worse[:MOST_CHANGES],
        better=better[:MOST_CHANGES],
        counts={"worse": len(worse), "better": len(better), "most": MOST_CHANGES},
        left_out=(len(comparison.only_base), len(comparison.only_new)) if comparison else (0, 0),
        costs=by_task(run, times),
        cases=len({record.key[:3] for record in run.records}),
        errors=[record for record in run.records if record.error is not None],
        viewer=viewer,
        lines=MOST_LINES,
        key=Plot(104.0, 62.0, 132.0, 88.0 if comparison else None, 0.0, 1.0),
        shown=shown,
        cost_text=_cost,
    )


def _groups(run: Run, found: Sequence[Row]) -> list[Group]:
    groups: list[Group] = []
    for (task, engine), inside in groupby(found, key=lambda row: (row.figure.task, row.figure.engine)):
        records = [record for record in run.records if (record.task, record.engine) == (task, engine)]
        wrong = [record for record in records if any(line.ok is False for line in record.details)]
        figures = [Shown(row, plot(row), shown(row.figure.value), interval(row.figure)) for row in inside]
        unscored = [
            (record.case, value.name, value.reason)
            for record in records
            for value in record.measures
            if value.value is None and record.error is None
        ]
        groups.append(
            Group(
                task,
                engine,
                f"{task}-{len(groups)}",
                tuple(figures),
                len(records),
                tuple(sorted(wrong, key=_share_right)[:MOST_CASES]),
                tuple(unscored),
            )
        )
    return groups


def _share_right(record: Record) -> tuple[float, str]:
    told = [line.ok for line in record.details if line.ok is not None]
    return sum(told) / len(told), record.case


def _moved(comparison: Comparison | None) -> tuple[list[Moved], list[Moved]]:
    """Return the cases that got worse and those that got better, each once with all its measures."""
    worse: dict[object, list[CaseChange]] = {}
    better: dict[object, list[CaseChange]] = {}
    for change in comparison.cases if comparison else ():
        (worse if change.worse else better).setdefault(change.pairing.new.key, []).append(change)
    return [_both(inside) for inside in worse.values()], [_both(inside[::-1]) for inside in list(better.values())[::-1]]


def _both(changes: Sequence[CaseChange]) -> Moved:
    pairing = changes[0].pairing
    before, after = (record.error or record.output for record in pairing)
    if before.endswith(CUT):  # a baseline keeps the beginning only: compare as much of the other
        after = after[: len(before) - len(CUT)] + CUT
    sides = side_by_side(before, after)
    return Moved(changes[0], tuple(changes), sides)


def _cost(cost: Cost) -> str:
    return "" if cost.dollars is None else f"${cost.dollars:.4f}"
