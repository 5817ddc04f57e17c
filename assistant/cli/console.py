"""Standard output for results, standard error for everything said on the way."""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import typer

from assistant.domain.errors import BadInput

PIPE_GONE = 141  # what a shell reports for a program that SIGPIPE ended


def say(message: str) -> None:
    """Print one line on standard error, without control characters that could steer a terminal."""
    shown = "".join(char if char.isprintable() else " " for char in message)
    typer.echo(f"outcome-stories: {' '.join(shown.split())}", err=True)


def drop_output() -> None:
    """Send what is still buffered for a reader that has gone to nowhere, so that closing it is silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit(result: str | bytes, output: Path | None) -> None:
    """Write a whole result to a file or to standard output: text as UTF-8 with a line end, bytes as they are.

    Raises:
        BadInput: the file cannot be written.
    """
    emit_chunks([result if isinstance(result, bytes) else _ended(_encoded(result))], output)


def refuse_terminal(what: str, output: Path | None, *, screen: TextIO | None = None) -> None:
    """Refuse to write bytes that are no text to a terminal.

    Args:
        what: the option that asks for them.
        output: where the result goes; None is standard output.
        screen: what stands for standard output.

    Raises:
        BadInput: they would go to a terminal.
    """
    if (output is None or str(output) == "-") and (screen or sys.stdout).isatty():
        raise BadInput(what, "this is no text for a terminal", mend="name a file with -o FILE")


def emit_chunks(chunks: Iterable[str | bytes], output: Path | None) -> None:
    """Write results as they come; a file appears at its name only when it is whole.

    Raises:
        BadInput: the file cannot be written.
    """
    if output is None or str(output) == "-":
        for chunk in chunks:
            sys.stdout.buffer.write(_encoded(chunk))
            sys.stdout.buffer.flush()
        return
    try:
        _write(chunks, output)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(str(output), f"cannot be written ({reason})", mend="choose another place with -o") from error


def _write(chunks: Iterable[str | bytes], output: Path) -> None:
    if output.exists() and not output.is_file():  # a device or a named pipe, or a folder (which raises)
        with output.open("wb") as sink:
            sink.writelines(map(_encoded, chunks))
        return
    target = output.resolve()
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as sink:
        part = Path(sink.name)
        try:
            sink.writelines(map(_encoded, chunks))
            sink.flush()
            part.chmod(_mode(target))
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _encoded(chunk: str | bytes) -> bytes:
    # A lone surrogate becomes \udc80, which JSON reads back as the same code point.
    return chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "backslashreplace")


def _ended(data: bytes) -> bytes:
    return data if data.endswith(b"\n") else data + b"\n"
