"""Text made fit for formats that cannot hold every code point, without hiding that something stood there."""

import unicodedata

_PICTURES = (
    {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")
)
_EMBEDDING, _POP = "\u202a\u202b\u202d\u202e", "\u202c"
_ISOLATE, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def plain(text: str) -> str:
    """Return text that XML can hold: control characters as their pictures, lone surrogates replaced.

    Marks that change the direction of writing are closed at the end, so that they steer nothing behind it.
    """
    shown = text.translate(_PICTURES)
    return shown + _POP * _left_open(shown, _EMBEDDING, _POP) + _POP_ISOLATE * _left_open(shown, _ISOLATE, _POP_ISOLATE)


def line(text: str) -> str:
    """Return the same on one line."""
    return plain(" ".join(text.split()))


def shortened(text: str, most: float) -> str:
    """Return a text that is no wider than so many ems, its end cut off and marked where need be."""
    if width(text) <= most:
        return text
    room, end = most - 1, 0
    for end, char in enumerate(text):  # noqa: B007  the end is what is looked for
        room -= width(char)
        if room < 0:
            break
    return f"{text[:end].rstrip()}…"


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction is written from right to left."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((found for found in directions if found in {"L", "R", "AL"}), "L") != "L"


def width(text: str) -> float:
    """Return about how wide a text is, in ems of its font: wide characters 1, capitals 0.7, others 0.5."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.68 if char.isupper() else 0.5 for char in text)


def _left_open(text: str, openers: str, closer: str) -> int:
    return max(0, sum(map(text.count, openers)) - text.count(closer))
