"""Stretches of a text that are spoken for."""

from bisect import bisect_left, bisect_right, insort


class Taken:
    """Stretches already read as something; they never overlap. Queries take logarithmic time."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        """Take a stretch whose neighbours are known to be free of it."""
        if not self.covers(start, end):
            insort(self._spans, (start, end))

    def add_free(self, start: int, end: int) -> bool:
        """Take a stretch if it is free, and tell whether it was."""
        if self.covers(start, end):
            return False
        insort(self._spans, (start, end))
        return True

    def covers(self, start: int, end: int) -> bool:
        """Tell whether any of `start:end` is taken."""
        index = bisect_right(self._spans, (start, end)) - 1
        if index >= 0 and self._spans[index][1] > start:
            return True
        after = bisect_left(self._spans, (start, end))
        return after < len(self._spans) and self._spans[after][0] < end
