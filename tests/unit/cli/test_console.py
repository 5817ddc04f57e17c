import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.console import emit, emit_chunks, refuse_terminal, say
from assistant.domain.errors import BadInput


def test_a_result_goes_to_standard_output_as_utf_8(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    emit("Zoë € \U0001f600", None)
    emit(b"\x00\xff", Path("-"))

    assert capfdbinary.readouterr().out == "Zoë € \U0001f600\n".encode() + b"\x00\xff"


class Terminal(io.StringIO):
    """Standard output as a person sees it."""

    def isatty(self) -> bool:
        return True


def test_bytes_are_kept_off_a_terminal_but_not_out_of_a_pipe_or_file() -> None:
    refuse_terminal("--format pdf", None, screen=io.StringIO())
    refuse_terminal("--format pdf", Path("story.pdf"), screen=Terminal())

    for output in (None, Path("-")):
        with pytest.raises(BadInput, match="--format pdf: this is no text for a terminal; name a file with -o FILE"):
            refuse_terminal("--format pdf", output, screen=Terminal())


def test_a_lone_surrogate_does_not_break_the_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    emit('"\udc80"', None)

    assert capfdbinary.readouterr().out == b'"\\udc80"\n'


def test_a_file_is_written_whole_with_the_rights_it_had(tmp_path: Path) -> None:
    target = tmp_path / "story.md"
    target.write_text("old")
    target.chmod(0o640)

    emit("new", target)

    assert target.read_text() == "new\n"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def chunks() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        emit_chunks(chunks(), target)

    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to("real.md")

    emit("new", link)

    assert link.is_symlink()
    assert (tmp_path / "real.md").read_text() == "new\n"


@pytest.mark.parametrize("name", ["absent/story.md", "."])
def test_a_place_that_cannot_be_written_is_bad_input(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        emit("x", tmp_path / name)


def test_what_is_said_is_one_line_that_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[31m\nb\u202ec")

    assert capsys.readouterr().err == "outcome-stories: a [31m b c\n"
