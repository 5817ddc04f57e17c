"""Names of files as they are shown and told apart: the last part of a path, unique within one request."""

from collections.abc import Sequence
from pathlib import Path


def shown_name(path: str) -> str:
    """Return the last part of a path; bytes of a file name that are no text become a replacement mark."""
    return Path(path).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Tell equal names apart: the second `notes.md` becomes `notes-2.md`, as its suffix says what it is."""
    taken = set(names)
    seen: set[str] = set()
    result = []
    for name in names:
        unique = name if name not in seen else _next_free(name, taken)
        seen.add(unique)
        taken.add(unique)
        result.append(unique)
    return tuple(result)


def _next_free(name: str, taken: set[str]) -> str:
    path = Path(name)
    number = 2
    while (candidate := f"{path.stem}-{number}{path.suffix}") in taken:
        number += 1
    return candidate
