"""Finished cases, kept until the run is whole: a run that was killed goes on where it stopped."""

import json
import os
from pathlib import Path

from evals.running.record import Record, Time


class Kept:
    """A folder with a file for each finished case, by the hash of what it depends on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> tuple[Record, Time] | None:
        """Return a finished case, or None; a file that is damaged counts as not there."""
        try:
            data = json.loads((self._folder / f"{key}.json").read_bytes())
            return Record.model_validate(data["record"]), Time.model_validate(data["time"])
        except (OSError, ValueError, KeyError):
            return None

    def put(self, key: str, record: Record, time: Time) -> None:
        """Keep a finished case, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f".{key}.{os.getpid()}"
        data = {"record": record.model_dump(mode="json"), "time": time.model_dump(mode="json")}
        part.write_text(json.dumps(data), "utf-8")
        part.replace(self._folder / f"{key}.json")

    def clear(self) -> None:
        """Forget every case: the run is whole."""
        for path in self._folder.glob("*"):
            path.unlink()
        if self._folder.is_dir():
            self._folder.rmdir()
