"""A model reads the notes for letters; what it proposes becomes a deed like any other, or is refused.

A proposal names an activity, a column, a letter, a reason and sentences. It is kept only where the sentence names
somebody of that column, the reason begins with that name, is about the activity, denies and imagines nothing,
has the words that the letter takes, and the checker finds it carried. What follows from a deed – which
letter moves, that one column alone answers – is decided as for the patterns (`suggesting`).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from assistant.domain.documents import Passage
from assistant.domain.raci import Letter
from assistant.domain.spans import Span
from assistant.grounding.judge import Judge
from assistant.mapping.answers import ProposedLetter, RaciAnswer
from assistant.mapping.asking import Asking, Shown, answers, refusals
from assistant.mapping.raci.deeds import Deed, Finder, letter_of, said_outright
from assistant.mapping.raci.evidence import Ground, Key
from assistant.mapping.raci.process import Activity
from assistant.mapping.stems import stems

_LONGEST = 300  # characters of a reason
_CONSULTED = re.compile(
    r"\b(?:ask|consult|input|advi[cs]|feedback|review|comment|opinion|heard?\b|involv|check(?:s|ed)? with|approv)",
    re.IGNORECASE,
)
_INFORMED = re.compile(
    r"\b(?:inform|told|tell|notif|cop(?:y|ied)|cc|posted|updat|brief|report|news|hears?|kept|receiv|gets?)",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """One sentence of the notes that may be cited."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.passage.text[self.span.start - self.passage.start : self.span.end - self.passage.start]


@dataclass(frozen=True)
class Stage:
    """What proposals are held against.

    Attributes:
        activities: the process's activities, in order.
        columns: columns by id, with how they are called and who stands in them.
        sentences: what may be cited, by the id that the model knows it by.
        finder: finds actors and functions in a sentence.
        ground: holds a deed against its sentence.
    """

    activities: Sequence[Activity]
    columns: Mapping[str, str]
    sentences: Mapping[str, Sentence]
    finder: Finder
    ground: Ground

    def disposed(self, proposal: ProposedLetter) -> tuple[Key, Deed] | str:
        """Return the cell and the deed that a proposal comes to, or why it is refused."""
        row = self._row(proposal.activity)
        column = next((id_ for id_ in self.columns if id_.casefold() == _bare(proposal.column)), None)
        if row is None or column is None:
            return "names no activity or no column"
        letter = next((one for one in Letter if one.value.casefold() == _bare(proposal.letter)), None)
        if letter is None:
            return "gives no letter"
        why = " ".join(proposal.why.split())
        cited = [self.sentences[id_] for id_ in map(_bare, proposal.evidence) if id_ in self.sentences]
        if not cited or not why or len(why) > _LONGEST:
            return "cites no sentence, or gives no reason"
        if not _is_about(self.activities[row], why):
            return "gives a reason that is not about the activity"
        refused = "names nobody of that column"
        for sentence in cited:
            result = self._deed(sentence, column, letter, why)
            if isinstance(result, Deed):
                return (row, column), result
            refused = result
        return refused

    def _row(self, id_: str) -> int | None:
        number = _bare(id_).removeprefix("a")
        at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 5 else -1  # noqa: PLR2004  digits of a row
        return at if 0 <= at < len(self.activities) else None

    def _deed(self, sentence: Sentence, column: str, letter: Letter, why: str) -> Deed | str:
        """Return what a sentence says of somebody in a column, as the model words it."""
        if sentence.text.rstrip().endswith("?"):
            return "cites a question"
        named = {one.who for one in self.finder.named(sentence.text, sentence.passage) if one.column == column}
        found = self.finder.opening(why, named)
        if found is None:
            return "names nobody of that column"
        who, clause = found
        if not said_outright(why) or not _fits(letter, clause):
            return "says nothing outright that makes for that letter"
        claim = why if why.endswith((".", "!")) else f"{why}."
        deed = Deed(column, who, letter, clause, claim, sentence.passage, sentence.span)
        return deed if self.ground.carried(deed) else "says what the cited sentence does not carry"


class RaciProposer:
    """Asks a model for letters.

    Args:
        desk: where questions go out.
        judge: a second opinion on each reason, where one is asked.
    """

    def __init__(self, desk: Asking, judge: Judge | None = None) -> None:
        self._desk = desk
        self.judge = judge

    def propose(self, account: str, stage: Stage) -> tuple[dict[Key, list[Deed]], tuple[str, ...]]:
        """Return the deeds that are left of what the model proposes, and what a reader should know of the rest.

        Raises:
            ModelFailed: the service stays down.
        """
        shown = [Shown(id_, one.text, one.passage.speaker) for id_, one in stage.sentences.items()]
        if not shown:
            return {}, ()
        told, lost = answers(self._desk, shown, partial(self._asked, account, stage))
        deeds: dict[Key, list[Deed]] = {}
        refused: Counter[str] = Counter()
        for proposal in (one for answer in told for one in answer.proposals):
            result = stage.disposed(proposal)
            if isinstance(result, str):
                refused[result] += 1
            elif result[1] not in deeds.setdefault(result[0], []):
                deeds[result[0]].append(result[1])
        return deeds, (*lost, *refusals(refused))

    def _asked(self, account: str, stage: Stage, window: Sequence[Shown]) -> RaciAnswer:
        values = {
            "account": account,
            "activities": [f"[a{at}] {one.activity}" for at, one in enumerate(stage.activities, 1)],
            "columns": [f"[{id_}] {name}" for id_, name in stage.columns.items()],
            "evidence": [one.line for one in window],
        }
        return self._desk.ask("raci", values, RaciAnswer)


def _is_about(activity: Activity, why: str) -> bool:
    """Tell whether a reason shares a telling word with an activity, or with a phrase that tells it."""
    there = stems(why).keys()
    return any(not there.isdisjoint(stems(phrase)) for phrase in (activity.activity, *activity.about))


def _fits(letter: Letter, clause: str) -> bool:
    """Tell whether a clause has the words that a letter takes: nobody answers for what he only does."""
    plain = letter_of(clause)
    if letter is Letter.CONSULTED:
        return plain is letter or bool(_CONSULTED.search(clause))
    if letter is Letter.INFORMED:
        return plain is letter or bool(_INFORMED.search(clause))
    return plain is letter


def _bare(name: str) -> str:
    return name.strip().strip("[]`").strip().casefold()
