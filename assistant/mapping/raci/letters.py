"""What stands in a cell, and which letters of a variant it means.

A cell holds any letters of its variant in any order and case, joined by a slash, comma, space, plus sign,
ampersand or nothing, or the words they stand for; ornaments such as bold marks, footnote numbers and
pictures are passed over. Empty cells may be written "-" or "n/a".
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.raci import NOBODY, Letter, Letters

A, R, C, I = Letter.ACCOUNTABLE, Letter.RESPONSIBLE, Letter.CONSULTED, Letter.INFORMED  # noqa: E741  the field's own letter


class Variant(NamedTuple):
    """One way to write a responsibility matrix.

    Attributes:
        meanings: each letter of the variant and the letter that the rules take it for.
        words: what a cell or a legend may say in full, by its first word, and the letter it stands for.
        export: how our letters are written in this variant; a letter without one cannot be written.
    """

    name: str
    meanings: Mapping[str, Letter]
    words: Mapping[str, str]
    export: Mapping[Letter, str]


def _variant(
    name: str, meanings: dict[str, Letter], words: dict[str, str], export: dict[Letter, str] | None = None
) -> Variant:
    own = export or {letter: letter.value for letter in Letter}
    return Variant(name, MappingProxyType(meanings), MappingProxyType(words), MappingProxyType(own))


_WORDS = {
    "responsible": "R", "responsibility": "R", "doer": "R", "accountable": "A", "accountability": "A",
    "approver": "A", "approves": "A", "consulted": "C", "consult": "C", "informed": "I", "inform": "I",
}  # fmt: skip
_RACI = {"R": R, "A": A, "C": C, "I": I}
VARIANTS: Mapping[str, Variant] = MappingProxyType(
    {
        "raci": _variant("raci", _RACI, _WORDS),
        "rasci": _variant("rasci", {**_RACI, "S": R}, {**_WORDS, "support": "S", "supporting": "S", "supports": "S"}),
        "daci": _variant(
            "daci",
            {"D": R, "A": A, "C": C, "I": I},
            {
                "driver": "D", "drives": "D", "approver": "A", "approves": "A", "contributor": "C",
                "contributors": "C", "consulted": "C", "informed": "I", "inform": "I",
            },
            {A: "A", R: "D", C: "C", I: "I"},
        ),
        "rapid": _variant(
            "rapid",
            {"R": R, "A": C, "P": R, "I": C, "D": A},
            {
                "recommend": "R", "recommends": "R", "agree": "A", "agrees": "A", "perform": "P", "performs": "P",
                "input": "I", "decide": "D", "decides": "D",
            },
            {A: "D", R: "P", C: "I"},
        ),
    }
)  # fmt: skip
"""The variants by name (domain handbook, section 5)."""

_EMPTY = frozenset({"", "na", "none", "nil", "noone", "nobody"})
_JOINED = re.compile(r"[\s/,;+&|.:·\\-]+|\band\b", re.IGNORECASE)
_NOTE = re.compile(r"\((?!\s*[A-Za-z]\s*\))[^()]*\)|\[\^?\w{1,4}\]|(?<=[A-Za-z])\d+$")  # "R (lead)", "A[1]", "C2"
_ORNAMENTS = frozenset("*_`~†‡§#−\u200d\ufe0f")
_ORNAMENTAL = frozenset({"So", "Sk", "Mn", "Me", "Pd", "Lm"})  # pictures, accents, marks, dashes: Unicode's categories
_LONGEST = 60  # characters of a cell that may mean letters


class Cell(NamedTuple):
    """A cell as read: the letters the rules take it for, and what could not be read in it."""

    letters: Letters
    unknown: str = ""


def read(text: str, variant: Variant) -> Cell:
    """Read one cell; `unknown` names what is no letter of the variant."""
    if len(text) > _LONGEST:
        return Cell(NOBODY, " ".join(text.split())[:_LONGEST])
    plain = _plain(text)
    parts = [part for part in _JOINED.split(plain) if part]
    if not parts and any(map(str.isalnum, text)):
        return Cell(NOBODY, " ".join(text.split()))
    if "".join(parts).casefold() in _EMPTY:
        return Cell(NOBODY)
    found: set[Letter] = set()
    for part in parts:
        written = variant.words.get(part.casefold()) or part.upper()
        if any(letter not in variant.meanings for letter in written):
            return Cell(NOBODY, " ".join(text.split()))
        found |= {variant.meanings[letter] for letter in written}
    return Cell(frozenset(found))


def written(letters: Letters, variant: Variant) -> tuple[str, Letters]:
    """Return letters as the variant writes them, and those it has no letter for."""
    kept = [variant.export[letter] for letter in Letter if letter in letters and letter in variant.export]
    return "/".join(kept), frozenset(letter for letter in letters if letter not in variant.export)


def variant_for(text: str) -> str | None:
    """Return the name of a variant that can read a cell; None where none can."""
    return next((name for name, variant in VARIANTS.items() if not read(text, variant).unknown), None)


def looks_lettered(text: str) -> bool:
    """Tell whether a cell seems meant to hold letters, known or not: short, and no number."""
    bare = _JOINED.sub("", _plain(text))
    return 0 < len(bare) <= len(VARIANTS["rasci"].meanings) - 2 and bare.isalpha() and bare.isascii()


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
