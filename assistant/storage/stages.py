"""Answers of a model service that are paid for, in files, until the story they are for is written.

They hold text of the notes: whoever removes a document clears them, and so does a story that is finished.
"""

from pathlib import Path
from uuid import uuid4


class StageFiles:
    """Implements `StageCache` in one folder, made when the first answer is kept; threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """Return what is kept under a key, or None."""
        try:
            return (self._folder / key).read_text("utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            return None

    def put(self, key: str, value: str) -> None:
        """Keep an answer, whole or not at all."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._folder / f".{uuid4().hex}"
        part.write_text(value, "utf-8")
        part.replace(self._folder / key)

    def clear(self) -> None:
        """Forget every answer, those of jobs in folders within this one too."""
        for path in self._folder.rglob("*"):
            if not path.is_dir():
                path.unlink(missing_ok=True)
