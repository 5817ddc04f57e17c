"""Robustness: the same notes in another order, another case or with typing errors tell the same facts."""

from collections.abc import Iterator, Sequence

from evals.cases import Case, wanted
from evals.measures import CaseResult, Detail, Measure, MeasureSpec
from evals.planting.variants import VARIANTS, variant
from evals.scorers import facts
from evals.subjects import Json, Stopwatch, Subject
from evals.tasks.base import Options, Suite, TaskCase
from evals.tasks.spending import cost_of, tokens_of
from evals.tasks.stories import read_aloud

SMOKE = 2  # accounts of the smoke suite


class Robustness:
    """Each account in each variant that changes its notes, against the account as it is."""

    name = "robustness"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = True
    measures = (
        MeasureSpec("facts_kept", True, "rate", "facts that the variant still tells"),
        MeasureSpec("facts_added", False, "rate", "facts that only the variant tells"),
        *(MeasureSpec(f"facts_kept.{name}", True, "rate", f"facts kept, notes {name}") for name in VARIANTS),
        *(MeasureSpec(f"facts_added.{name}", False, "rate", f"facts added, notes {name}") for name in VARIANTS),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each account and variant."""
        found = [case for case in wanted(options.suite) if case.gold.outcomes]
        found = found if options.suite == "full" else found[:SMOKE]
        cases = [
            TaskCase(f"{case.id}/{name}", case.id, (case, other, name))
            for case in found
            for name in VARIANTS
            if (other := variant(case, name)).notes != case.notes
        ]
        return cases[: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Draft both, and compare the facts."""
        account: Case
        other: Case
        account, other, name = case.payload
        plain = subject.baseline(account.files, account.kind)
        watch = Stopwatch()
        story = subject.draft(other.files, other.kind)
        seconds = watch.seconds
        return CaseResult(
            case.id,
            case.cluster,
            measures=tuple(_measures(plain, story, name)),
            details=tuple(Detail("fact", False, line) for line in facts.changes(plain, story)),
            output=read_aloud(story),
            seconds=seconds,
            tokens=tokens_of(story),
            cost_usd=cost_of(story),
        )


def _measures(plain: Json, story: Json, name: str) -> Iterator[Measure]:
    yield from facts.compared(plain, story)
    for each in VARIANTS:
        suffix = f".{each}"
        if each == name:
            yield from facts.compared(plain, story, suffix)
        else:
            yield from (Measure(f"{m}{suffix}", None, 0.0, "another variant") for m in ("facts_kept", "facts_added"))
