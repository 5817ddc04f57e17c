"""The types that outcomes are found in and put into."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.grounding.figures import Figure
from assistant.writing.outcomes.formula import ChangeKind
from assistant.writing.proposal import SpanCite

Form = Literal["pair", "change", "compound", "return", "single"]


@dataclass(frozen=True)
class Statement:
    """A sentence that may hold figures.

    `text` is the plain sentence that `figures` refer to; `cite` is where it stands. `place` counts
    the statements of one document in reading order, so that neighbours can be told; `voice` is the
    speaker, where known.
    """

    text: str
    figures: tuple[Figure, ...]
    cite: SpanCite
    place: int
    voice: str | None = None
    rank: int = 3
    around: str = ""  # the passage it stands in


@dataclass(frozen=True)
class Finding:
    """A figure that says what came of it, and the sentences that carry it.

    Attributes:
        name: short noun phrase for what is measured.
        before, after: the values; a single figure has `after` alone, a stated change neither.
        unit: as a reader would write it, in the plural ("days", "percent", "USD").
        change_kind, change, formula: how far it moved, and how that was computed, where it was.
        named: `name` is what the sentence calls it, not only what was counted.
        stated: the change was said in so many words, not computed.
        figures: the figures of the statements that take part.
        statements: the sentences, in reading order.
    """

    form: Form
    name: str
    unit: str
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    before: Decimal | None = None
    after: Decimal | None = None
    change_kind: ChangeKind | None = None
    change: Decimal | None = None
    formula: str | None = None
    stated: bool = True
    per: str | None = None
    named: bool = True

    @property
    def told(self) -> tuple[tuple[Figure, Statement], ...]:
        """The figures, each with the sentence it stands in: the value before first."""
        if len(self.statements) == len(self.figures):
            return tuple(zip(self.figures, self.statements, strict=True))
        return tuple((figure, self.statements[0]) for figure in self.figures)

    @property
    def cites(self) -> tuple[SpanCite, ...]:
        """Where the finding stands."""
        return tuple(dict.fromkeys(statement.cite for statement in self.statements))
