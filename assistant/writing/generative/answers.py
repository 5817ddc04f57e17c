"""What a model may fill in: words and the ids of evidence. No verdict, no figure of its own, no id of ours.

Fields that are not asked for are left aside; what is there is validated, and bounded so that no answer is endless.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Part = Annotated[str, Field(max_length=40)]
Text = Annotated[str, Field(max_length=4_000)]
Ids = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=60)]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class AnsweredQuestion(_Answer):
    """A question of the guide, by the part of the story it belongs to, and what answers it."""

    part: Part
    evidence: Ids


class PlanAnswer(_Answer):
    """Answer of the prompt `plan`."""

    questions: Annotated[list[AnsweredQuestion], Field(max_length=40)]
    lead: Ids


class Record(_Answer):
    """Something a story could use; strength from 1 to 5."""

    kind: Literal["person", "problem", "solution", "outcome", "figure", "quotation", "plan"]
    part: Part
    evidence: Ids
    strength: int


class ExtractAnswer(_Answer):
    """Answer of the prompt `extract`."""

    records: Annotated[list[Record], Field(max_length=400)]


class Sentence(_Answer):
    """One sentence and the evidence that should carry it."""

    text: Text
    evidence: Ids


class DraftSection(_Answer):
    """The sentences of one part of the story."""

    part: Part
    sentences: Annotated[list[Sentence], Field(max_length=200)]


class DraftAnswer(_Answer):
    """Answer of the prompt `draft`."""

    title: Sentence
    summary: Annotated[list[Sentence], Field(max_length=20)]
    sections: Annotated[list[DraftSection], Field(max_length=20)]


class MendedSentence(_Answer):
    """A sentence put right, under the id it had."""

    id: Annotated[str, Field(max_length=40)]
    text: Text
    evidence: Ids


class RepairAnswer(_Answer):
    """Answer of the prompt `repair`; sentences that cannot be put right are left out."""

    sentences: Annotated[list[MendedSentence], Field(max_length=400)]


class EditedSentence(_Answer):
    """A sentence in better words, under the id it had."""

    id: Annotated[str, Field(max_length=40)]
    text: Text


class PolishAnswer(_Answer):
    """Answer of the prompt `polish`; sentences that stay as they are are left out."""

    sentences: Annotated[list[EditedSentence], Field(max_length=400)]


class TranslatedSentence(_Answer):
    """A sentence in another language, under the id it had; `quotation` translates its quoted words, or is empty."""

    id: Annotated[str, Field(max_length=40)]
    text: Text
    quotation: Text


class TranslateAnswer(_Answer):
    """Answer of the prompt `translate`."""

    sentences: Annotated[list[TranslatedSentence], Field(max_length=400)]


class JudgeAnswer(_Answer):
    """Answer of the prompt `judge`."""

    verdict: Literal["supported", "partial", "unsupported", "contradicted"]
    score: Annotated[float, Field(ge=0, le=1)]
    reason: Text
