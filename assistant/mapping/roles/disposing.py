"""Roles that a model proposes, held against the notes: what is left counts like any other reading of them.

A proposal names a person, a role, a reason and sentences. It is kept only where the person is there and may
hold a role, the sentences speak of that person and are no question, the reason speaks of nobody else, is of a
kind that speaks for the role, and the checker finds it carried. Whether a role follows is then judged by the
same rules as for the patterns (`judging`): a denial elsewhere, newer words, the three signs of a champion.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.domain.documents import BlockKind, Side
from assistant.domain.people import Role
from assistant.domain.spans import Span
from assistant.domain.text import plain
from assistant.domain.verdicts import SourceSpan, Verdict
from assistant.grounding.checker import Checker
from assistant.grounding.givens import Givens
from assistant.grounding.judge import Judge
from assistant.grounding.sources import SourceText
from assistant.mapping.answers import ProposedRole
from assistant.mapping.roles import masking
from assistant.mapping.roles.cues import KNOWN, may_speak_for
from assistant.mapping.roles.masking import Names
from assistant.mapping.roles.reading import Line, people_in
from assistant.mapping.roles.signals import NEVER, Hit, Reading, Signal, is_elsewhere, is_plain, is_question

WEIGHT = 0.65  # what a model's reading is worth, beside 0.55 to 0.9 of the patterns
_LONGEST = 300  # code points of a reason
_BITTER = frozenset((Role.DETRACTOR.value,))


class Refusal(NamedTuple):
    """Why a proposal is not kept."""

    reason: str


@dataclass(frozen=True)
class Scenery:
    """What proposals are held against.

    Attributes:
        lines: sentences that may be cited, by the id that the model knows them by.
        people: who may hold a role, by the id that the model knows them by: place among all, and name.
        names: finds people in a sentence.
        voices: names of all individuals, by their place.
        texts: text and language of each document.
        told: what the patterns found, by individual.
        judge: a second opinion, where one is asked.
    """

    lines: Mapping[str, Line]
    people: Mapping[str, tuple[int, str]]
    names: Names
    voices: Mapping[int, str]
    texts: Mapping[str, tuple[str, str]]
    told: Mapping[int, Sequence[Hit]] = field(default_factory=dict)
    judge: Judge | None = None

    def disposed(self, proposal: ProposedRole) -> tuple[Hit, ...] | Refusal:
        """Return what a proposal comes to, one reading for each sentence that carries it, or why it is refused."""
        known = self.people.get(_bare(proposal.person))
        role = _bare(proposal.role).replace(" ", "_").replace("-", "_")
        if known is None or role not in KNOWN:
            return Refusal("names nobody who may hold a role, or no role")
        person, name = known
        lines = self._lines(proposal, person)
        why = " ".join(proposal.why.split())
        reason = self._unusable(lines, person, role) or self._unfit(why, person, role, lines)
        if not reason and not self._carried(why, name, lines):
            reason = "says what the cited sentences do not carry"
        if reason:
            return Refusal(reason)
        says = masking.ANY_PERSON.sub("", self.names.masked(masking.prepared(why), _unseen), count=1)
        read = Signal(role, says.strip(" .!"), WEIGHT, NEVER)
        return tuple(Hit(person, read, line, Reading.HOLDS, by_model=True) for line in lines)

    def _lines(self, proposal: ProposedRole, person: int) -> list[Line]:
        """Return the sentences that a proposal cites and that speak of its person."""
        ids = [id_ for id_ in dict.fromkeys(map(_bare, proposal.evidence)) if id_ in self.lines]
        return [self.lines[id_] for id_ in ids if person in people_in(self.lines[id_].masked)]

    def _unusable(self, lines: Sequence[Line], person: int, role: str) -> str:
        """Return what is wrong with sentences as evidence; empty where nothing is."""
        if not lines:
            return "cites no sentence about that person"
        if any(is_question(line.text) or is_elsewhere(line) for line in lines):
            return "cites a question, or another place and time"
        if any(not hit.reading.holds for hit in self._of_rules(person, role) if hit.line in lines):
            return "cites words that deny it, or tell it of the past"
        return ""

    def _of_rules(self, person: int, role: str) -> Iterator[Hit]:
        return (hit for hit in self.told.get(person, ()) if hit.signal.role == role)

    def _unfit(self, why: str, person: int, role: str, lines: Sequence[Line]) -> str:
        """Return what is wrong with the form of a reason; empty where nothing is."""
        if not why or len(why) > _LONGEST:
            return "gives no reason, or a long one"
        masked = self.names.masked(masking.prepared(why), _unseen)
        if not masked.startswith(masking.mark(person)) or set(people_in(masked)) != {person}:
            return "speaks of somebody else"
        if masking.HAS_FIRST.search(masked) or not is_plain(masked, bitter=role in _BITTER):
            return "says nothing outright"
        said = (masked, " ".join(line.masked for line in lines))
        if not all(may_speak_for(role, plain(masking.ANY_PERSON.sub(" ", words))) for words in said):
            return "gives a reason that is none for that role"
        return ""

    def _carried(self, why: str, name: str, lines: Sequence[Line]) -> bool:
        sources = [source for number, line in enumerate(lines) for source in self._sources(number, line)]
        checker = Checker(sources, Givens(names=(name,)), self.judge)
        cited = [SourceSpan(source=one.id, start=0, end=len(one.text)) for one in sources]
        judgement = checker.check(why, cited=cited, language=self.texts[lines[0].document][1])
        return judgement.verdict is Verdict.SUPPORTED and "no_assertion" not in judgement.reasons

    def _sources(self, number: int, line: Line) -> Iterator[SourceText]:
        text, language = self.texts[line.document]
        spoken = line.kind in (BlockKind.SPEECH, BlockKind.QUOTATION)
        rank = 4 if line.side is Side.VENDOR else 1 if spoken else 3
        speaker = self.voices.get(line.speaker) if line.speaker is not None else None
        yield SourceText(f"s{number}", line.text, speaker, line.side, rank, language)
        if line.before is not None:
            yield SourceText(f"b{number}", Span(*line.before).of(text), None, Side.UNKNOWN, rank, language)


def _unseen(_person: int, _place: int) -> None:
    """Take no note of a name that is masked."""


def _bare(name: str) -> str:
    return name.strip().strip("[]`").strip().lower()
