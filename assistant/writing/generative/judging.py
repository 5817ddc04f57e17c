"""A model's second opinion on one sentence; implements `assistant.grounding.judge.Judge`.

It is asked only where no offline check has refused, and only about text: sentence and evidence come
fenced, and what they demand counts for nothing. A failure leaves the sentence unscored, which the checker says.
"""

import threading
import time
from collections.abc import Callable

from assistant.domain.story import PromptUse, Stage, Tokens
from assistant.domain.verdicts import Judgement, Verdict
from assistant.retrieval.protocols import Answer, AskModel
from assistant.writing.generative.answers import JudgeAnswer
from assistant.writing.proposal import Effort
from prompts import load, render

_REASON = 160  # code points of a model's reason that are passed on


class ModelJudge:
    """Asks a model, once for the same question; may be asked from several threads."""

    def __init__(self, model: AskModel, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._clock = clock
        self._heard: dict[tuple[str, tuple[str, ...]], Judgement] = {}
        self._effort = Effort()
        self._lock = threading.Lock()

    def judge(self, sentence: str, evidence: tuple[str, ...]) -> Judgement | None:
        """Return the model's opinion, or None where there is no evidence to compare with.

        Raises:
            ModelFailed: the service did not answer.
        """
        if not evidence:
            return None
        asked = (sentence, evidence)
        if asked not in self._heard:
            self._heard[asked] = self._ask(sentence, evidence)
        return self._heard[asked]

    def stage(self) -> Stage:
        """Return what judging has taken that was not told yet."""
        return self._effort.stages[0] if self._effort.stages else Stage(name="judge")

    def taken(self) -> Effort:
        """Return what judging has taken since this was last asked."""
        with self._lock:
            taken, self._effort = self._effort, Effort()
        return taken

    def _ask(self, sentence: str, evidence: tuple[str, ...]) -> Judgement:
        prompt = render(load("judge"), {"sentence": sentence, "evidence": list(evidence)})
        answer = self._model.ask(prompt, JudgeAnswer)
        self._count(answer, PromptUse(name=prompt.name, version=prompt.version, sha256=prompt.sha256))
        reason = " ".join(answer.value.reason.split())[:_REASON]
        return Judgement(verdict=Verdict(answer.value.verdict), score=answer.value.score, reasons=(f"judge: {reason}",))

    def _count(self, answer: Answer[JudgeAnswer], prompt: PromptUse) -> None:
        model = self._model.model_for("judge")
        notes = (f"no price is known for {model}: its cost is not counted",) if answer.cost_usd is None else ()
        with self._lock:
            before = self._effort.stages[0] if self._effort.stages else Stage(name="judge")
            tokens = Tokens(
                input=before.tokens.input + answer.tokens.input, output=before.tokens.output + answer.tokens.output
            )
            calls, seconds = before.calls + answer.attempts, round(before.seconds + answer.seconds, 3)
            stage = Stage(name="judge", calls=calls, seconds=seconds, tokens=tokens)
            cost = round(self._effort.cost_usd + (answer.cost_usd or 0.0), 6)
            self._effort = Effort((prompt,), tokens, cost, (stage,), notes)
