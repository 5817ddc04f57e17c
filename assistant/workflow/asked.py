"""A model that reads notes for roles and letters besides the rules: what asks it, and what it took."""

from dataclasses import dataclass

from assistant.domain.base import Frozen
from assistant.domain.story import Provenance
from assistant.mapping.raci.proposing import RaciProposer
from assistant.mapping.roles.proposing import Proposer
from assistant.writing.generative.asking import Desk
from assistant.writing.generative.judging import ModelJudge

BUILT_IN, BY_MODEL = "extractive", "openai"
LEXICAL = "lexical"


@dataclass(frozen=True)
class Asked:
    """A model service for one map or one matrix; `judge` is its second opinion, where that is asked for."""

    desk: Desk
    judge: ModelJudge | None = None

    @property
    def roles(self) -> Proposer:
        """What asks for roles."""
        return Proposer(self.desk, self.judge)

    @property
    def letters(self) -> RaciProposer:
        """What asks for letters."""
        return RaciProposer(self.desk, self.judge)


class Work(Frozen):
    """What made a map or a matrix: the program's version, and how long it took."""

    version: str = ""
    seconds: float = 0.0


def made_by(asked: Asked | None, work: Work, embedder: str = LEXICAL) -> Provenance:
    """Return the provenance of a map or matrix; without a model it is the built-in engine's."""
    if asked is None:
        return Provenance(engine=BUILT_IN, embedder=embedder, version=work.version, seconds=work.seconds)
    effort = asked.desk.effort(asked.judge.stage() if asked.judge else None)
    return Provenance(
        engine=BY_MODEL,
        model=asked.desk.model.model,
        embedder=embedder,
        version=work.version,
        seconds=work.seconds,
        prompts=effort.prompts,
        tokens=effort.tokens,
        cost_usd=effort.cost_usd,
        stages=effort.stages,
        notes=effort.notes,
    )
