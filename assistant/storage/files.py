"""Usage files on disk, named by the hash of their bytes.

They stay out of the database because they may be a thousand times larger than everything else in it.
A file is complete before a row names it, so a crash can leave a file without a row, never the reverse.
"""

import hashlib
import os
from collections.abc import Set as AbstractSet
from pathlib import Path
from tempfile import NamedTemporaryFile

from assistant.domain.errors import StoreConflict


class Files:
    """Bytes by their SHA-256 in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Write bytes so that they survive a crash, and return their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self._folder / sha256
        if not target.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(target)
            self._settle()
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes with this hash.

        Raises:
            StoreConflict: they are gone, or are not those that were kept.
        """
        path = self._folder / sha256
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreConflict(f"{path}: a kept usage file is missing or damaged; ingest it again")
        return data

    def remove(self, sha256: str) -> None:
        """Erase bytes; nothing when gone."""
        (self._folder / sha256).unlink(missing_ok=True)

    def sweep(self, wanted: AbstractSet[str]) -> None:
        """Delete what no row names: remains of a crash, and files that were replaced."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in wanted:
                path.unlink()

    def _settle(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
