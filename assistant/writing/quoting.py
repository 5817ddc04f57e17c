"""Which of the quotation classes the words of a claim are, against the words they were taken from."""

from assistant.domain.story import QuoteMatch
from assistant.grounding.quotes import QuoteIndex, QuoteSource


def match_of(text: str, original: str) -> QuoteMatch | None:
    """Return exact, trimmed or cleaned; None where the words may not stand between quotation marks."""
    placed = QuoteIndex([QuoteSource("original", original, ())]).place(text)
    return next((match for match in QuoteMatch if match.value == placed.cls.value), None)
