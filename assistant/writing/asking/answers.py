"""The three questions of every interview: which the notes answer, by which passages, and which they leave open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.guide import Topic
from assistant.grounding.figures import FigureKind
from assistant.writing.asking.inquiry import Inquiry
from assistant.writing.outcomes.findings import Finding
from assistant.writing.proposal import Cite, SpanCite
from assistant.writing.scoring import Scored

ASKED = {
    Topic.WHAT: "What is it: what does it do, for whom, and since when?",
    Topic.WHY: "Why did you build it: what was it like before, what was the trouble, and what else did you look at?",
    Topic.VALUE: "What has come of it: what is different now, how do you know, and since when?",
}
_PARTS = {Topic.WHAT: "what", Topic.WHY: "why"}
_SURE = 2.0  # from which words, heading and place together say that a sentence answers
_SHOWN = 2  # passages for each answer
_WHEN = frozenset({FigureKind.DATE, FigureKind.YEAR, FigureKind.QUARTER})
_ALTERNATIVES = re.compile(
    r"\b(?:looked at|evaluat\w+|alternatives?|compared|shortlist\w*|instead of|considered|got a quote|chose|"
    r"other (?:tools?|vendors?|ways?|options?))\b",
    re.IGNORECASE,
)
_SINCE = "Since when do you use it, and how did it begin?"
_INSTEAD = "What else did you look at, and why did you not take it?"


@dataclass(frozen=True)
class Answer:
    """One of the three questions with the places that answer it."""

    topic: Topic
    question: str
    cites: tuple[Cite, ...]


def answers(told: Sequence[Scored], findings: Sequence[Finding]) -> tuple[Answer, ...]:
    """Return the questions that are answered."""
    value = tuple(dict.fromkeys(cite for f in findings if f.form != "single" for cite in f.cites))
    places = {topic: _places(told, part) for topic, part in _PARTS.items()} | {Topic.VALUE: value}
    return tuple(Answer(topic, ASKED[topic], cites[:_SHOWN]) for topic, cites in places.items() if cites)


def unanswered(told: Sequence[Scored], answered: Sequence[Answer], ask: str | None) -> Iterator[Inquiry]:
    """Return the questions that no passage answers, and what the answers leave out."""
    known = {answer.topic for answer in answered}
    for topic, question in ASKED.items():
        if topic not in known:
            yield Inquiry(topic, question, "No passage answers it.", ask)
    begun = any(figure.kind in _WHEN for item in told for figure in item.candidate.figures if _begins(item))
    if Topic.WHAT in known and not begun:
        yield Inquiry(Topic.WHAT, _SINCE, "No date is told for when it began.", ask)
    if Topic.WHY in known and not any(_ALTERNATIVES.search(item.candidate.text) for item in told):
        yield Inquiry(Topic.WHY, _INSTEAD, "The notes name no alternative.", ask)


def _begins(item: Scored) -> bool:
    return item.part in {"what", "spread", "why"}


def _places(told: Sequence[Scored], part: str) -> tuple[Cite, ...]:
    sure = [item for item in told if item.part == part and item.totals.get(part, 0.0) >= _SURE]
    best = sorted(sure, key=lambda item: -item.totals[part])
    return tuple(SpanCite(i.candidate.passage.document, i.candidate.span.start, i.candidate.span.end) for i in best)
