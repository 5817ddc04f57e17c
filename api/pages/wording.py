"""How pages say things: dates, sizes, who may go where, and what was done."""

from datetime import date, datetime
from typing import NamedTuple

from assistant.domain.users import Permission, User

_NAVIGATION = (
    ("home", "Home", "/", Permission.READ),
    ("new", "New story", "/new", Permission.WRITE),
    ("accounts", "Accounts", "/accounts", Permission.READ),
    ("library", "Library", "/library", Permission.READ),
    ("audit", "Audit", "/audit", Permission.OPERATE),
    ("jobs", "Jobs", "/jobs", Permission.OPERATE),
    ("evals", "Evals", "/evals", Permission.OPERATE),
    ("users", "Users", "/users", Permission.ADMINISTER),
)
_ROLES = {"csm": "CSM", "reviewer": "reviewer", "ops": "operations", "admin": "administrator"}


class Said(NamedTuple):
    """What a page tells at its head after something was done."""

    text: str
    kind: str = "good"


_SAID = {
    "saved": Said("Saved."),
    "checked": Said("Saved, and checked again."),
    "sent": Said("Sent to review."),
    "approved": Said("Approved."),
    "returned": Said("Sent back with your reason."),
    "rejected": Said("Rejected; it will not go out."),
    "published": Said("Published."),
    "withdrawn": Said("Withdrawn. Nothing of it may be used any longer."),
    "removed": Said("Removed for good."),
    "started": Said("Started."),
    "stopped": Said("Stopped.", "warn"),
    "commented": Said("Your comment was added."),
    "resolved": Said("Marked as settled."),
    "accepted": Said("Accepted with your reason."),
    "consented": Said("Consent recorded."),
    "unconsented": Said("Consent withdrawn; what relied on it was taken back."),
    "invited": Said("Added."),
    "revoked": Said("It no longer works."),
}


def navigation(user: User) -> list[tuple[str, str, str]]:
    """Return what a user may go to: key, words, address."""
    return [(key, words, path) for key, words, path, permission in _NAVIGATION if user.may(permission)]


def start(user: User) -> str:
    """Return the page that a user starts on: the first that they may see."""
    return navigation(user)[0][2]


def said(key: str | None) -> Said | None:
    """Return what an address with `?said=` tells; nothing for what we never say."""
    return _SAID.get(key or "")


def day(when: date | datetime | None) -> str:
    """Return a day as people write it: "12 March 2027"; empty for none."""
    return f"{when.day} {when:%B} {when.year}" if when else ""


def moment(when: datetime | None) -> str:
    """Return a day with its time, in the service's zone: "12 March 2027, 14:05"."""
    return f"{day(when)}, {when:%H:%M}" if when else ""


def role_words(role: str) -> str:
    """Return a user's role as people say it."""
    return _ROLES[role]
