"""One look at every byte of a text file: its encoding, its lines, and whether it is text at all."""

import codecs
from pathlib import Path
from typing import NamedTuple

from assistant.domain.errors import BadInput

CHUNK = 1 << 20
MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Scan(NamedTuple):
    """What the bytes say."""

    encoding: str  # as Python knows it
    lines: int  # lines with anything on them, or one more

    @property
    def duckdb(self) -> str:
        """The encoding as DuckDB knows it."""
        return "utf-16" if self.encoding.startswith("utf-16") else self.encoding


def scan(path: Path, where: str, mend: str) -> Scan:
    """Read a file through once.

    Latin-1 is what is left when a file is no UTF-8: it fits any bytes, so nothing is lost.

    Raises:
        BadInput: there are NULs in it, so it is no text.
    """
    with path.open("rb") as stream:
        head = stream.read(2)
        if head in MARKS:
            return Scan(MARKS[head], _wide_lines(path, MARKS[head]))
        stream.seek(0)
        decoder, utf8, lines, last = codecs.getincrementaldecoder("utf-8")(), True, 0, b"\n"
        while chunk := stream.read(CHUNK):
            if b"\0" in chunk:
                raise BadInput(where, "the file is binary, not text", mend=mend)
            utf8 = utf8 and _decodes(decoder, chunk)
            lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    utf8 = utf8 and _decodes(decoder, b"", final=True)
    return Scan("utf-8" if utf8 else "latin-1", lines + (last != b"\n"))


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _wide_lines(path: Path, encoding: str) -> int:
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        return sum(1 for _ in stream)


def filled_lines(path: Path, encoding: str) -> int:
    """Count the lines that are not blank."""
    with path.open(encoding=encoding, errors="replace") as stream:
        return sum(1 for line in stream if line.strip("\ufeff \t\r\n"))
