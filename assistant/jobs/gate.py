"""What stages pass through, so that a worker can stop between two of them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Stopping(BaseException):
    """The worker stops: all stays as it is, to be resumed. No Exception, so that no stage counts as failed."""


class Gate:
    """Open until the worker stops; knows how many stages are under way."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._closed = False

    @contextmanager
    def stage(self) -> Iterator[None]:
        """Go through with one stage.

        Raises:
            Stopping: the gate is closed.
        """
        with self._changed:
            self.check()
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def check(self) -> None:
        """Raise Stopping where the gate is closed."""
        if self._closed:
            raise Stopping

    def close(self) -> None:
        """Let no further stage in."""
        with self._changed:
            self._closed = True

    def drain(self, seconds: float) -> bool:
        """Wait for the stages under way; False when they take longer than this."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._inside, timeout=seconds)
