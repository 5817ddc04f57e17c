"""Details of a claim that may be joined wrongly: its subject, and the figures and names that are said of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.figures import Carry, Figure, carry, same_noun
from assistant.grounding.figures.units import same_family
from assistant.grounding.held import Held
from assistant.grounding.names import Name
from assistant.grounding.parsed import Clause, parse
from assistant.grounding.predicates import Predicate
from assistant.grounding.wordset import wordset

_MOST = 5  # of one clause
_LINES = 24  # sentences that are looked at for one
_ROLES = wordset("in at to for with from by on near into across")


class Detail(Protocol):
    """Something that a clause of the sources may hold, or hold another of its sort in place of."""

    @property
    def text(self) -> str:
        """As the claim writes it."""
        ...

    def lines(self, evidence: Evidence, /) -> Sequence[int]:
        """Return the numbers of the sentences to look at."""
        ...

    def holds(self, clause: Clause) -> bool:
        """Tell whether a clause has it."""
        ...

    def may_hold(self, clause: Clause) -> bool:
        """Tell whether a clause has it, or may mean it."""
        ...

    def rival(self, clause: Clause) -> str | None:
        """Return what a clause has in its place."""
        ...


class Subject(NamedTuple):
    """What a clause of the claim speaks of."""

    told: Predicate

    @property
    def text(self) -> str:
        """The head as a stem: a clause's subject is known by its words only."""
        return " ".join(sorted(self.told.subject))

    def lines(self, evidence: Evidence) -> Sequence[int]:
        """Return the sentences with all its words."""
        return sorted(set.intersection(*(evidence.index.where(stem) for stem in self.told.subject)))[:_LINES]

    def holds(self, clause: Clause) -> bool:
        """Tell whether a clause says the same verb of the same subject."""
        verb = self.told.plain or self.told.verb.stem in clause.stems
        return verb and clause.told is not None and self.told.subject <= clause.told.subject

    def may_hold(self, clause: Clause) -> bool:
        """Tell whether a clause names part of it, speaks of what was said before, or of nobody knows what."""
        told = clause.told
        return told is None or told.pronoun or not self.told.subject.isdisjoint(clause.stems)

    def rival(self, clause: Clause) -> str | None:
        """Return the subject of a clause that speaks of something else."""
        return None if self.may_hold(clause) or clause.told is None else " ".join(sorted(clause.told.subject))


class Value(NamedTuple):
    """A figure or date."""

    held: Held

    @property
    def text(self) -> str:
        """The figure as written."""
        return self.held.figure.text

    def lines(self, _evidence: Evidence) -> Sequence[int]:
        """Return the sentences with a figure that carries it."""
        return sorted({placed.line for placed in self.held.places})[:_LINES]

    def holds(self, clause: Clause) -> bool:
        """Tell whether a figure of the clause carries it."""
        return any(placed.figure in clause.figures for placed in self.held.places)

    def may_hold(self, clause: Clause) -> bool:
        """Tell the same: it is there or it is not."""
        return self.holds(clause)

    def rival(self, clause: Clause) -> str | None:
        """Return a figure of the clause of the same sort and another value."""
        return next((f.text for f in clause.figures if not self.holds(clause) and _rivals(f, self.held.figure)), None)


def _rivals(source: Figure, claim: Figure) -> bool:
    if source.kind is not claim.kind or not same_family(source.unit, claim.unit) or source.per != claim.per:
        return False
    nouns = not source.noun or not claim.noun or same_noun(source.noun, claim.noun)
    return nouns and carry(source, claim) is Carry.NO and carry(claim, source) is Carry.NO


class Called(NamedTuple):
    """A name behind a preposition."""

    role: str
    name: Name

    @property
    def text(self) -> str:
        """The name."""
        return self.name.text

    def lines(self, evidence: Evidence) -> Sequence[int]:
        """Return the sentences with its last word."""
        return sorted(evidence.index.where(self.name.words[-1].stem))[:_LINES]

    def holds(self, clause: Clause) -> bool:
        """Tell whether the clause has all its words."""
        return all(word.stem in clause.stems for word in self.name.words)

    def may_hold(self, clause: Clause) -> bool:
        """Tell the same: it is there or it is not."""
        return self.holds(clause)

    def rival(self, clause: Clause) -> str | None:
        """Return another name behind the same preposition."""
        ours = {word.stem for word in self.name.words}
        return next(
            (
                name.text
                for role, name in clause.names
                if role == self.role and ours.isdisjoint(word.stem for word in name.words)
            ),
            None,
        )


def alike(one: Detail, other: Detail) -> bool:
    """Tell whether two details are figures of one sort: each is then the other's rival everywhere."""
    if not isinstance(one, Value) or not isinstance(other, Value):
        return False
    return one.held.figure.is_quantity is other.held.figure.is_quantity


def details(claim: Claim, figures: Sequence[Held]) -> Iterator[list[Detail]]:
    """Yield for each clause of a claim what it holds."""
    by_figure = {one.figure: one for one in figures if one.places and not one.formula}
    for clause in parse(claim.text, claim.words, claim.figures):
        found: list[Detail] = []
        if clause.told is not None and clause.told.subject and not clause.told.pronoun:
            found.append(Subject(clause.told))
        found += [Value(by_figure[figure]) for figure in clause.figures if figure in by_figure]
        found += [Called(role, name) for role, name in clause.names if role in _ROLES]
        yield found[:_MOST]
