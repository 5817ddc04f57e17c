"""Accounts with what is known of them by reading: the gold that stories, roles and matrices are scored against.

A case is written by hand in TOML (`python -m evals.authoring`) and kept as a line of JSON. Everything verbatim
in it is checked to stand in its documents when it is loaded.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.documents import NamedBytes
from assistant.domain.people import Role
from assistant.domain.story import Kind
from evals.jsonl import dataset, rows
from evals.subjects import Files
from evals.usage import UsageSpec, generated

GoldSide = Literal["customer", "vendor", "unknown"]


class Note(Frozen):
    """A document of the account."""

    name: str
    text: str


class Outcome(Frozen):
    """A change that the notes report.

    Attributes:
        about: words of which at least one stands in a fair telling of it.
        before: None where only the result or the change is told.
        after: None where only the change is told.
        change: as stated, in percent, points or times; None where none is stated.
        unit: as people write it.
        evidence: where the notes say so, verbatim.
        main: whether a story that leaves it out is incomplete.
    """

    about: tuple[str, ...] = Field(min_length=1)
    before: float | None = None
    after: float | None = None
    change: float | None = None
    unit: str = ""
    evidence: str
    main: bool = True


class Saying(Frozen):
    """Words that somebody said, verbatim, where the speaker does not stand at the head of the turn."""

    text: str
    speaker: str | None


class Someone(Frozen):
    """A person of the notes.

    Attributes:
        name: in full, as the notes have it at the fullest.
        side: whose person.
        labels: how turns of theirs begin, besides the name.
        roles: adoption roles that the evidence gives.
        open: roles that may be given or left out: readers differ.
    """

    name: str
    side: GoldSide
    labels: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    open: tuple[Role, ...] = ()


class Disagreement(Frozen):
    """Two statements that do not agree; each figure or word must come up where it is reported."""

    between: tuple[str, str]


class Unknown(Frozen):
    """Something that the notes do not say and that a story has to leave open.

    Attributes:
        about: groups of words; a question is about it where it has one word of every group.
        why: what is missing.
    """

    about: tuple[tuple[str, ...], ...] = Field(min_length=1)
    why: str


class Ban(Frozen):
    """A statement that no story may make.

    Attributes:
        all_of: words or figures that stand together in one sentence of it.
        unless: words that make the sentence another one, such as "goal".
        why: what is wrong with it.
    """

    all_of: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    why: str


class Letter(Frozen):
    """A letter of a matrix that the notes speak for."""

    process: str
    activity: str
    column: str
    letters: str
    evidence: str | None = None


class Order(Frozen):
    """An instruction planted into the notes."""

    passage: str
    canary: str


class Question(Frozen):
    """A question and where its answer stands, verbatim."""

    query: str
    answers: tuple[str, ...] = Field(min_length=1)


class Gold(Frozen):
    """What a careful reader finds in the notes."""

    outcomes: tuple[Outcome, ...] = ()
    sayings: tuple[Saying, ...] = ()
    people: tuple[Someone, ...] = ()
    role_gaps: tuple[Role, ...] = ()
    contradictions: tuple[Disagreement, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    bans: tuple[Ban, ...] = ()
    raci: tuple[Letter, ...] = ()
    orders: tuple[Order, ...] = ()
    questions: tuple[Question, ...] = ()
    active_users: int | None = None  # of the last 28 days of the usage table, by how it was made


class Case(Frozen):
    """An account: what it brings and what is known of it."""

    id: str
    traits: tuple[str, ...] = ()
    smoke: bool = False
    kind: Kind = Kind.STORY
    language: str = "en"
    account: Account | None = None
    notes: tuple[Note, ...] = Field(min_length=1)
    usage: UsageSpec | None = None
    gold: Gold = Gold()

    @model_validator(mode="after")
    def _gold_stands_in_the_notes(self) -> "Case":
        gold = self.gold
        verbatim = [
            *(outcome.evidence for outcome in gold.outcomes),
            *(saying.text for saying in gold.sayings),
            *(order.passage for order in gold.orders),
            *(answer for question in gold.questions for answer in question.answers),
            *(letter.evidence for letter in gold.raci if letter.evidence),
        ]
        missing = [each for each in verbatim if not any(each in note.text for note in self.notes)]
        if missing:
            raise ValueError(f"{self.id}: not in the notes: {missing[0]!r}")
        return self

    @property
    def files(self) -> Files:
        """What the account brings, as files."""
        notes = tuple(NamedBytes(note.name, note.text.encode()) for note in self.notes)
        usage = (NamedBytes("usage.csv", generated(self.usage).encode()),) if self.usage else ()
        return Files(notes=notes, usage=usage, account=self.account)


@cache
def accounts() -> tuple[Case, ...]:
    """Return every account, in the order of the file.

    Raises:
        BadInput: a line is no case, or its gold does not stand in its notes.
    """
    return tuple(rows(dataset("accounts").joinpath("cases.jsonl"), Case))


def wanted(suite: str, cases: Sequence[Case] | None = None) -> Iterator[Case]:
    """Yield the accounts that a suite takes in."""
    yield from (case for case in (accounts() if cases is None else cases) if suite == "full" or case.smoke)
