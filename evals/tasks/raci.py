"""Responsibility matrices: valid, founded, and in agreement with the notes."""

from collections.abc import Sequence

from evals.cases import Case, wanted
from evals.measures import CaseResult, MeasureSpec
from evals.scorers import raci
from evals.subjects import Json, Stopwatch, Subject
from evals.tasks.base import Options, Suite, TaskCase

ALWAYS = "renewal"  # asked of every account, so that validity is not told of the easy ones only


class Raci:
    """One matrix for each account and each process that its gold speaks of, and a renewal for every account."""

    name = "raci"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = False
    measures = (
        MeasureSpec("valid", True, "rate", "rows with exactly one A"),
        MeasureSpec("agreement", True, "rate", "letters of the notes that are given"),
        MeasureSpec("evidenced", True, "rate", "letters of the notes given with the passage that says so"),
        MeasureSpec("founded", True, "rate", "cells that cite what they claim to rest on"),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each account and process."""
        found = [
            TaskCase(f"{case.id}/{process}", case.id, (case, process))
            for case in wanted(options.suite)
            for process in sorted({ALWAYS, *(letter.process for letter in case.gold.raci)})
        ]
        return found[: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Suggest, and compare with the gold."""
        account: Case
        account, process = case.payload
        watch = Stopwatch()
        matrix = subject.raci(account.files, process)
        seconds = watch.seconds
        gold = [letter for letter in account.gold.raci if letter.process == process]
        agreed, details = raci.agreement(matrix, gold)
        return CaseResult(
            case.id,
            case.cluster,
            measures=(raci.valid(matrix), *agreed, raci.founded(matrix)),
            details=tuple(details),
            output=_shown(matrix),
            seconds=seconds,
        )


def _shown(matrix: Json) -> str:
    lines = []
    for row in matrix["rows"]:
        cells = (f"{column} {cell['letters']} ({cell['basis']})" for column, cell in row["cells"].items())
        lines.append(f"{row['activity']}: {', '.join(cells)}")
    return "\n".join(lines)
