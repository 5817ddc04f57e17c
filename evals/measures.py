"""What one case of a task came to: measures, what they rest on, and what the engine produced."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from assistant.domain.story import Tokens

Kind = Literal["rate", "mean", "auroc"]


class Outcome(StrEnum):
    """What became of a case."""

    SCORED = "scored"
    UNSCORED = "unscored"  # it ran, and nothing in it could be scored
    ERROR = "error"


@dataclass(frozen=True)
class MeasureSpec:
    """A measure that a task gives.

    Attributes:
        name: unique within the task.
        higher_is_better: which way is up.
        kind: `rate` pools numerators and denominators over cases; `mean` averages the cases' values; `auroc` ranks
            the pooled `scores` of all cases, and no case has a value of its own.
        title: what it says, for people, in a few words.
    """

    name: str
    higher_is_better: bool
    kind: Kind
    title: str = ""


@dataclass(frozen=True)
class Measure:
    """One measure of one case.

    Attributes:
        name: of a `MeasureSpec` of the task.
        value: a rate's numerator over denominator, or a mean's value; None is unscored, and `reason` says why.
        weight: a rate's denominator; 1 for a mean.
    """

    name: str
    value: float | None
    weight: float = 1.0
    reason: str = ""

    @classmethod
    def rate(cls, name: str, hits: float, total: float, reason: str = "nothing to score") -> "Measure":
        """Return hits over total; unscored, with the reason, where there is nothing to count."""
        return cls(name, hits / total, float(total)) if total else cls(name, None, 0.0, reason)


@dataclass(frozen=True)
class Scored:
    """A score of what people or a plan say is so or not, for measures that rank; `measure` names the spec."""

    label: bool
    score: float
    measure: str = "auroc"


@dataclass(frozen=True)
class Detail:
    """A line of the report: one claim, figure, role or letter; `ok` None is neither right nor wrong."""

    label: str
    ok: bool | None
    text: str


@dataclass(frozen=True)
class CaseResult:
    """What one case came to.

    Attributes:
        case: the case's id.
        cluster: the account it belongs to; cases of one account are not independent.
        measures: one for each spec of the task that is not `auroc`, scored or not.
        details: what the measures rest on.
        scores: for measures of kind `auroc`.
        output: short text of what was produced, to be read side by side with another run's.
        seconds: wall clock of the subject's work.
        tokens: what a model was given and gave back.
        cost_usd: None where no price is known.
        error: one line, where the case could not be run; then there are no measures.
    """

    case: str
    cluster: str
    measures: tuple[Measure, ...] = ()
    details: tuple[Detail, ...] = ()
    scores: tuple[Scored, ...] = ()
    output: str = ""
    seconds: float = 0.0
    tokens: Tokens = field(default_factory=Tokens)
    cost_usd: float | None = None
    error: str | None = None

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        if self.error is not None:
            return Outcome.ERROR
        scored = self.scores or any(measure.value is not None for measure in self.measures)
        return Outcome.SCORED if scored else Outcome.UNSCORED
