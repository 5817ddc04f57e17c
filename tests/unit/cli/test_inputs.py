import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.inputs import read_all
from assistant.domain.errors import BadInput
from assistant.domain.filenames import shown_name, unique_names

NAMES = st.lists(st.sampled_from(["a.md", "a-2.md", "a-3.md", "b", "b-2", ".md"]), max_size=8)


@given(NAMES)
def test_unique_names_differ_keep_their_suffix_and_change_only_repeats(names: list[str]) -> None:
    unique = unique_names(names)

    assert len(set(unique)) == len(names)
    for at, (name, given_name) in enumerate(zip(unique, names, strict=True)):
        assert Path(name).suffix == Path(given_name).suffix
        assert (name == given_name) == (given_name not in names[:at])


def test_the_second_of_a_name_is_number_two() -> None:
    assert unique_names(["notes.md", "notes.md", "notes.md"]) == ("notes.md", "notes-2.md", "notes-3.md")


def test_files_come_with_their_last_name_and_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.md").write_bytes(folder.encode())

    files = read_all([str(tmp_path / "a" / "notes.md"), str(tmp_path / "b" / "notes.md")])

    assert [(file.name, file.data) for file in files] == [("notes.md", b"a"), ("notes-2.md", b"b")]


@pytest.mark.parametrize(
    ("path", "problem"),
    [("absent.md", "there is no such file"), ("sub", "this is a folder"), ("a\0b", "cannot be read")],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, path: str, problem: str) -> None:
    (tmp_path / "sub").mkdir()

    with pytest.raises(BadInput, match=problem) as caught:
        read_all([str(tmp_path / path)])

    assert caught.value.where.endswith(path)


def test_standard_input_is_read_once() -> None:
    with pytest.raises(BadInput, match="only once"):
        read_all(["-", "-"])


def test_a_file_name_that_is_no_text_becomes_text() -> None:
    shown = shown_name("notes/" + os.fsdecode(b"caf\xe9.md"))

    assert shown == "caf\N{REPLACEMENT CHARACTER}.md"
