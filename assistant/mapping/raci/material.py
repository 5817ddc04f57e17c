"""What a suggestion is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.domain.charters import Charter
from assistant.domain.documents import NamedBytes, Passage
from assistant.domain.evidence import UsageFact
from assistant.domain.raci import CellCitation, MatrixPerson
from assistant.domain.rights import Policy
from assistant.domain.spans import Span
from assistant.mapping.raci.process import Process


class Owning(NamedTuple):
    """What shows that somebody owns or built the solution."""

    why: str
    citation: CellCitation


@dataclass(frozen=True)
class Material:
    """Everything a suggestion may draw on.

    Attributes:
        process: the activities, and who does what by default.
        policy: owners by segment, rights and thresholds.
        segment: the account's segment as given; None where none is.
        charters: what each function says it does, by name, and the file each was read from.
        people: who was found, each in no column or in one.
        calls: by id of a person, the names that mean this person alone.
        passages: stretches of the notes.
        facts: usage facts.
        owning: what shows that people of the customer's own or built the solution.
        account: the account's name.
        unseen: by document, what a model is not shown: hidden text, and what gives orders to it.
    """

    process: Process
    policy: Policy
    segment: str | None = None
    charters: Mapping[str, Charter] = field(default_factory=dict)
    charter_files: Mapping[str, NamedBytes] = field(default_factory=dict)
    people: Sequence[MatrixPerson] = ()
    calls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passages: Sequence[Passage] = ()
    facts: Sequence[UsageFact] = ()
    owning: Sequence[Owning] = ()
    account: str | None = None
    unseen: Mapping[str, Sequence[Span]] = field(default_factory=dict)
