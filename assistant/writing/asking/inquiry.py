"""A question before it has its number, and what may be said in one: never a figure, never the answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.domain.guide import Topic
from assistant.writing.proposal import Cite

_FIGURE = re.compile(
    r"\d|%|\b(?:half|halv\w+|doubl\w+|tripl\w+|twice|thrice|third|quarter|percent|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_LONGEST = 6  # words of a name that fits into a question


@dataclass(frozen=True)
class Inquiry:
    """A question, why it is asked, whom it is for, and the passages that raised it."""

    topic: Topic
    question: str
    why: str
    ask: str | None = None
    cites: tuple[Cite, ...] = ()


def offers_figure(text: str) -> bool:
    """Tell whether a text holds a figure, in digits or in words."""
    return bool(_FIGURE.search(text))


def sayable(name: str) -> str | None:
    """Return a name as it may stand in a question; None for one that is too long or gives a figure away."""
    return name if 0 < len(name.split()) <= _LONGEST and not offers_figure(name) else None


def merged(inquiries: Iterable[Inquiry]) -> tuple[Inquiry, ...]:
    """Return each question once, with all that raised it."""
    found: dict[tuple[str, str | None], Inquiry] = {}
    for one in inquiries:
        key = (one.question, one.ask)
        known = found.get(key)
        if known is None:
            found[key] = one
        else:
            why = known.why if one.why in known.why else f"{known.why} {one.why}"
            found[key] = replace(known, why=why, cites=tuple(dict.fromkeys((*known.cites, *one.cites))))
    return tuple(found.values())
