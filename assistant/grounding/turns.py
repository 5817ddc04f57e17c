"""Who speaks where in a plain transcript: "Name:", "**Name:**", "[00:12:03] Name (Title):" at the head of a line."""

import re
from collections import Counter
from typing import NamedTuple

from assistant.grounding.wordset import wordset

_LABEL = re.compile(
    r"^[^\S\n]*(?:>[^\S\n]*)?(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?[^\S\n]*)?[*_]{0,3}"
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]*(?:[^\S\n][A-ZÀ-Þ][\w.'’-]*){0,3})"
    r"(?:[^\S\n]*\([^()\n]{1,80}\))?[*_]{0,3}[^\S\n]*(?:[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])])?:[*_]{0,3}(?=\s)",
    re.MULTILINE,
)
_FEWEST = 2  # labels that make a transcript; a single word that stands once is a field, or else says "I"


_OWN = re.compile(r"[^\S\n]*(?:\w+,\s)?(?:I|We|My|Our)\b|[^\n]{0,60}\b(?:I|I'm|we|my|our)\b")
_SENTENCE = re.compile(r"[^\n]*[.!?…,;][\"'”’)*_]*[^\S\n]*(?:\n|\Z)|[^\S\n]*\n")
_FIELDS = wordset(
    "account action actions agenda answer attendees background challenge context customer date decision goal goals"
    " note notes outcome participants quote result results risk solution status summary todo topic update"
)


class Turn(NamedTuple):
    """A stretch of one voice: `text[start:end]` follows the label."""

    start: int
    end: int
    speaker: str


def _speaks(text: str, label: re.Match[str]) -> bool:
    """Tell whether a label that stands once is a speaker's: a whole sentence follows a full name, "I" a single one."""
    pattern = _SENTENCE if " " in label["name"] else _OWN
    return label["name"].lower() not in _FIELDS and pattern.match(text, label.end()) is not None


def turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of a transcript, in order; none for other texts. Linear."""
    found = list(_LABEL.finditer(text))
    often = Counter(label["name"] for label in found)
    labels = [label for label in found if often[label["name"]] > 1 or _speaks(text, label)]
    if len(labels) < _FEWEST:
        return ()
    ends = [label.start() for label in labels[1:]] + [len(text)]
    return tuple(
        Turn(label.end(), end, " ".join(label["name"].split())) for label, end in zip(labels, ends, strict=True)
    )
