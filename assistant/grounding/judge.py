"""A second opinion by a model, optional: asked last, and only where the offline checks cannot decide."""

from typing import Protocol

from assistant.domain.verdicts import Judgement


class Judge(Protocol):
    """Judges one sentence against the texts that should carry it."""

    def judge(self, sentence: str, evidence: tuple[str, ...]) -> Judgement | None:
        """Return an opinion, or None when there is none: the sentence then stays unscored by the judge."""
        ...
