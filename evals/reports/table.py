"""A run as a table for a terminal: plain text that stays readable in a log."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from evals.comparing.cases import CaseChange
from evals.comparing.runs import Comparison
from evals.gates.verdicts import Failure
from evals.reports.costs import Cost
from evals.reports.rows import Row, interval, rows, shown
from evals.running.record import Run

_HEAD = ("measure", "figure", "95 % interval", "accounts", "unscored", "change")
_MOST = 12  # cases of a list


def table(run: Run, comparison: Comparison | None = None, failures: Sequence[Failure] = ()) -> str:
    """Return every figure of a run, by task and engine."""
    groups = [
        (f"{task} ({engine})", [_cells(row, compared=comparison is not None) for row in inside])
        for (task, engine), inside in _by_task(rows(run, comparison, failures))
    ]
    head = _HEAD if comparison is not None else _HEAD[:-1]
    widths = [
        max(len(head[at]), *(len(cells[at]) for _, lines in groups for cells in lines), 0) for at in range(len(head))
    ]
    lines = [_line(head, widths)]
    for title, inside in groups:
        lines += ["", title, *(_line(cells, widths) for cells in inside)]
    return "\n".join([*lines, "", *_notes(run)])


def comparison_text(found: Comparison) -> str:
    """Return what moved between two runs: measures, then cases, worse before better."""
    moved = [change for change in found.cases if change.gain]
    worse, better = [c for c in moved if c.worse], [c for c in reversed(moved) if not c.worse]
    lines = [table(found.new, found), ""]
    lines += _cases("worse", worse)
    lines += _cases("better", better)
    if found.only_base or found.only_new:
        lines.append(
            f"left out, being in one run only: {len(found.only_base)} cases of the base, {len(found.only_new)} new"
        )
    many = sum(change.adjusted is not None for change in found.measures)
    lines.append(
        f"{many} measures moved; each p is adjusted for that (Holm), by swapping whole accounts between the runs"
    )
    return "\n".join(lines)


def costs_text(costs: Sequence[Cost]) -> str:
    """Return what a run took, by engine."""
    return "\n".join(f"{cost.engine}: {cost}" for cost in costs)


def _by_task(found: Sequence[Row]) -> Iterator[tuple[tuple[str, str], Iterator[Row]]]:
    return groupby(found, key=lambda row: (row.figure.task, row.figure.engine))


def _cells(row: Row, *, compared: bool) -> tuple[str, ...]:
    figure = row.figure
    unscored = f"{figure.unscored}{f', {figure.errors} errors' if figure.errors else ''}" if figure.unscored else ""
    name = f"{'✗' if row.failed else ' '} {figure.measure}"
    cells = (name, shown(figure.value), interval(figure), str(figure.clusters or ""), unscored)
    mark = f"{row.delta} {row.chance if row.direction else ''}{' *' if row.sure else ''}".rstrip()
    return (*cells, mark) if compared else cells


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (cell.ljust(width) if at in (0, 2) else cell.rjust(width) for at, (cell, width) in
                    enumerate(zip(cells, widths, strict=True)))  # fmt: skip
    return "  ".join((first, *rest)).rstrip()


def _notes(run: Run) -> Iterator[str]:
    cases = len({record.key[:3] for record in run.records})
    repeats = f", {run.repeats} repeats of what a model writes" if run.repeats > 1 else ""
    yield f"suite {run.suite}, {cases} cases{repeats}, seed {run.seed}; intervals are clustered by account"


def _cases(word: str, changes: Sequence[CaseChange]) -> Iterator[str]:
    if not changes:
        return
    yield f"{len(changes)} {word}:"
    for change in changes[:_MOST]:
        record = change.pairing.new
        yield f"  {record.task} / {change.spec.name}  {record.case}  {shown(change.before)} → {shown(change.after)}"
        yield from (
            f"      {line.label}: {' '.join(line.text.split())[:100]}" for line in change.failing[:2] if change.worse
        )
    if len(changes) > _MOST:
        yield f"  and {len(changes) - _MOST} more"
    yield ""
