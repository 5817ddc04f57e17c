"""Owners by segment: which function stands in a slot such as `relationship_owner`."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.errors import BadInput
from assistant.domain.raci import NOBODY, Finding, Letters, merged
from assistant.domain.rights import Policy
from assistant.mapping.raci.functions import NAMES
from assistant.mapping.raci.process import Activity, Process

_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "small": "smb", "smallbusiness": "smb", "sme": "smb", "smallandmedium": "smb", "midsize": "midmarket",
        "mid": "midmarket", "medium": "midmarket", "large": "enterprise", "corporate": "enterprise",
        "keyaccount": "strategic", "global": "strategic",
    }
)  # fmt: skip


class Segment(NamedTuple):
    """The segment that owners are looked up by; with a finding where it had to be assumed."""

    name: str
    assumed: Finding | None = None


def segment_of(policy: Policy, named: str | None, *, strict: bool) -> Segment:
    """Return the segment of an account.

    Args:
        policy: names the segments there are, and the one that is assumed.
        named: as given; None where nothing is.
        strict: refuse a name that is not known, instead of assuming one.

    Raises:
        BadInput: `strict`, and the policy has no such segment.
    """
    folded = re.sub(r"[\W_]+", "", (named or "").casefold())
    plain = _OTHER_NAMES.get(folded, folded)
    known = {re.sub(r"[\W_]+", "", segment.casefold()): segment for segment in policy.segments}
    if plain in known:
        return Segment(known[plain])
    if named and strict:
        mend = f"name one of {', '.join(policy.segments)}, or add it under [owners]"
        raise BadInput("--segment", f"no owners for a segment {named!r}", mend=mend)
    said = f"no owners are named for the segment “{named}”" if named else "no segment is given"
    text = f"{said}: owners are those of {policy.default_segment}; name it with --segment or in the account file"
    return Segment(policy.default_segment, Finding(rule="segment_assumed", message=text, row=None, column=None))


class Seats(NamedTuple):
    """The columns of a suggestion: functions in order, with the slots of the process that each fills."""

    slots: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]

    def letters(self, activity: Activity, column: str) -> Letters:
        """Return the letters of a function by default; where it fills two slots, the higher stay."""
        letters = NOBODY
        for slot in self.slots[column]:
            letters = merged(letters, activity.letters(slot)) if letters else activity.letters(slot)
        return letters

    def column(self, slot: str) -> str | None:
        """Return the function that fills a slot, or the function itself; None where it has no column."""
        if slot in self.slots:
            return slot
        return next((column for column, slots in self.slots.items() if slot in slots), None)


def seats(process: Process, policy: Policy, segment: str) -> Seats:
    """Put functions in the slots of a process; slots that one function fills become one column."""
    slots: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for slot, label in process.columns.items():
        owner = policy.owners.get(slot, {}).get(segment)
        column = owner or slot
        slots.setdefault(column, []).append(slot)
        names.setdefault(column, _name(column) if owner else label or _name(column))
    return Seats({column: tuple(filled) for column, filled in slots.items()}, names)


def _name(column: str) -> str:
    return NAMES.get(column, column.replace("_", " ").capitalize())
