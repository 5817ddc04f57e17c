"""A model reads the notes for roles; what it proposes is held against them (`disposing`) before it counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.people import Role
from assistant.grounding.judge import Judge
from assistant.mapping.answers import ProposedRole, RolesAnswer
from assistant.mapping.asking import Asking, Shown, answers, refusals
from assistant.mapping.roles.disposing import Refusal, Scenery
from assistant.mapping.roles.signals import Hit
from assistant.mapping.roles.words_stance import INFLUENCE, SELLING, STAKE

DESCRIBED: Mapping[str, str] = MappingProxyType(
    {
        Role.EXECUTIVE_SPONSOR: "gives the work its mandate, removes obstacles, speaks for it from above",
        Role.ECONOMIC_BUYER: "has the last word on the money: holds the budget, signs the order",
        Role.DECISION_MAKER: "decides scope, design and timing of the project from day to day",
        Role.COACH: "tells us how things stand and wishes us well, without power to move it",
        Role.SOLUTION_OWNER: "answers for a solution in use, or is the senior person who owns it",
        Role.BUILDER: "made it: sheets, boards, reports, flows, rules",
        Role.ADMINISTRATOR: "keeps the instance: users, rights, settings",
        Role.PEOPLE_MANAGER: "leads the people who must work with it",
        Role.POWER_USER: "uses it more and knows it better than others do",
        Role.END_USER: "does the daily work in it, without building or running it",
        Role.TECHNICAL_EVALUATOR: "judges fit, security, integration",
        Role.PROCUREMENT: "runs price, terms and paperwork, without a say on value",
        Role.INFLUENCER: "others listen to them, though they have no formal part",
        Role.DETRACTOR: "works or speaks against it",
        SELLING: "sign of a champion: sells it inside when the vendor is not in the room",
        INFLUENCE: "sign of a champion: has pull, gets things through",
        STAKE: "sign of a champion: has something of their own to gain by it",
    }
)  # fmt: skip
_FOR = frozenset((Role.CHAMPION, Role.COACH, Role.EXECUTIVE_SPONSOR, SELLING))


class Proposals(NamedTuple):
    """What is left of a model's proposals, and what a reader should know of the rest."""

    hits: tuple[Hit, ...] = ()
    remarks: tuple[str, ...] = ()


class Proposer:
    """Asks a model for roles.

    Args:
        desk: where questions go out.
        judge: a second opinion on each reason, where one is asked.
    """

    def __init__(self, desk: Asking, judge: Judge | None = None) -> None:
        self._desk = desk
        self.judge = judge

    def propose(self, account: str, scenery: Scenery, people: Mapping[str, str]) -> Proposals:
        """Return what the model reads in the notes and the checker leaves.

        Args:
            account: the account's name.
            scenery: the sentences and people, and what proposals are held against.
            people: a line on each person whom the notes name, by id.

        Raises:
            ModelFailed: the service stays down.
        """
        shown = [
            Shown(id_, line.text, scenery.voices.get(line.speaker) if line.speaker is not None else None)
            for id_, line in scenery.lines.items()
        ]
        if not shown or not scenery.people:
            return Proposals()
        told, lost = answers(self._desk, shown, partial(self._asked, account, people))
        return _disposed([one for answer in told for one in answer.proposals], scenery, lost)

    def _asked(self, account: str, people: Mapping[str, str], window: Sequence[Shown]) -> RolesAnswer:
        values = {
            "account": account,
            "roles": [{"name": name, "text": text} for name, text in DESCRIBED.items()],
            "people": [f"[{id_}] {line}" for id_, line in people.items()],
            "evidence": [one.line for one in window],
        }
        return self._desk.ask("roles", values, RolesAnswer)


def _disposed(proposals: Sequence[ProposedRole], scenery: Scenery, lost: Sequence[str]) -> Proposals:
    hits: list[Hit] = []
    refused: Counter[str] = Counter()
    for proposal in _once(proposals):
        result = scenery.disposed(proposal)
        if isinstance(result, Refusal):
            refused[result.reason] += 1
        else:
            hits += result
    kept = tuple({(hit.person, hit.signal.role, hit.line.document, hit.line.span): hit for hit in hits}.values())
    return Proposals(kept, (*lost, *refusals(refused), *_conflicts(kept, scenery)))


def _once(proposals: Sequence[ProposedRole]) -> Iterator[ProposedRole]:
    """Yield each proposal once; the same one may come from two halves of a stretch."""
    seen: set[str] = set()
    for proposal in proposals:
        text = proposal.model_dump_json()
        if text not in seen:
            seen.add(text)
            yield proposal


def _conflicts(hits: Sequence[Hit], scenery: Scenery) -> Iterator[str]:
    """Say where the model reads somebody both for and against."""
    roles: dict[int, set[str]] = {}
    for hit in hits:
        roles.setdefault(hit.person, set()).add(hit.signal.role)
    for person, read in roles.items():
        if Role.DETRACTOR in read and read & _FOR:
            yield f"the model reads {scenery.voices[person]} both for and against: look at the sentences"
