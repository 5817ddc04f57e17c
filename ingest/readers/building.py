"""Putting a text together paragraph by paragraph, while keeping where each one stands."""

from assistant.domain.spans import Span


class TextBuilder:
    """Collects paragraphs; `text` is all of them, with what was asked for between each two."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0  # code points so far

    @property
    def text(self) -> str:
        """Everything so far."""
        return "".join(self._pieces)

    @property
    def tail(self) -> str:
        """The paragraph added last, or nothing."""
        return self._pieces[-1] if self._pieces else ""

    def add(self, words: str, *, prefix: str = "", between: str = "\n\n") -> Span:
        """Append a paragraph and return the span of `words`, which leaves out `prefix`."""
        if self.length:
            self._put(between)
        self._put(prefix)
        start = self.length
        self._put(words)
        return Span(start, self.length)

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self.length += len(piece)
