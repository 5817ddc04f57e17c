"""What is going on, on standard error, for people who have waited for two seconds."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

PATIENCE_S = 2.0


@contextmanager
def progress(after_s: float = PATIENCE_S, screen: TextIO | None = None) -> Iterator[Callable[[str], None]]:
    """Give a callback that takes the present step; it is shown on a terminal, and only after a while.

    Args:
        after_s: seconds of silence first.
        screen: where to show it; standard error unless given.
    """
    screen = screen or sys.stderr
    if not screen.isatty():
        yield _ignore
        return
    from rich.console import Console

    status = Console(file=screen).status("working")
    patience = threading.Timer(after_s, status.start)
    patience.daemon = True
    patience.start()
    try:
        yield status.update
    finally:
        patience.cancel()
        patience.join()
        status.stop()


def _ignore(step: str) -> None:
    """Nobody is watching."""
