"""The account that a story is about, as given by the user (contract: account file)."""

import re
import unicodedata
from datetime import date
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from assistant.domain.base import Frozen
from assistant.domain.documents import Person

_NOT_A_WORD = re.compile(r"[\W_]+")
# Halves of characters, and controls that would steer a terminal or turn the text around them.
_UNSHOWN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class FirstValue(Frozen):
    """The event that counts as first value: a feature, an action, or both."""

    feature: str | None = None
    action: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.feature is None and self.action is None:
            raise ValueError("name a feature, an action, or both")
        return self


class Account(Frozen):
    """What is given about an account; everything is optional."""

    id: str = "unknown"
    name: str | None = None
    segment: str | None = None
    industry: str | None = None
    arr: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    currency: str | None = None
    seats: int | None = Field(default=None, ge=0)
    contract_start: date | None = None
    kick_off: date | None = None
    go_live: date | None = None
    renewal_date: date | None = None
    timezone: str = "UTC"
    features: tuple[str, ...] = ()  # catalogue, for breadth
    robots: tuple[str, ...] = ()  # user patterns (shell wildcards) left out of usage
    first_value: FirstValue | None = None
    columns: dict[str, str] = {}  # usage column mapping: our name -> theirs
    people: tuple[Person, ...] = ()

    @classmethod
    def named(cls, name: str) -> Self:
        """Return the account of that name; its id is the name in lower case, words joined by hyphens.

        Without a character that can be shown it is the unknown account.
        """
        shown = " ".join(_UNSHOWN.sub("", name).split())
        words = _NOT_A_WORD.sub("-", unicodedata.normalize("NFKC", shown).casefold()).strip("-")
        return cls(id=words or "unknown", name=shown or None)

    @field_validator("timezone")
    @classmethod
    def _zone_is_known(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone is called {value!r}") from error
        return value
