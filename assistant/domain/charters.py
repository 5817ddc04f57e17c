"""Function charters: what a function of the vendor is for, how it is measured, what it does and whom it needs."""

from typing import Self

from pydantic import model_validator

from assistant.domain.base import Frozen


class Dependency(Frozen):
    """Something one function expects of another; `outside` where that one is known to have no charter here."""

    on: str
    expects: str
    outside: bool = False


class Charter(Frozen):
    """The charter of one function.

    `metrics` are what the function steers by; `results` are the late, mostly financial figures that those
    should foretell. A function without a cost metric says why in `no_cost_metric`.
    """

    name: str
    title: str = ""
    mission: str = ""
    metrics: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    cost_metric: tuple[str, ...] = ()
    no_cost_metric: str = ""
    activities: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    dependencies: tuple[Dependency, ...] = ()

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not self.name.strip():
            raise ValueError("the name is blank")
        return self


class CharterFinding(Frozen):
    """What the validator says of a charter; `on` is the other function where there is one."""

    charter: str
    rule: str
    message: str
    on: str | None = None


class CharterFindings(Frozen):
    """What the validator says: errors are holes that must be closed, warnings are worth a look."""

    errors: tuple[CharterFinding, ...] = ()
    warnings: tuple[CharterFinding, ...] = ()
