"""Which version was evaluated: hashes of the program, its prompts, and what it is held against."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PARTS = {
    "program": ("assistant", "ingest"),
    "prompts": ("prompts",),
    "scorers": (
        "evals/scorers",
        "evals/tasks",
        "evals/planting",
        "evals/external",
        "evals/subjects.py",
        "evals/running",
    ),
    "datasets": ("evals/datasets",),
}
_OTHER = {".pyc", ".md"}


def hashes(root: Path = ROOT) -> dict[str, str]:
    """Return a hash for each part of the checkout that figures depend on."""
    return {name: _hash(root, rooms) for name, rooms in _PARTS.items()}


def _hash(root: Path, rooms: tuple[str, ...]) -> str:
    made = hashlib.sha256()
    for path in sorted(path for room in rooms for path in _files(root / room)):
        made.update(f"{path.relative_to(root).as_posix()}\0".encode())
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()[:16]


def _files(room: Path) -> list[Path]:
    found = [room] if room.is_file() else room.rglob("*")
    return [path for path in found if path.is_file() and path.suffix not in _OTHER and not path.name.startswith(".")]
