"""Whose turn it is to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident

from assistant.domain.errors import StoreConflict


class Turn:
    """One writer at a time among the threads of this process; the others wait without polling."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._holder: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn and keep it for a block.

        Raises:
            StoreConflict: this thread has it already, and would wait for itself.
        """
        if self._holder == get_ident():
            raise StoreConflict("a writing unit is open in this thread already; end it first")
        with self._lock:
            self._holder = get_ident()
            try:
                yield
            finally:
                self._holder = None
