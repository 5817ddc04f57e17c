"""Consent to let something out, and what was let out (domain handbook, section 6). Absent means no."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import model_validator

from assistant.domain.base import Frozen


class Item(StrEnum):
    """What a person or a company may consent to the use of."""

    QUOTATION = "quotation"
    NAME = "name"
    TITLE = "title"
    LOGO = "logo"
    PICTURE = "picture"
    FIGURE = "figure"


class Channel(StrEnum):
    """Where something goes out. Internal needs no consent."""

    INTERNAL = "internal"
    ONE_TO_ONE = "one_to_one"
    WEB = "web"
    EVENT = "event"
    PARTNER = "partner"
    ADVERTISING = "advertising"


class Consent(Frozen):
    """One person's or company's consent to one item on one channel, from and to a day, both included."""

    id: str
    account: str
    person: str | None = None  # name as in the stories; None is the company itself
    item: Item
    channel: Channel
    start: date
    end: date | None = None  # None: until withdrawn
    how: str  # e-mail, signed form, ...
    proof: str = ""  # where the proof lies
    recorded_by: str
    recorded_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Consent":
        if self.end is not None and self.end < self.start:
            raise ValueError("a consent cannot end before it starts")
        return self

    def holds(self, on: date) -> bool:
        """Tell whether it may be relied on that day."""
        return self.withdrawn_at is None and self.start <= on and (self.end is None or on <= self.end)


class ConsentNeed(Frozen):
    """What a story needs before it goes out on a channel: whose consent, to what."""

    person: str | None  # None is the company
    item: Item
    what: str  # the words or figure at stake


class Export(Frozen):
    """A file of a story that went out, or may; pulled when the story or a consent is withdrawn or runs out."""

    id: str
    story: str
    account: str
    version: int
    content_hash: str
    channel: Channel
    format: str
    file: str  # SHA-256 of its bytes, which name it in the store
    by: str
    at: datetime
    sent_to: str = ""  # where it went, in the exporter's words
    pulled_at: datetime | None = None
    pulled_because: str = ""
