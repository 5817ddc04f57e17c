"""Figures in running text: find them, compare them."""

from assistant.grounding.figures.compare import Carry, carries, carry, conflicts, same_noun
from assistant.grounding.figures.model import QUANTITIES, Change, Figure, FigureKind, Modifier, Role
from assistant.grounding.figures.scan import find

__all__ = [
    "QUANTITIES",
    "Carry",
    "Change",
    "Figure",
    "FigureKind",
    "Modifier",
    "Role",
    "carries",
    "carry",
    "conflicts",
    "find",
    "same_noun",
]
