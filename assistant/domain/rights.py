"""Decision rights: who decides what inside which limits, who confirms above them, and within what time.

The front line decides; a confirmation above a threshold is recorded as confirmed, or as changed with the
reason, never as a silent overrule (domain handbook, section 5).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from assistant.domain.base import Frozen
from assistant.domain.documents import NamedBytes

Amount = int | float


class Confirm(Frozen):
    """Who confirms, when a deal is above a threshold, and within how many hours."""

    when: str
    by: str
    within_hours: float = Field(gt=0)


class Escalate(Frozen):
    """To whom a decision goes that was not taken in time."""

    to: str
    after_hours: float = Field(gt=0)


class Delegate(Frozen):
    """Somebody else who may decide, until and including a day."""

    to: str
    until: date


class Right(Frozen):
    """The right to decide something."""

    owner: str
    limits: dict[str, Amount] = {}
    confirm: Confirm | None = None
    escalate: Escalate | None = None
    delegate: Delegate | None = None


class Policy(Frozen):
    """Owners by segment, rights and thresholds.

    `own` are the names of the rights and owners that the user's file gave, whatever the packaged policy says;
    `file` is that file.
    """

    default_segment: str = "enterprise"
    owners: dict[str, dict[str, str]] = {}
    rights: dict[str, Right] = {}
    thresholds: dict[str, Amount | tuple[Amount, ...]] = {}
    own: frozenset[str] = frozenset()
    file: NamedBytes | None = None

    @model_validator(mode="after")
    def _steps_rise(self) -> Self:
        for name, value in self.thresholds.items():
            if isinstance(value, tuple) and (not value or list(value) != sorted(set(value))):
                raise ValueError(f"the steps of `{name}` do not rise")
        return self

    @property
    def segments(self) -> tuple[str, ...]:
        """Every segment that owners are named for."""
        return tuple(dict.fromkeys(segment for owners in self.owners.values() for segment in owners))


class Decision(Frozen):
    """Who decides on a deal under one right, and what else has to happen.

    `confirmed_by` is None where no confirmation is needed; `unknown` names what would have to be known to say so.
    """

    right: str
    owner: str
    beyond: tuple[str, ...] = ()  # limits that the deal is beyond
    confirmed_by: str | None = None
    within_hours: float | None = None
    unknown: tuple[str, ...] = ()


Deal = Mapping[str, Decimal]
