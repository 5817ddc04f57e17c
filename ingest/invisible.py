"""Characters that somebody reading a file does not see, and that are therefore pointed out."""

import re
from typing import NamedTuple

from assistant.domain.documents import Notice

# Joiners (U+200C, U+200D) shape Persian and emoji, and tags spell flags: only their misuse is odd, so a
# flag's tags (after U+1F3F4) are left out and joiners are never pointed out.

VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000E0000-\U000E007F]")


class _Family(NamedTuple):
    kind: str
    words: str
    pattern: re.Pattern[str]


_FAMILIES = (
    _Family("control_characters", "control characters", re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")),
    _Family("bidi_controls", "marks that turn the direction of writing", re.compile(r"[\u202a-\u202e\u2066-\u2069]")),
    _Family(
        "hidden_text",
        "invisible tag characters",
        re.compile(r"(?<![\U0001F3F4\U000E0000-\U000E007F])[\U000E0000-\U000E007F]"),
    ),
)


def notices(text: str) -> tuple[Notice, ...]:
    """Return one notice a family of invisible characters, from its first to its last occurrence."""
    return tuple(notice for family in _FAMILIES if (notice := _notice(family, text)))


def _notice(family: _Family, text: str) -> Notice | None:
    count, first, last = 0, 0, 0
    for match in family.pattern.finditer(text):
        first = match.start() if count == 0 else first
        last = match.end()
        count += 1
    if not count:
        return None
    return Notice(kind=family.kind, text=f"{count} {family.words} stand in the text", start=first, end=last)
