"""What stands in a cell, and which letters of a variant it means.

A cell holds any letters of its variant in any order and case, joined by a slash, comma, space, plus sign,
ampersand or nothing, or the words they stand for; ornaments such as bold marks, footnote numbers and
pictures are passed over. Empty cells may be written "-" or "n/a".
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from assistant.domain.raci import NOBODY, Letter, Letters
from assistant.domain.variants import VARIANTS, Variant

_EMPTY = frozenset({"", "na", "none", "nil", "noone", "nobody"})
_JOINED = re.compile(r"[\s/,;+&|.:·\\-]+|\band\b", re.IGNORECASE)
_NOTE = re.compile(r"\((?!\s*[A-Za-z]\s*\))[^()]*\)|\[\^?\w{1,4}\]|(?<=[A-Za-z])\d+$")  # "R (lead)", "A[1]", "C2"
_ORNAMENTS = frozenset("*_`~†‡§#−\u200d\ufe0f")
_ORNAMENTAL = frozenset({"So", "Sk", "Mn", "Me", "Pd", "Lm"})  # pictures, accents, marks, dashes: Unicode's categories
_NOTHING = frozenset(" \t\n\r\u00a0*_`~-‐‑‒–—―−./,;:|\\")  # an empty cell is written with these alone
_SHORTEST_NAME = 3
_MEANT = 3  # letters that an unknown cell may have to be taken for letters
_LONGEST_MARK = 2
_LONGEST = 60  # characters of a cell that may mean letters


class Cell(NamedTuple):
    """A cell as read: the letters the rules take it for, and what could not be read in it."""

    letters: Letters
    unknown: str = ""


def read(text: str, variant: Variant) -> Cell:
    """Read one cell; `unknown` names what is no letter of the variant."""
    return _read(text[: _LONGEST + 1], variant.name)


@lru_cache(maxsize=16_384)
def _read(text: str, name: str) -> Cell:
    """Read one cell; the cells of a matrix are mostly alike."""
    variant = VARIANTS[name]
    if len(text) > _LONGEST:
        return Cell(NOBODY, " ".join(text.split())[:_LONGEST])
    plain = _plain(text)
    parts = [part for part in _JOINED.split(plain) if part]
    if not parts and not _NOTHING.issuperset(text) and text.strip():
        return Cell(NOBODY, " ".join(text.split()))
    if "".join(parts).casefold() in _EMPTY:
        return Cell(NOBODY)
    found: set[Letter] = set()
    for part in parts:
        written = variant.words.get(part.casefold()) or part.upper()
        if any(letter not in variant.meanings for letter in written) or _is_name(part, variant):
            return Cell(NOBODY, " ".join(text.split()))
        found |= {variant.meanings[letter] for letter in written}
    return Cell(frozenset(found))


def _is_name(part: str, variant: Variant) -> bool:
    """Tell a name that happens to have these letters alone, such as Ada, from letters: by its capital."""
    return len(part) >= _SHORTEST_NAME and part.istitle() and part.casefold() not in variant.words


def variant_for(text: str) -> str | None:
    """Return the name of a variant that can read a cell; None where none can."""
    return next((name for name, variant in VARIANTS.items() if not read(text, variant).unknown), None)


def looks_lettered(text: str) -> bool:
    """Tell whether a cell seems meant to hold letters, known or not: a few letters, or a mark such as a tick."""
    bare = "".join(char for char in text if not char.isspace() and char not in _NOTHING)
    letters = "".join(filter(str.isalpha, bare))
    if not letters:
        return 0 < len(bare) <= _LONGEST_MARK and not any(map(str.isdigit, bare))
    return len(letters) <= _MEANT and len(bare) - len(letters) <= _LONGEST_MARK and not bare.isdigit()


def _plain(text: str) -> str:
    """Return a cell without what only adorns it; full-width and ringed letters become plain ones."""
    folded = unicodedata.normalize("NFKC", text)
    kept = "".join(
        " " if unicodedata.category(char)[0] in "ZC" and char != "\u200d" else "" if _adorns(char) else char
        for char in folded
    )
    return _NOTE.sub("", kept.strip()).replace("(", " ").replace(")", " ").strip()


def _adorns(char: str) -> bool:
    return char in _ORNAMENTS or unicodedata.category(char) in _ORNAMENTAL
