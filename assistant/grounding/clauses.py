"""Clauses of a sentence, by the marks and words that part them: coarse, but enough to tell what belongs together."""

import re
from collections.abc import Iterator

from assistant.domain.spans import Span

_BREAK = re.compile(
    r"[;:!?()–—\n]|,(?=\s)|\.(?=\s|$)|(?<=\s)(?:and|but|while|whereas|because|although|though|which|who|when)(?=\s)",
    re.IGNORECASE,
)


def clauses(text: str) -> Iterator[Span]:
    """Yield the stretches between the breaks of a sentence, those without a letter or digit left out."""
    start = 0
    for hit in _BREAK.finditer(text):
        if _says(text, start, hit.start()):
            yield Span(start, hit.start())
        start = hit.end()
    if _says(text, start, len(text)):
        yield Span(start, len(text))


def clause_at(text: str, at: int) -> Span:
    """Return the clause that holds a place; the whole text where none does."""
    return next((span for span in clauses(text) if span.start <= at < span.end), Span(0, len(text)))


def _says(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))
