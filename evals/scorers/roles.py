"""Roles given against roles read, by person.

Left out of the count, either way: roles that readers differ on; roles that stand on usage data alone, which say nothing
that notes could deny; and hints, which are roles no surer than a title alone may make them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.cases import Case, Someone
from evals.measures import Detail, Measure, Scored
from evals.scorers.text import same_person

Json = dict[str, Any]


HINT = 0.5  # what a title alone may give at most (handbook, section 2)


@dataclass(frozen=True)
class Pair:
    """A person of the gold and every entry of the answer that is the same person."""

    gold: Someone | None
    found: tuple[Json, ...]

    @property
    def told(self) -> dict[str, float]:
        """Roles given, with their confidence, hints too."""
        undecided = {role.value for role in self.gold.open} if self.gold else set()
        held = [
            each for entry in self.found for each in entry["roles"] if not _by_use(each) or each["role"] in self.read
        ]
        return {each["role"]: each["confidence"] for each in held if each["role"] not in undecided | {"other"}}

    @property
    def given(self) -> set[str]:
        """Roles given for more than a hint."""
        return {role for role, sure in self.told.items() if sure > HINT}

    @property
    def read(self) -> set[str]:
        """Roles of the gold."""
        return {role.value for role in self.gold.roles} if self.gold else set()


def paired(people: Sequence[Json], case: Case) -> list[Pair]:
    """Return every person of the gold with their entries in the answer, and every entry that is left over."""
    left = list(people)
    pairs = []
    for gold in case.gold.people:
        fitting = tuple(each for each in left if same_person(each["name"], gold.name))
        left = [each for each in left if each not in fitting]
        pairs.append(Pair(gold, fitting))
    return pairs + [Pair(None, (each,)) for each in left]


def _by_use(role: Json) -> bool:
    """Tell whether a role stands on usage data alone."""
    return bool(role["citations"]) and all(citation["document"] is None for citation in role["citations"])


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
    hits = sum(len(pair.read & pair.given) for pair in pairs)
    return [
        Measure.rate("precision", hits, given, "no role was given"),
        Measure.rate("recall", hits, read, "the notes give no role"),
        f_measure("f1", pairs),
    ]


def sides_right(pairs: Sequence[Pair]) -> Measure:
    """Return the share of people on the right side, of those whose side the notes tell."""
    known = [(pair.gold.side, pair.found[0]["side"]) for pair in pairs if pair.gold and pair.found]
    known = [(side, told) for side, told in known if side != "unknown"]
    return Measure.rate("sides", sum(side == told for side, told in known), len(known), "nobody was found")


def people_whole(pairs: Sequence[Pair]) -> Measure:
    """Return the share of people of the notes who are one entry: neither missing nor split in two."""
    known = [pair for pair in pairs if pair.gold]
    return Measure.rate("people_whole", sum(len(pair.found) == 1 for pair in known), len(known), "nobody is known")


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
        Scored(role in pair.read, sure, "confidence") for pair in pairs for role, sure in sorted(pair.told.items())
    )


def details(pairs: Sequence[Pair]) -> list[Detail]:
    """Return a line for every role given or read."""
    lines = []
    for pair in pairs:
        name = pair.gold.name if pair.gold else str(pair.found[0]["name"])
        given, read = pair.given, pair.read
        lines += [Detail("role", role in read, f"{name}: {role}") for role in sorted(given)]
        lines += [Detail("role missed", False, f"{name}: {role}") for role in sorted(read - given)]
    return lines
