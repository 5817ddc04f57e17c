"""Adoption roles: who holds which, and which are missing."""

from collections.abc import Sequence

from assistant.domain.people import Role
from evals.cases import Case, wanted
from evals.measures import CaseResult, MeasureSpec
from evals.scorers import roles
from evals.subjects import Json, Stopwatch, Subject
from evals.tasks.base import Options, Suite, TaskCase

EACH = tuple(role.value for role in Role if role is not Role.OTHER)


class Roles:
    """One role map for each account whose notes are in a language that the rules cover."""

    name = "roles"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = False
    measures = (
        MeasureSpec("precision", True, "rate", "roles given that the notes give"),
        MeasureSpec("recall", True, "rate", "roles of the notes that are given"),
        MeasureSpec("f1", True, "rate", "both together"),
        MeasureSpec("sides", True, "rate", "people on the right side"),
        MeasureSpec("people_whole", True, "rate", "people of the notes who are one entry"),
        MeasureSpec("gaps_told", True, "rate", "missing roles that are listed"),
        MeasureSpec("gaps_true", True, "rate", "roles listed as missing that nobody holds"),
        MeasureSpec("cited", True, "rate", "roles that cite what gives them"),
        MeasureSpec("confidence", True, "auroc", "right roles surer than wrong ones"),
        *(MeasureSpec(f"f1.{role}", True, "rate", f"F1 of {role.replace('_', ' ')}") for role in EACH),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each account whose people the gold knows."""
        found = [case for case in wanted(options.suite) if case.gold.people]
        return [TaskCase(case.id, case.id, case) for case in found][: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Map the people, and compare with the gold."""
        account: Case = case.payload
        watch = Stopwatch()
        answer = subject.roles(account.files)
        seconds = watch.seconds
        pairs = roles.paired(answer["people"], account)
        return CaseResult(
            case.id,
            case.cluster,
            measures=(
                *roles.roles_right(pairs),
                roles.sides_right(pairs),
                roles.people_whole(pairs),
                *roles.gaps_right(answer, account),
                roles.cited(answer),
                *(roles.f_measure(f"f1.{role}", pairs, role) for role in EACH),
            ),
            details=tuple(roles.details(pairs)),
            scores=roles.confidences(pairs),
            output=_shown(answer),
            seconds=seconds,
        )


def _shown(answer: Json) -> str:
    lines = [
        f"{person['name']} ({person['side']}): {', '.join(each['role'] for each in person['roles']) or 'no role'}"
        for person in answer["people"]
    ]
    return "\n".join([*lines, f"missing: {', '.join(gap['role'] for gap in answer['gaps']) or 'none'}"])
