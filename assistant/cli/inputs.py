"""Files and standard input, read once into named bytes; faults become one clear line."""

import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.filenames import shown_name, unique_names

STDIN = "stdin"
MAX_BYTES = 256 * 1024 * 1024  # more than any reader takes; keeps an endless pipe from filling the memory


def read_all(paths: Sequence[str]) -> tuple[NamedBytes, ...]:
    """Read each path (`-` is standard input), under names that are unique within the request.

    Raises:
        BadInput: a path cannot be read, or standard input is asked for twice.
    """
    if list(paths).count("-") > 1:
        raise BadInput("-", "standard input can be read only once", mend="name it once")
    if "" in paths:
        raise BadInput("NOTES", "a name is empty", mend="name a file")
    names = unique_names([STDIN if path == "-" else shown_name(path) for path in paths])
    return tuple(NamedBytes(name=name, data=_bytes(path)) for name, path in zip(names, paths, strict=True))


def read_one(path: str) -> NamedBytes:
    """Read one path (`-` is standard input).

    Raises:
        BadInput: it cannot be read.
    """
    return read_all([path])[0]


def open_binary(path: str) -> BinaryIO:
    """Open a path for reading (`-` is standard input); a folder or a missing file is bad input.

    Raises:
        BadInput: it cannot be opened.
    """
    if path == "-":
        return sys.stdin.buffer
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _bytes(path: str) -> bytes:
    try:
        if path != "-" and stat.S_ISREG(Path(path).stat().st_mode) and Path(path).stat().st_size > MAX_BYTES:
            raise _too_large(path)
        with open_binary(path) as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(data) > MAX_BYTES:
        raise _too_large(path)
    return data


def _too_large(path: str) -> BadInput:
    return BadInput(path, f"larger than {MAX_BYTES // 1024**2} MiB", mend="split it")


def _unreadable(path: str, error: Exception) -> BadInput:
    if isinstance(error, FileNotFoundError):
        return BadInput(path, "there is no such file", mend="check the path")
    if isinstance(error, IsADirectoryError):
        return BadInput(path, "this is a folder", mend="name the files in it")
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return BadInput(path, f"cannot be read ({reason})", mend="check the path and its permissions")
