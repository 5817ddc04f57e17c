"""A sentence under test, with what every check asks of it, worked out once."""

from functools import cached_property

from assistant.grounding.figures import Figure, find
from assistant.grounding.names import Name, names
from assistant.grounding.quotes import Quotation, quotations
from assistant.grounding.support.canonical import reading
from assistant.grounding.support.content import content, content_of
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
        """What it quotes; marks that only set off a word, or the title of a work, do not quote."""
        return tuple(
            quotation
            for quotation in quotations(self.text)
            if not quotation.is_scare and (quotation.direct or not _is_title(quotation.text))
        )

    def quotes(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the sentence lies within the words of a quotation."""
        return any(part.start <= start and end <= part.end for one in self.quotations for part in one.parts)


def _is_title(text: str) -> bool:
    """Tell whether the words are those of a title, "The Art of Renewal": each content word has a capital."""
    return all(word.text[0].isupper() or word.text[0].isdigit() for word in content_of(text))
