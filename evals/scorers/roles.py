"""Roles given against roles read, by person; roles that readers differ on count neither way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.cases import Case, Someone
from evals.measures import Detail, Measure, Scored
from evals.scorers.text import same_person

Json = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """A person of the gold and the same person in the answer; one of them may be missing."""

    gold: Someone | None
    found: Json | None

    @property
    def given(self) -> dict[str, float]:
        """Roles given, with their confidence; those that readers differ on are left out."""
        undecided = set(self.gold.open) if self.gold else set()
        held = self.found["roles"] if self.found else ()
        return {each["role"]: each["confidence"] for each in held if each["role"] not in undecided | {"other"}}

    @property
    def read(self) -> set[str]:
        """Roles of the gold."""
        return {role.value for role in self.gold.roles} if self.gold else set()


def paired(people: Sequence[Json], case: Case) -> list[Pair]:
    """Return every person of the gold with the best match in the answer, and everybody who is left over.

    A person that the answer splits in two is matched once; the other half is left over.
    """
    left = list(people)
    pairs = []
    for gold in case.gold.people:
        fitting = [each for each in left if same_person(each["name"], gold.name)]
        found = max(fitting, key=lambda each: len(each["name"]), default=None)
        if found is not None:
            left.remove(found)
        pairs.append(Pair(gold, found))
    return pairs + [Pair(None, each) for each in left]


def f_measure(name: str, pairs: Sequence[Pair], role: str | None = None) -> Measure:
    """Return F1 as a rate: twice the right ones over all given and all read, so that cases can be pooled."""
    given = [(number, each) for number, pair in enumerate(pairs) for each in pair.given if role in (None, each)]
    read = [(number, each) for number, pair in enumerate(pairs) for each in pair.read if role in (None, each)]
    hits = len(set(given) & set(read))
    return Measure.rate(name, 2 * hits, len(given) + len(read), "nobody holds the role, and nobody was given it")


def roles_right(pairs: Sequence[Pair]) -> list[Measure]:
    """Return precision, recall and F1 over all roles."""
    given = sum(len(pair.given) for pair in pairs)
    read = sum(len(pair.read) for pair in pairs)
    hits = sum(len(pair.read & set(pair.given)) for pair in pairs)
    return [
        Measure.rate("precision", hits, given, "no role was given"),
        Measure.rate("recall", hits, read, "the notes give no role"),
        f_measure("f1", pairs),
    ]


def sides_right(pairs: Sequence[Pair]) -> Measure:
    """Return the share of people on the right side, of those whose side the notes tell."""
    known = [pair for pair in pairs if pair.gold and pair.found and pair.gold.side != "unknown"]
    hits = sum(pair.found["side"] == pair.gold.side for pair in known if pair.gold and pair.found)
    return Measure.rate("sides", hits, len(known), "nobody was found")


def gaps_right(answer: Json, case: Case) -> list[Measure]:
    """Return how many missing roles are listed, and how many of those listed are indeed missing."""
    listed = {gap["role"] for gap in answer["gaps"]}
    read = {role.value for role in case.gold.role_gaps}
    held = {role.value for person in case.gold.people if person.side != "vendor" for role in person.roles}
    return [
        Measure.rate("gaps_told", len(listed & read), len(read), "no role is known to be missing"),
        Measure.rate("gaps_true", len(listed - held), len(listed), "no gap was listed"),
    ]


def cited(answer: Json) -> Measure:
    """Return the share of roles given that cite something, every span of it exact."""
    texts = {document["id"]: document["text"] for document in answer["documents"]}
    held = [each["citations"] for person in answer["people"] for each in person["roles"]]
    return Measure.rate("cited", sum(_holds(each, texts) for each in held), len(held), "no role was given")


def _holds(citations: Sequence[Json], texts: dict[str, str]) -> bool:
    exact = (
        c["document"] is None or texts.get(c["document"], "")[c["start"] : c["end"]] == c["text"] for c in citations
    )
    return bool(citations) and all(exact)


def confidences(pairs: Sequence[Pair]) -> tuple[Scored, ...]:
    """Return the confidence of every role given, and whether it is right."""
    return tuple(
        Scored(role in pair.read, sure, "confidence") for pair in pairs for role, sure in sorted(pair.given.items())
    )


def details(pairs: Sequence[Pair]) -> list[Detail]:
    """Return a line for every role given or read."""
    lines = []
    for pair in pairs:
        name = pair.gold.name if pair.gold else str((pair.found or {}).get("name"))
        given, read = set(pair.given), pair.read
        lines += [Detail("role", role in read, f"{name}: {role}") for role in sorted(given)]
        lines += [Detail("role missed", False, f"{name}: {role}") for role in sorted(read - given)]
    return lines
