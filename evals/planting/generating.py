"""Makes the planted data set of the statements: `python -m evals.planting.generating > cases.jsonl`.

The draw is seeded for each statement and edit apart, so that a statement more does not change the others.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from random import Random

from assistant.domain.base import Frozen
from evals.cases import Case, accounts
from evals.jsonl import dataset, rows
from evals.planting.edits import EDITS, Ground

SEED = 20261123
STRANGERS = ("Ottoline Graves", "Casimir Wendt", "Philippa Stroll", "Anders Quist", "Rosamund Tickle")
TRUE = "true"
REWORDED = "reworded"


class Statement(Frozen):
    """A true statement about an account, and faithful rewordings of it."""

    id: str
    account: str
    text: str
    rewordings: tuple[str, ...] = ()


class Planted(Frozen):
    """A statement to check; `planted` says what was changed, None where it is true."""

    id: str
    account: str
    kind: str
    text: str
    supported: bool
    planted: str | None = None


def generated(statements: Sequence[Statement], cases: Sequence[Case]) -> Iterator[Planted]:
    """Yield the true statements, their rewordings, and one of each edit that a statement allows."""
    people = {case.id: sorted(person.name for person in case.gold.people) for case in cases}
    for each in statements:
        yield Planted(id=f"{each.id}/true", account=each.account, kind=TRUE, text=each.text, supported=True)
        for number, text in enumerate(each.rewordings, start=1):
            made = Planted(id=f"{each.id}/{number}", account=each.account, kind=REWORDED, text=text, supported=True)
            yield made
        yield from _planted(each, people[each.account])


def _planted(each: Statement, people: Sequence[str]) -> Iterator[Planted]:
    ground = Ground(people, STRANGERS)
    for kind, plant in EDITS.items():
        edit = plant(each.text, Random(f"{SEED} {each.id} {kind}"), ground)  # noqa: S311  a repeatable draw
        if edit is not None and edit.text != each.text:
            yield Planted(
                id=f"{each.id}/{kind}",
                account=each.account,
                kind=kind,
                text=edit.text,
                supported=False,
                planted=edit.planted,
            )


def statements() -> tuple[Statement, ...]:
    """Return the statements written by hand."""
    return tuple(rows(dataset("planted").joinpath("statements.jsonl"), Statement))


def lines() -> Iterator[str]:
    """Yield the data set, a case a line."""
    for each in generated(statements(), accounts()):
        yield json.dumps(each.model_dump(exclude_none=True), ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.writelines(lines())
