"""Listings a page at a time, for people: one link leads on, and keeps what was searched for."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from fastapi import Request

T = TypeVar("T")


class Stretch(NamedTuple):
    """Where a listing goes on: the key of the last item before, and the address without it."""

    after: str | None
    path: str
    asked: tuple[tuple[str, str], ...]

    def of(self, found: Sequence[T], size: int, key: Callable[[T], str]) -> tuple[Sequence[T], str]:
        """Return at most `size` items, and the address of the next ones; empty where there are none.

        Args:
            found: one more than `size` where there is more.
            size: of a page.
            key: of an item, to go on after.
        """
        shown = found[:size]
        if len(found) <= size:
            return shown, ""
        return shown, f"{self.path}?{urlencode([*self.asked, ('after', key(shown[-1]))])}"


def stretch(request: Request) -> Stretch:
    """Return where a request goes on."""
    asked = tuple((name, value) for name, value in request.query_params.multi_items() if name not in ("after", "said"))
    return Stretch(request.query_params.get("after"), request.url.path, asked)
