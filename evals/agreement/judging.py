"""A model that judges for the evals: it sees a sentence and its evidence, and says what the evidence carries.

Its prompt is not the program's own: a scorer that shares its prompt with what it scores would share its faults.
"""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.errors import ModelFailed
from assistant.retrieval.protocols import AskModel
from assistant.writing.generative.answers import JudgeAnswer
from prompts import load, render

PROMPT = "evals_judge"


class Judged(NamedTuple):
    """What the model said; a verdict of None is unscored, and `why` says why."""

    verdict: str | None
    score: float | None
    why: str


def judge(model: AskModel, sentence: str, evidence: Sequence[str]) -> Judged:
    """Return the model's verdict; one that cannot be read, or does not come, leaves the sentence unscored."""
    if not any(text.strip() for text in evidence):
        return Judged(None, None, "there is no evidence to judge by")
    prompt = render(load(PROMPT), {"sentence": sentence, "evidence": list(evidence)})
    try:
        answer = model.ask(prompt, JudgeAnswer).value
    except ModelFailed as error:
        return Judged(None, None, str(error))
    return Judged(answer.verdict, answer.score, " ".join(answer.reason.split()))
