"""Who of the people found stands in which column: vendor people by their title, customers in the customer's."""

from collections import Counter
from collections.abc import Sequence

from assistant.domain.documents import Side
from assistant.domain.people import Role
from assistant.domain.raci import MatrixPerson
from assistant.mapping.raci.functions import function_of
from assistant.mapping.raci.segments import Seats

CUSTOMER = "customer"
OWNING = frozenset({Role.SOLUTION_OWNER, Role.BUILDER})
"""Roles of those who can speak for a solution: they own it, or built it."""


def placed(people: Sequence[MatrixPerson], seats: Seats) -> tuple[MatrixPerson, ...]:
    """Return people with the column of each; one without a title that tells it stands in none.

    In the customer's column stand those who own or built the solution, or everybody of the customer's where
    nobody is known to.
    """
    owners = {person.id for person in people if person.side is Side.CUSTOMER and not OWNING.isdisjoint(person.roles)}
    return tuple(_placed(person, seats, owners) for person in people)


def _placed(person: MatrixPerson, seats: Seats, owners: set[str]) -> MatrixPerson:
    if person.side is Side.CUSTOMER:
        if CUSTOMER not in seats.slots or (owners and person.id not in owners):
            return person
        held = [role.replace("_", " ") for role in person.roles if role in OWNING]
        why = f"is {' and '.join(held)}" if held else "a person of the customer's"
        return person.model_copy(update={"column": CUSTOMER, "why": why})
    found = function_of(person.title) if person.side is Side.VENDOR else None
    column = seats.column(found[0]) if found else None
    if found is None or column is None:
        return person
    return person.model_copy(update={"column": column, "why": f"the title says “{found[1]}”"})


def calls(people: Sequence[MatrixPerson]) -> dict[str, tuple[str, ...]]:
    """Return the names that mean one person alone, by id: the full name, and parts of it that nobody shares."""
    parts = Counter(part for person in people for part in set(person.name.split()))
    whole = Counter(person.name for person in people)
    result = {}
    for person in people:
        words = person.name.split()
        ends = (words[0], words[-1]) if len(words) > 1 else ()
        short = [part for part in dict.fromkeys(ends) if parts[part] == 1 and part[:1].isupper() and len(part) > 1]
        result[person.id] = (*((person.name,) if whole[person.name] == 1 else ()), *short)
    return result
