"""Gates as a TOML file has them."""

import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput
from evals.running.record import Spec

DEFAULT = Path(__file__).parent / "default.toml"


class AgainstBaseline(Frozen):
    """What every measure is held to, beside the blessed run.

    Attributes:
        alpha: a measure that is worse fails below this chance.
        correction: for there being many measures.
        max_drop: a measure that is worse by more fails, however few accounts that rests on.
        max_new_errors: cases that could be run then, and cannot now.
    """

    alpha: float = Field(default=0.05, gt=0, lt=1)
    correction: Literal["holm", "none"] = "holm"
    max_drop: float | None = Field(default=None, ge=0)
    max_new_errors: int = Field(default=0, ge=0)


class Gate(Frozen):
    """Bounds of one measure; those that are not named do not count.

    Attributes:
        engine: a pattern such as `openai *`.
        min, max: bounds of the figure.
        min_low, max_high: bounds of its interval's ends.
        max_drop: in place of that of all measures.
        max_unscored: cases of the task without this measure.
    """

    task: str
    measure: str
    engine: str = "*"
    min: float | None = None
    max: float | None = None
    min_low: float | None = None
    max_high: float | None = None
    max_drop: float | None = Field(default=None, ge=0)
    max_unscored: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _asks_for_something(self) -> "Gate":
        if all(
            getattr(self, name) is None for name in ("min", "max", "min_low", "max_high", "max_drop", "max_unscored")
        ):
            raise ValueError(f"gate of {self.task}, {self.measure} asks for nothing")
        return self

    def holds(self, engine: str, task: str, measure: str) -> bool:
        """Tell whether a figure is held to this gate."""
        return (task, measure) == (self.task, self.measure) and fnmatchcase(engine, self.engine)


class Rules(Frozen):
    """All gates of a file.

    Attributes:
        max_errors: cases that may fail to run, by engine and task.
        baseline: None holds nothing against the blessed run.
    """

    max_errors: int = Field(default=0, ge=0)
    baseline: AgainstBaseline | None = None
    gate: tuple[Gate, ...] = ()


def read_rules(path: Path, known: Sequence[Spec]) -> Rules:
    """Read a file of gates.

    Raises:
        BadInput: it cannot be read, or names a task or measure that there is not.
    """
    try:
        rules = Rules.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(str(path), f"cannot be read ({reason})", mend="name a TOML file of gates") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BadInput(str(path), first["msg"], place=place, mend="see docs/evals.md") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise BadInput(str(path), f"not valid TOML: {error}", mend="correct it") from error
    names = {(spec.task, spec.name) for spec in known}
    for at, gate in enumerate(rules.gate, start=1):
        if (gate.task, gate.measure) not in names:
            problem = f"there is no measure {gate.measure!r} of a task {gate.task!r}"
            raise BadInput(str(path), problem, place=f"gate {at}", mend="see `outcome-stories evals list`")
    return rules
