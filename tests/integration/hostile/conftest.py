"""Runs the command in this process on files made up of bytes, and says what a fair answer to them is."""

import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli.main import main

LONGEST_LINE = 600  # of an error; what it quotes of a file must be cut
LEXICAL = {"OUTCOME_STORIES_EMBEDDER": "lexical"}  # what is tested here does not hang on the vectors


class Answer(NamedTuple):
    """How the command ended."""

    code: int
    out: bytes
    said: tuple[str, ...]  # lines on standard error, but for the one that names the engine

    @property
    def story(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


Program = Callable[..., Answer]
Written = Callable[[str, bytes | str], Path]


@pytest.fixture(autouse=True, scope="module")
def _lexical() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in LEXICAL}
    os.environ.update(LEXICAL)
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


def run(*arguments: str | Path) -> Answer:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")
    with redirect_stdout(out), redirect_stderr(said):
        code = main([str(argument) for argument in arguments])
        out.flush()
        said.flush()
    lines = said.buffer.getvalue().decode().splitlines()
    told = tuple(line for line in lines if not line.startswith("outcome-stories: engine: "))
    return Answer(code, out.buffer.getvalue(), told)


@pytest.fixture(scope="session")
def program() -> Program:
    """The command, in this process."""
    return run


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Puts bytes, or text as UTF-8, into a file of that name."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def refused(program: Program) -> Callable[..., str]:
    """Runs the command and returns the one line with which it refuses its input."""

    def refuse(*arguments: str | Path) -> str:
        answer = program(*arguments)
        assert (answer.code, answer.out) == (2, b""), answer
        (line,) = answer.said
        assert line.startswith("outcome-stories: ")
        assert "unexpected fault" not in line
        assert len(line) < LONGEST_LINE
        return line.removeprefix("outcome-stories: ")

    return refuse


@pytest.fixture
def drafted(program: Program, broken_rules: Callable[[dict[str, Any]], list[str]]) -> Callable[..., dict[str, Any]]:
    """Drafts a story from files and returns it when it keeps every rule of the contract."""

    def draft(*arguments: str | Path) -> dict[str, Any]:
        answer = program("draft", *arguments)
        assert (answer.code, answer.said) == (0, ()), answer
        assert broken_rules(answer.story) == []
        return answer.story

    return draft
