"""Retrieval: is the passage that answers among the first?"""

from collections.abc import Sequence
from functools import cache

from evals.cases import Case, Note, Question, accounts, wanted
from evals.measures import CaseResult, Detail, Measure, MeasureSpec
from evals.subjects import Stopwatch, Subject, Text
from evals.tasks.base import Options, Suite, TaskCase

CUTS = (1, 5)
LONG = 10  # how far down the list counts for the reciprocal rank
ENOUGH = 20  # characters of a passage


class Retrieval:
    """Questions over the passages of their account, and over those of all accounts together."""

    name = "retrieval"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = False
    measures = (
        MeasureSpec("recall_1", True, "rate", "answers in the first passage of the account"),
        MeasureSpec("recall_5", True, "rate", "answers in the first five passages of the account"),
        MeasureSpec("mrr", True, "mean", "mean reciprocal rank in the account, to the tenth passage"),
        MeasureSpec("recall_5_crowd", True, "rate", "answers in the first five passages of all accounts"),
        MeasureSpec("mrr_crowd", True, "mean", "mean reciprocal rank among all accounts, to the tenth passage"),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each question."""
        found = [
            TaskCase(f"{case.id}/{number}", case.id, (case, question))
            for case in wanted(options.suite)
            for number, question in enumerate(case.gold.questions, start=1)
        ]
        return found[: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Search twice, and see how far down the answer stands."""
        account: Case
        question: Question
        account, question = case.payload
        own, crowd = passages_of(account), everybody()
        watch = Stopwatch()
        among_own = subject.search(question.query, own, LONG)
        among_all = subject.search(question.query, crowd, LONG)
        seconds = watch.seconds
        right = [{p.id for p in own if answer in p.text} for answer in question.answers]
        first = rank_of(among_own, right)
        texts = {passage.id: passage.text for passage in own}
        return CaseResult(
            case.id,
            case.cluster,
            measures=(
                *(recall(f"recall_{cut}", among_own[:cut], right) for cut in CUTS),
                Measure("mrr", 1 / first if first else 0.0),
                recall("recall_5_crowd", among_all[: CUTS[-1]], right),
                Measure("mrr_crowd", 1 / rank if (rank := rank_of(among_all, right)) else 0.0),
            ),
            details=(Detail("question", bool(first), f"{question.query} (at {first or 'none of ten'})"),),
            output="\n".join(texts[each] for each in among_own[: CUTS[-1]]),
            seconds=seconds,
        )


def recall(name: str, found: Sequence[str], right: Sequence[set[str]]) -> Measure:
    """Return how many answers have a passage among those found."""
    return Measure.rate(name, sum(bool(each & set(found)) for each in right), len(right))


def rank_of(found: Sequence[str], right: Sequence[set[str]]) -> int:
    """Return the place, from 1, of the first passage that answers; 0 where none does."""
    wanted_ids = set().union(*right)
    return next((place for place, each in enumerate(found, start=1) if each in wanted_ids), 0)


def passages_of(case: Case) -> tuple[Text, ...]:
    """Return the paragraphs of an account's notes, cut at line ends, with ids that say where they stand."""
    return tuple(
        Text(f"{case.id}/{note.name}/{number}", line)
        for note in case.notes
        for number, line in enumerate(_lines(note))
        if len(line) > ENOUGH
    )


@cache
def everybody() -> tuple[Text, ...]:
    """Return the passages of every account."""
    return tuple(passage for case in accounts() for passage in passages_of(case))


def _lines(note: Note) -> list[str]:
    return [line.strip() for line in note.text.split("\n")]
