"""The ways to write a responsibility matrix: RACI, RASCI, DACI, RAPID, and what the letters of each mean."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.raci import Letter, Letters

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


def written(letters: Letters, variant: Variant) -> tuple[str, Letters]:
    """Return letters as the variant writes them, and those it has no letter for."""
    kept = [variant.export[letter] for letter in Letter if letter in letters and letter in variant.export]
    return "/".join(kept), frozenset(letter for letter in letters if letter not in variant.export)
