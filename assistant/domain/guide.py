"""The guide for the next interview: what is known, what to ask, why, and whom."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from assistant.domain.base import Frozen
from assistant.domain.documents import Side
from assistant.domain.evidence import Citation, Evidence, UsageFact
from assistant.domain.story import Provenance, StoryAccount, StoryDocument


class Topic(StrEnum):
    """What a question is about, in the order in which it is asked."""

    WHAT = "what"  # what is it?
    WHY = "why"  # why did you build it?
    VALUE = "value"  # what value?
    CONTRADICTION = "contradiction"  # two things that do not agree
    FIGURE = "figure"  # a figure that lacks what makes it one
    OPEN = "open"  # left open by the notes themselves
    VOICE = "voice"  # somebody who has not been heard
    CLOSING = "closing"  # asked in every interview


class Question(Frozen):
    """A question to ask: open, and without the answer in it.

    `why` and `citations` are for the interviewer, not to be read out: they may hold the figure.
    """

    id: str
    topic: Topic
    question: str
    why: str
    ask: str | None = None  # a person's name
    citations: tuple[Citation, ...] = ()


class Answered(Frozen):
    """One of the three questions of every interview that the notes answer, with the passages that do."""

    topic: Topic
    question: str
    citations: tuple[Citation, ...]


class PersonToAsk(Frozen):
    """Somebody to talk to next, with the ids of the questions for them."""

    name: str
    title: str | None = None
    side: Side = Side.UNKNOWN
    heard: bool = False  # the notes hold words of theirs
    questions: tuple[str, ...] = ()


class Guide(Frozen):
    """A guide for the next interview with everything it stands on."""

    schema_: Literal["interview-guide/1"] = Field(default="interview-guide/1", alias="schema")
    account: StoryAccount
    language: str
    answered: tuple[Answered, ...] = ()
    questions: tuple[Question, ...] = ()
    people: tuple[PersonToAsk, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    usage_facts: tuple[UsageFact, ...] = ()
    documents: tuple[StoryDocument, ...] = ()
    provenance: Provenance

    model_config = Frozen.model_config | {"populate_by_name": True, "serialize_by_alias": True}
