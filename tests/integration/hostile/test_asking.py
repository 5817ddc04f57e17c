"""What is asked for: account files, texts to verify, paths, names; all refused in one line where they mean nothing."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Drafted = Callable[..., dict[str, Any]]
Program = Callable[..., Any]
Refused = Callable[..., str]
Written = Callable[[str, bytes | str], Path]

NOTES = "Account: Fenwick Mills\n\nAda Stone: The stock count took us 9 days.\n\nVic: And?\n\nAda Stone: 3 days now.\n"
CASE = {"id": "a", "sources": [{"id": "s", "text": NOTES}], "text": "The stock count took us 9 days."}

ACCOUNTS: dict[str, tuple[bytes | str, str]] = {
    "no TOML": ("a=", "not valid TOML"),
    "unknown": ("golive = 2", "unknown key `golive`; did you mean `go_live`?"),
    "type": ("name = 3", "key `name`"),
    "words": ("seats = 'many'", "key `seats`"),
    "negative": ("seats = -5", "key `seats`"),
    "digits": ("seats = " + "9" * 5000, "not valid TOML"),
    "number": ("people = 3", "key `people`"),
    "person": ("[[people]]\ntitle = 'x'", "key `people.1.name`"),
    "day": ("go_live = 2026-13-45", "line 1"),
    "soon": ("go_live = 'soon'", "key `go_live`"),
    "nan": ("arr = nan", "key `arr`"),
    "infinite": ("arr = 1e400", "key `arr`"),
    "zone": ("timezone = '../../etc/passwd'", "key `timezone`"),
    "blank": ("name = '  '", "key `name`"),
    "unseen": ('name = "\\u202e\\u0000"', "key `name`"),
    "utf16": ("name='X'".encode("utf-16"), "not UTF-8"),
    "bytes": (bytes(range(256)), "not UTF-8"),
    "deep": ("a = " + "[" * 5000 + "]" * 5000, "not valid TOML"),
    "dotted": ("a" + ".a" * 3000 + " = 1", "unknown key `a`"),
    "side": ("[[people]]\nname='x'\nside='enemy'", "key `people.1.side`"),
    "twice": ("name='a'\nname='b'", "not valid TOML"),
    "column": ("[columns]\nuser = 3", "key `columns.user`"),
    "escape": ('"\\u001b[31m" = 1', "unknown key"),
}


@pytest.mark.parametrize("name", ACCOUNTS)
def test_account_files_that_are_refused(written: Written, refused: Refused, name: str) -> None:
    content, problem = ACCOUNTS[name]
    line = refused("draft", written("notes.txt", NOTES), "--account-file", written("a.toml", content))
    assert line.startswith("a.toml")
    assert problem in line
    assert line.isprintable()


@pytest.mark.parametrize("name", ["\u202e<script>\x1b[31m", "x" * 20_000, "' OR 1=1 --", "../..", "💥"])
def test_hostile_account_names_stay_names(written: Written, drafted: Drafted, name: str) -> None:
    story = drafted(written("notes.txt", NOTES), "--account", name)
    assert story["account"]["name"].isprintable()
    assert "\u202e" not in json.dumps(story["account"], ensure_ascii=False)


def test_names_of_nothing_are_refused(written: Written, refused: Refused, tmp_path: Path) -> None:
    notes = written("notes.txt", NOTES)
    for name in ("", "  ", "\u202e", "\udc80"):
        assert "the name is blank" in refused("draft", notes, "--account", name)
        assert "the name is blank" in refused("ingest", notes, "--account", name, "--data", tmp_path / "kept")


def test_paths_that_are_no_files_are_refused(written: Written, refused: Refused, tmp_path: Path) -> None:
    notes = written("notes.txt", NOTES)
    for path in (tmp_path, tmp_path / "gone.txt", "a\0b.txt", "", "x" * 300 + ".txt", "/dev/null"):
        refused("draft", path)
        refused("draft", notes, "--usage", path)
        if path != "/dev/null":  # an empty account file says nothing, and that is fair
            refused("draft", notes, "--account-file", path)
        refused("verify", notes, "--source", path)
    refused("draft", "-", "-")
    refused("draft", notes, "-o", tmp_path)
    refused("draft", notes, "-o", tmp_path / "no" / "story.json")
    refused("verify", "--batch", tmp_path / "gone.jsonl")
    refused("verify", "--batch", tmp_path)
    refused("search", "x", "--data", tmp_path / "gone")
    refused("ingest", notes, "--account", "A", "--data", notes)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are not there")
def test_a_named_pipe_is_read_to_its_end(drafted: Drafted, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    child = os.fork()
    if child == 0:
        pipe.write_text(NOTES)
        os._exit(0)
    story = drafted(pipe)
    os.waitpid(child, 0)
    assert story["documents"][0]["text"] == NOTES


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes there")
def test_a_file_name_that_is_no_text_is_shown_with_a_mark(program: Program, drafted: Drafted, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/x\xff.txt"))
    path.write_text(NOTES)
    kept = ("--account", "Fenwick", "--data", tmp_path / "kept")
    assert drafted(path)["documents"][0]["id"] == "x\ufffd.txt"
    assert program("draft", path, "--format", "html").code == 0
    assert program("ingest", path, *kept).code == 0
    assert program("remove", path, *kept).code == 0


def test_the_same_file_twice_is_one_document(written: Written, drafted: Drafted) -> None:
    notes = written("notes.txt", NOTES)
    assert len(drafted(notes, notes)["documents"]) == 1


@pytest.mark.parametrize(
    "query", ["", "   ", "\0", "💥", "(" * 20_000, "\udc80", "stock " * 20_000, "'; DROP TABLE", "%"]
)
def test_any_query_is_answered(written: Written, program: Program, tmp_path: Path, query: str) -> None:
    kept = ("--data", tmp_path / "kept")
    assert program("ingest", written("notes.txt", NOTES), "--account", "Fenwick", *kept).code == 0
    answer = program("search", query, *kept)
    assert (answer.code, answer.said) == (0, ())
    assert isinstance(json.loads(answer.out)["results"], list)


BROKEN_STORIES: dict[str, bytes | str] = {
    "open": "{",
    "empty": "",
    "null": "null",
    "list": "[]",
    "number": "5",
    "object": "{}",
    "other": '{"schema": "outcome-story/2"}',
    "deep": '{"a":' * 50_000,
    "digits": '{"a":' + "9" * 10_000 + "}",
    "utf16": '{"schema": "outcome-story/1"}'.encode("utf-16"),
    "half": '{"title": "\\ud800"}',
    "bytes": b'{"title": "\xff"}',
}


@pytest.mark.parametrize("name", BROKEN_STORIES)
def test_stories_that_are_none_are_refused(written: Written, refused: Refused, name: str) -> None:
    story = written("story.json", BROKEN_STORIES[name])
    assert refused("verify", story, "--source", written("notes.txt", NOTES)).startswith("story.json")


def test_a_story_with_any_field_of_another_kind_is_refused(
    written: Written, drafted: Drafted, refused: Refused
) -> None:
    notes = written("notes.txt", NOTES)
    story = drafted(notes)
    for field in ("account", "sections", "documents", "evidence", "checks", "provenance"):
        line = refused("verify", written("story.json", json.dumps({**story, field: 5})), "--source", notes)
        assert f"key `{field}`" in line


def case(**changed: Any) -> bytes:
    return json.dumps({**CASE, **changed}).encode()


LINES: list[tuple[bytes, bool]] = [
    (b"{broken", False),
    (b"null", False),
    (b"[]", False),
    (b"5", False),
    (b'"x"', False),
    (b"{}", False),
    (b"\xff\xfe\x00", False),
    (b"[" * 100_000, False),
    (b"x" * 2_000_000, False),
    (b'{"id":' + b"9" * 6000 + b"," + case()[11:], False),
    (case(sources="x"), False),
    (case(sources=[{"id": "s"}]), False),
    (case(sources=[{"id": 5, "text": "x"}]), False),
    (case(text=""), False),
    (case(text=None), False),
    (case(text="\ud800"), False),
    (case(id=None), True),
    (case(id=[1, {"a": 2}]), True),
    (case(id=1.5e308), True),
    (case(extra=1), True),
    (case(sources=[]), True),
    (case(text="\0\u202e We saved 3 days."), True),
    (b'{"id":"x",' + case()[1:], True),
    (b"\xef\xbb\xbf" + case(), True),
    (case(), True),
]


def test_every_line_of_a_batch_is_answered_in_order(written: Written, program: Program) -> None:
    lines = [b"", b"  \t"]
    for line, _ in LINES:
        lines += [line, b""]
    answer = program("verify", "--batch", written("cases.jsonl", b"\n".join(lines)))
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert (answer.code, answer.said) == (0, ())
    assert [("error" not in result) for result in found] == [good for _, good in LINES]
    assert found[-1]["verdict"] == "supported"
