"""One look at every byte of a text file: its encoding, its lines, and whether it is text at all."""

import codecs
from pathlib import Path
from typing import NamedTuple

from assistant.domain.errors import BadInput

CHUNK = 1 << 20
ONLY_WINDOWS = frozenset(range(0x80, 0xA0))  # letters and quotation marks there, control characters in Latin-1


class Scan(NamedTuple):
    """What the bytes say."""

    encoding: str  # utf-8, utf-16, latin-1 or cp1252: the first three DuckDB knows by the same names
    lines: int  # lines with anything on them, or one more
    bytes: frozenset[int] = frozenset()  # all that occur, where the encoding is cp1252


def scan(path: Path, where: str, mend: str) -> Scan:
    """Read a file through once.

    A file that is no UTF-8 is Windows-1252, which fits any bytes, so nothing is lost; it is called Latin-1
    where both read it alike.

    Raises:
        BadInput: there are NULs in it, so it is no text; or it is in the UTF-16 that DuckDB misreads.
    """
    with path.open("rb") as stream:
        head = stream.read(2)
        if head == codecs.BOM_UTF16_BE:
            raise BadInput(where, "the file is in big-endian UTF-16", mend="save it as UTF-8")
        if head == codecs.BOM_UTF16_LE:
            return Scan("utf-16", _wide_lines(path))
        stream.seek(0)
        decoder, utf8, lines, last = codecs.getincrementaldecoder("utf-8")(), True, 0, b"\n"
        while chunk := stream.read(CHUNK):
            if b"\0" in chunk:
                raise BadInput(where, "the file is binary, not text", mend=mend)
            utf8 = utf8 and _decodes(decoder, chunk)
            lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    lines += last != b"\n"
    if utf8 and _decodes(decoder, b"", final=True):
        return Scan("utf-8", lines)
    found = _bytes(path)
    return Scan("cp1252", lines, found) if found & ONLY_WINDOWS else Scan("latin-1", lines)


def _bytes(path: Path) -> frozenset[int]:
    found: set[int] = set()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            found.update(chunk)
    return frozenset(found)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _wide_lines(path: Path) -> int:
    with path.open(encoding="utf-16", errors="replace", newline="") as stream:
        return sum(1 for _ in stream)


def filled_lines(path: Path, encoding: str) -> int:
    """Count the lines that are not blank."""
    with path.open(encoding=encoding, errors="replace") as stream:
        return sum(1 for line in stream if line.strip("\ufeff \t\r\n"))
