"""Responsibility matrices: who does, answers for, is asked about and is told of each activity.

A suggestion starts as `suggested`, is `accepted` when everybody named in it has accepted it, and only then
can be put `in_force`; the log says who did what and when, and is only ever added to. Rules and letters are
those of the domain handbook, section 5.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_serializer, model_validator

from assistant.domain.base import Frozen
from assistant.domain.documents import Side
from assistant.domain.errors import AssistantError
from assistant.domain.evidence import UsageFact
from assistant.domain.people import Role
from assistant.domain.story import Provenance, StoryDocument


class Letter(StrEnum):
    """What somebody has to do with an activity, the highest first."""

    ACCOUNTABLE = "A"  # answers for it; one only
    RESPONSIBLE = "R"  # does the work
    CONSULTED = "C"  # is asked before
    INFORMED = "I"  # is told after


Letters = frozenset[Letter]
NOBODY: Letters = frozenset()


def shown(letters: Iterable[Letter]) -> str:
    """Return letters as a cell shows them: "A/R", the highest first; empty for none."""
    return "/".join(letter for letter in Letter if letter in set(letters))


def merged(one: Letters, other: Letters) -> Letters:
    """Return what one function has to do that stands in two columns: the higher letters stay."""
    both = one | other
    doing = both & {Letter.ACCOUNTABLE, Letter.RESPONSIBLE}
    if doing:
        return doing
    return frozenset({Letter.CONSULTED}) if Letter.CONSULTED in both else both


class ChartRow(NamedTuple):
    """One activity with a cell for each column of its chart; `place` says where it was read."""

    activity: str
    cells: tuple[Letters, ...]
    place: str = ""


class Chart(NamedTuple):
    """A matrix reduced to what the rules look at."""

    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    name: str = ""
    notes: tuple[str, ...] = ()


class Finding(Frozen):
    """What a rule says of a row, a column or, with both, of one cell."""

    row: str | None = None
    column: str | None = None
    rule: str
    message: str
    table: str | None = None  # which table, where a file holds several

    @model_serializer(mode="plain")
    def _only_what_is_said(self) -> dict[str, str]:
        parts = (("table", self.table), ("row", self.row), ("column", self.column))
        return {key: value for key, value in parts if value is not None} | {
            "rule": self.rule,
            "message": self.message,
        }


class Findings(Frozen):
    """What the rules say: errors must be mended, warnings looked at."""

    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


class Basis(StrEnum):
    """What speaks for a letter, the strongest first."""

    POLICY = "policy"
    EVIDENCE = "evidence"
    USAGE = "usage"
    CHARTER = "charter"
    TEMPLATE = "template"  # nothing but the default


class CellCitation(Frozen):
    """Words of a document, at their place; or the sentence of a usage fact, which has none."""

    document: str | None = None
    start: int | None = None
    end: int | None = None
    text: str
    usage_fact: str | None = None

    @model_validator(mode="after")
    def _place_or_fact(self) -> Self:
        placed = None not in (self.document, self.start, self.end)
        if placed == (self.usage_fact is not None):
            raise ValueError("a citation names a place in a document, or a usage fact")
        return self


class Cell(Frozen):
    """The letters of one function or person for one activity, and what speaks for them."""

    letters: str
    basis: Basis
    why: str
    citations: tuple[CellCitation, ...] = ()

    @model_validator(mode="after")
    def _speaks_for_itself(self) -> Self:
        if (self.basis is Basis.TEMPLATE) != (not self.citations):
            raise ValueError("every basis but the template has a citation, and the template has none")
        return self

    @property
    def held(self) -> Letters:
        """The letters as a set."""
        return frozenset(Letter(letter) for letter in self.letters.split("/") if letter)


class Column(Frozen):
    """A function, or one person."""

    id: str
    kind: Literal["function", "person"] = "function"
    people: tuple[str, ...] = ()  # ids
    name: str = ""


class Row(Frozen):
    """An activity; columns that have nothing to do with it have no cell."""

    activity: str
    cells: dict[str, Cell] = {}
    right: str | None = None
    threshold: str | None = None  # who confirms, when and within what time, in words


class MatrixPerson(Frozen):
    """Somebody named in a matrix, and the column that he or she stands in."""

    id: str
    name: str
    title: str | None = None
    company: str | None = None
    side: Side = Side.UNKNOWN
    roles: tuple[Role, ...] = ()  # adoption roles
    column: str | None = None
    why: str | None = None


class State(StrEnum):
    """How far a matrix has come."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    IN_FORCE = "in_force"


class LogEntry(Frozen):
    """One thing that somebody did, for peers to read."""

    at: datetime
    by: str
    what: Literal["suggested", "accepted", "put_in_force", "confirmed", "changed"]
    right: str | None = None
    note: str = ""

    @model_validator(mode="after")
    def _change_has_a_reason(self) -> Self:
        if self.what == "changed" and not self.note.strip():
            raise ValueError("a decision that is changed says why")
        return self


class NotReady(AssistantError):
    """A step that a matrix is not ready for; the text says what is missing."""


class Matrix(Frozen):
    """A suggested matrix with everything that speaks for it (contract: `raci suggest`)."""

    process: str
    title: str = ""
    state: State = State.SUGGESTED
    segment: str | None = None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    findings: Findings = Findings()
    people: tuple[MatrixPerson, ...] = ()
    documents: tuple[StoryDocument, ...] = ()
    usage_facts: tuple[UsageFact, ...] = ()
    log: tuple[LogEntry, ...] = Field(default=())
    provenance: Provenance | None = None  # which engine read the notes

    @property
    def chart(self) -> Chart:
        """The matrix as the rules look at it."""
        rows = (
            ChartRow(row.activity, tuple(row.cells[c.id].held if c.id in row.cells else NOBODY for c in self.columns))
            for row in self.rows
        )
        return Chart(tuple(column.name or column.id for column in self.columns), tuple(rows), self.title)

    @property
    def acceptors(self) -> tuple[str, ...]:
        """Who must accept: those who do or answer for something; a function where nobody is named in it."""
        names = {person.id: person.name for person in self.people}
        doing = {id_ for row in self.rows for id_, cell in row.cells.items() if cell.held & {"A", "R"}}
        found = [
            names.get(who, who)
            for column in self.columns
            if column.id in doing
            for who in (column.people or (column.name or column.id,))
        ]
        return tuple(dict.fromkeys(found))

    def accepted(self, by: str, at: datetime, note: str = "") -> Self:
        """Return the matrix with somebody's acceptance; it is accepted once nobody named is missing.

        Raises:
            NotReady: they have nothing to do or answer for here, or the matrix is in force already.
        """
        if self.state is State.IN_FORCE:
            raise NotReady("this matrix is in force already; suggest a new one to change it")
        if by not in self.acceptors:
            raise NotReady(f"{by} does or answers for nothing here; those who do are {', '.join(self.acceptors)}")
        log = (*self.log, LogEntry(at=at, by=by, what="accepted", note=note))
        have = {entry.by for entry in log if entry.what == "accepted"}
        state = State.ACCEPTED if have.issuperset(self.acceptors) else State.SUGGESTED
        return self.model_copy(update={"log": log, "state": state})

    def put_in_force(self, by: str, at: datetime, note: str = "") -> Self:
        """Return the matrix in force.

        Raises:
            NotReady: it has errors, or not everybody named has accepted it.
        """
        if self.findings.errors:
            raise NotReady(f"the matrix has errors: {self.findings.errors[0].message}")
        if self.state is not State.ACCEPTED:
            have = {entry.by for entry in self.log if entry.what == "accepted"}
            missing = ", ".join(name for name in self.acceptors if name not in have) or "nobody: it is in force"
            raise NotReady(f"not accepted yet by {missing}")
        log = (*self.log, LogEntry(at=at, by=by, what="put_in_force", note=note))
        return self.model_copy(update={"log": log, "state": State.IN_FORCE})

    def recorded(self, entry: LogEntry) -> Self:
        """Return the matrix with a decision on a right in its log: confirmed, or changed with the reason.

        Raises:
            NotReady: no row of the matrix carries that right.
        """
        if entry.right not in {row.right for row in self.rows if row.right}:
            raise NotReady(f"no row carries the right `{entry.right}`")
        return self.model_copy(update={"log": (*self.log, entry)})
