"""A sentence under test, with what every check asks of it, worked out once."""

from functools import cached_property

from assistant.grounding.figures import Figure, find
from assistant.grounding.names import Name, names
from assistant.grounding.quotes import Quotation, quotations
from assistant.grounding.support.canonical import reading
from assistant.grounding.support.content import content
from assistant.grounding.words import Token


class Claim:
    """One sentence.

    Attributes:
        text: the sentence as given; all offsets are its own.
        language: ISO 639-1.
    """

    def __init__(self, text: str, language: str = "en") -> None:
        self.text = text
        self.language = language

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Every word."""
        return reading(self.text)

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The words that carry content."""
        return content(self.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of the content words, in order, repeats kept."""
        return tuple(word.stem for word in self.content)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names in it."""
        return names(self.text)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures and dates in it."""
        return find(self.text, self.language)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What it puts between quotation marks."""
        return quotations(self.text)
