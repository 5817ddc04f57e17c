"""What happens to a matrix after it was suggested: steps in its log, and who decides on a deal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from pydantic import ValidationError

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.raci import LogEntry, Matrix
from assistant.domain.tomlfile import bad_value
from assistant.mapping.raci.policy import DEAL_FACTS, decide, describe, read_policy

Step = Literal["accept", "enforce", "confirm", "change"]


def read_matrix(file: NamedBytes) -> Matrix:
    """Read a matrix that `raci suggest` wrote as json.

    Raises:
        BadInput: it is none.
    """
    try:
        return Matrix.model_validate_json(file.data)
    except ValidationError as error:
        raise bad_value(file.name, error) from error


def advance(matrix: Matrix, step: Step, by: str, at: datetime, *, right: str | None = None, note: str = "") -> Matrix:
    """Return a matrix with one more step in its log.

    Raises:
        NotReady: the matrix is not ready for the step.
        BadInput: a decision names no right, or a change no reason.
    """
    if step == "accept":
        return matrix.accepted(by, at, note)
    if step == "enforce":
        return matrix.put_in_force(by, at, note)
    if right is None:
        raise BadInput("--right", "a decision is recorded under a right", mend="name the right of the row")
    if step == "change" and not note.strip():
        raise BadInput("--note", "a decision that is changed says why", mend="give the reason with --note")
    what: Literal["confirmed", "changed"] = "confirmed" if step == "confirm" else "changed"
    return matrix.recorded(LogEntry(at=at, by=by, what=what, right=right, note=note))


def who_decides(policy_file: NamedBytes | None, deal: Mapping[str, Decimal]) -> list[dict[str, Any]]:
    """Return for each right who decides on a deal, what is beyond the limits, and who confirms within what time.

    Raises:
        BadInput: the policy cannot be used.
    """
    policy = read_policy(policy_file)
    return [
        {**decide(policy, name, deal).model_dump(mode="json"), "told": describe(policy, name)} for name in policy.rights
    ]


def deal_of(given: Sequence[str]) -> dict[str, Decimal]:
    """Read what is known of a deal from `NAME=VALUE`.

    Raises:
        BadInput: not of that form, not a number, or a name that no condition knows.
    """
    found = {}
    for each in given:
        name, mark, value = each.partition("=")
        if not mark or name not in DEAL_FACTS:
            known = ", ".join(DEAL_FACTS)
            raise BadInput(
                "--deal", f"{each!r} is no known fact of a deal", mend=f"write NAME=VALUE with one of {known}"
            )
        try:
            found[name] = Decimal(value)
        except InvalidOperation as error:
            raise BadInput(
                "--deal", f"{value!r} is no number", mend="write digits, with a point for decimals"
            ) from error
        if not found[name].is_finite():
            raise BadInput("--deal", f"{value!r} is no number", mend="write digits, with a point for decimals")
    return found
