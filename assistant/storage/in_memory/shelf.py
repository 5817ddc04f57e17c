"""A table in memory whose readers keep seeing the moment at which they began."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from assistant.domain.errors import NotFound, StoreConflict

K = TypeVar("K")
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Rows by key, copied before the first change; one made from another leaves the other as it was.

    Args:
        rows: what is there at first; never changed.
        writable: whether it may be changed at all.
    """

    def __init__(self, rows: Mapping[K, V] | None = None, *, writable: bool = False) -> None:
        self._rows: Mapping[K, V] = {} if rows is None else rows
        self._own: dict[K, V] | None = None
        self._writable = writable

    @property
    def rows(self) -> Mapping[K, V]:
        """What is there now."""
        return self._rows

    def opened(self, *, writable: bool) -> "Shelf[K, V]":
        """Return a shelf of the same rows."""
        return Shelf(self._rows, writable=writable)

    def get(self, key: K, what: str) -> V:
        """Return a row; NotFound names it by `what`."""
        try:
            return self._rows[key]
        except KeyError:
            raise NotFound(f"no {what} is kept here") from None

    def put(self, key: K, value: V) -> None:
        """Keep or replace a row."""
        self._changeable()[key] = value

    def drop(self, *keys: K) -> None:
        """Take rows out; keys that are not there do no harm."""
        rows = self._changeable()
        for key in keys:
            rows.pop(key, None)

    def _changeable(self) -> dict[K, V]:
        if not self._writable:
            raise StoreConflict("nothing may be written in a reading unit; open a writing one")
        if self._own is None:
            self._own = dict(self._rows)
            self._rows = self._own
        return self._own
