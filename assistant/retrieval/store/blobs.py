"""Usage files and exported files."""

from typing import Protocol


class Blobs(Protocol):
    """Bytes by their SHA-256: usage files and exported files."""

    def keep(self, data: bytes) -> str:
        """Keep bytes; return their hash."""
        ...

    def read(self, sha256: str) -> bytes:
        """Return bytes; StoreConflict when damaged, NotFound when gone."""
        ...

    def remove(self, sha256: str) -> None:
        """Erase bytes; nothing when gone."""
        ...
