"""Where nobody is known in a role: whom to ask, by sentences whose meaning is near to it.

Measured on sentences labelled by hand, nearness alone is right about every second time: far too little to give
anybody a role, and enough to ask a question. So it only ever speaks beside a gap, with low confidence.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.people import Role
from assistant.mapping.roles import masking
from assistant.mapping.roles.reading import Line, people_in
from assistant.mapping.roles.signals import is_elsewhere, is_plain
from assistant.retrieval.protocols import Embedder

NEAR = 0.55  # cosine between a sentence and an example of a role
LEAD = 0.05  # over the nearest example of anything else
MOST_READ = 600  # sentences that are compared; the newest notes come last and are read first
_SHORTEST = 4  # words
EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Role.EXECUTIVE_SPONSOR: (
            "He gave us the mandate and removed obstacles.",
            "The boss publicly stands behind the roll-out.",
        ),
        Role.ECONOMIC_BUYER: (
            "She holds the budget and approves the spending.",
            "He pays for it.",
            "He signs the contract and releases the money.",
        ),
        Role.CHAMPION: (
            "She presents it to the board.",
            "He recommends it to other departments.",
            "She convinces colleagues to use it.",
        ),
        Role.SOLUTION_OWNER: (
            "She owns the solution and is responsible for it.",
            "It is her process.",
            "He answers for the tool.",
        ),
        Role.ADMINISTRATOR: (
            "She manages users, permissions and settings.",
            "He gives people access and log-ins.",
        ),
        Role.END_USER: (
            "She fills in the form every day.",
            "He works in the tool each morning.",
            "She enters data in it.",
        ),
        Role.TECHNICAL_EVALUATOR: (
            "She did the security review.",
            "He checked integration and single sign-on.",
            "She assesses data protection and architecture.",
        ),
        Role.PROCUREMENT: (
            "He negotiates price and terms.",
            "She collects quotes and handles the contract paperwork.",
        ),
        Role.BUILDER: ("She built the board.", "He created the report and the automation."),
        Role.DECISION_MAKER: ("She decides the scope, design and timing of the project.", "He chooses who goes first."),
        Role.PEOPLE_MANAGER: ("She leads a team of twelve people.", "He makes his staff use it."),
        Role.POWER_USER: ("She knows every trick in the tool.", "People ask him for help with it."),
        Role.INFLUENCER: ("Everyone listens to her.", "His opinion counts with the others."),
        Role.DETRACTOR: ("He is against it and thinks it is useless.", "She wants the old way back."),
        Role.OTHER: (
            "She went on holiday.",
            "He had lunch.",
            "They talked about the weather.",
            "She bought a house.",
            "They met in the office.",
        ),
    }
)


class Hint(NamedTuple):
    """Somebody who may hold a role, and the sentence that is near to it."""

    role: Role
    person: int
    line: Line
    near: float


def hints(
    roles: Collection[Role], lines: Sequence[Line], eligible: Collection[int], embedder: Embedder
) -> tuple[Hint, ...]:
    """Return for each role the person whose sentence is nearest to it, where one is near enough.

    Args:
        roles: those that nobody holds.
        lines: sentences of the notes.
        eligible: who may hold a role.
        embedder: compares meanings.
    """
    asked = [(line, person) for line in lines for person in dict.fromkeys(people_in(line.masked))
             if person in eligible and _may_tell(line)][-MOST_READ:]  # fmt: skip
    if not roles or not asked:
        return ()
    named = [(role, text) for role, texts in EXAMPLES.items() for text in texts]
    examples = [_unit(vector) for vector in embedder.embed_documents([text for _, text in named])]
    vectors = embedder.embed_documents([_told(line.masked, person) for line, person in asked])
    best: dict[Role, Hint] = {}
    for (line, person), vector in zip(asked, vectors, strict=True):
        unit = _unit(vector)
        near: dict[str, float] = {}
        for (role, _), example in zip(named, examples, strict=True):
            near[role] = max(near.get(role, -1.0), sum(a * b for a, b in zip(unit, example, strict=True)))
        first, second = sorted(near.items(), key=lambda item: -item[1])[:2]
        wanted = next((role for role in roles if role.value == first[0]), None)
        if wanted is None or first[1] < NEAR or first[1] - second[1] < LEAD:
            continue
        if wanted not in best or first[1] > best[wanted].near:
            best[wanted] = Hint(wanted, person, line, first[1])
    return tuple(best.values())


def _may_tell(line: Line) -> bool:
    return len(line.text.split()) >= _SHORTEST and is_plain(line.masked) and not is_elsewhere(line)


def _told(masked: str, person: int) -> str:
    """Return a sentence as it is told of one person, names taken out: they would only stand in the way."""
    return masking.ANY_PERSON.sub("Alex", masked.replace(masking.mark(person), "She"))


def _unit(vector: Sequence[float]) -> list[float]:
    length = sum(value * value for value in vector) ** 0.5 or 1.0
    return [value / length for value in vector]
