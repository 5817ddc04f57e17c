"""A text with typography evened out, and the way back to the text's own offsets.

Quotation marks of all kinds become one, dashes a hyphen, runs of white space a space; zero-width
characters and inline Markdown fall away. Everything else keeps its code points.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

MARK = "'"  # what every quotation mark and apostrophe becomes

_SPECIAL = re.compile(
    r"(?:(?=[^\w,.;:!?() ]|_)|(?=\s\s))(?:"  # most characters are passed over at once
    r"(?P<mark>[\"“”„‟«»‹›‘’‚＂`´]|'')"
    r"|(?P<dash>[–—―−‑‐]|(?<!-)--(?!-))"
    r"|(?P<gone>[\u200b-\u200f\u2060\ufeff\u00ad]|\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])"
    r"|\\(?=[\[\]*_()#.!-]))"
    r"|(?P<quoted>\n[^\S\n]*>[^\S\n]?)"
    r"|(?P<space>\s{2,}|[^\S ])"
    r"|(?P<dots>…)"
    r"|(?P<link>\[(?=[^\[\]\n]{1,300}\]\([^()\s]{0,1000}\))|\]\((?:https?:|/|#|\.|mailto:)[^()\s]{0,1000}\))"
    r")"
)
_PLAIN = {"mark": MARK, "dash": "-", "gone": "", "quoted": " ", "space": " ", "dots": "...", "link": ""}


class Evened(NamedTuple):
    """An evened text and, for each of its pieces, where it begins here and in the original."""

    text: str
    starts: list[int]
    origins: list[int]
    lengths: list[int]

    def place(self, at: int) -> int:
        """Return the offset in the original of the evened offset `at`."""
        piece = bisect_right(self.starts, at) - 1
        return self.origins[piece] + min(at - self.starts[piece], self.lengths[piece])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that a non-empty evened stretch came from."""
        piece = bisect_right(self.starts, end - 1) - 1
        inside = end - self.starts[piece]
        exact = len(self._piece(piece)) == self.lengths[piece]
        last = self.origins[piece] + (inside if exact else self.lengths[piece])
        return self.place(start), last

    def _piece(self, piece: int) -> str:
        stop = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[piece] : stop]


def even(text: str) -> Evened:
    """Even out the typography of `text`; linear."""
    pieces: list[str] = []
    origins: list[int] = []
    lengths: list[int] = []
    at = 0
    for hit in _SPECIAL.finditer(text):
        start, end = hit.span()
        if start > at:
            pieces.append(text[at:start])
            origins.append(at)
            lengths.append(start - at)
        plain = _PLAIN[hit.lastgroup or "space"]
        if plain:
            pieces.append(plain)
            origins.append(start)
            lengths.append(end - start)
        at = end
    if at < len(text) or not pieces:
        pieces.append(text[at:])
        origins.append(at)
        lengths.append(len(text) - at)
    starts = [0, *accumulate(map(len, pieces))][:-1]
    return Evened("".join(pieces), starts, origins, lengths)
