"""The command as other programs meet it: a process with arguments, streams, an exit code."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.story import Story

PROGRAM = Path(sys.executable).with_name("outcome-stories")
NOTES = """Date: 2026-03-02
Account: Fenwick Mills
Participants: Ada Stone (Operations Manager, Fenwick Mills)

Ada Stone: The monthly stock count took us 9 days before. Now the stock count takes 3 days.
"""


QUICK = {"OUTCOME_STORIES_EMBEDDER": "lexical"}  # what is tested here does not hang on the vectors


def run(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [PROGRAM, *arguments],
        input=given.encode(),
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **QUICK},
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


@pytest.fixture(scope="module")
def drafted() -> dict[str, Any]:
    done = run("draft", "-", given=NOTES)
    assert done.returncode == 0, done.stderr
    (said,) = lines(done)
    assert said.startswith("outcome-stories: engine: extractive")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_a_draft_from_standard_input_keeps_the_contract(drafted: dict[str, Any]) -> None:
    story = Story.model_validate(drafted)

    assert story.documents[0].id == "stdin"
    assert story.documents[0].text == NOTES
    assert story.account.name == "Fenwick Mills"
    texts = {document.id: document.text for document in story.documents}
    cited = [citation for claim in story.claims for citation in claim.citations]
    assert cited
    assert all(texts[c.document or ""][c.start : c.end] == c.text for c in cited)


def test_a_file_given_with_o_is_whole_and_standard_output_empty(tmp_path: Path) -> None:
    target = tmp_path / "story.html"

    done = run("draft", "-", "--format", "html", "-o", target, given=NOTES)

    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_text("utf-8").endswith("</html>\n")
    assert list(tmp_path.iterdir()) == [target]


def test_names_of_documents_are_made_unique(tmp_path: Path) -> None:
    for folder, days in (("a", 9), ("b", 7)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.md").write_text(NOTES.replace("9 days", f"{days} days"), "utf-8")

    story = json.loads(run("draft", tmp_path / "a" / "notes.md", tmp_path / "b" / "notes.md").stdout)

    assert [document["id"] for document in story["documents"]] == ["notes.md", "notes-2.md"]


def test_the_account_file_wins_over_the_name_and_the_header(tmp_path: Path) -> None:
    account = tmp_path / "account.toml"
    account.write_text('name = "Filed"\n', "utf-8")

    filed = json.loads(run("draft", "-", "--account", "Typed", "--account-file", account, given=NOTES).stdout)
    typed = json.loads(run("draft", "-", "--account", "Typed", given=NOTES).stdout)
    unnamed = json.loads(run("draft", "-", given="We saved 3 days a month on the stock count, said Ada.").stdout)

    assert (filed["account"]["name"], typed["account"]["name"]) == ("Filed", "Typed")
    assert unnamed["account"] == {"id": "unknown", "name": None}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty.txt"),
        ("broken.docx", b"PK\x03\x04 not a word file", "broken.docx"),
        ("table.csv", b"a,b\n1,2\n", "table.csv"),
    ],
)
def test_bad_notes_are_one_line_and_exit_2(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)

    done = run("draft", tmp_path / name)

    assert (done.returncode, done.stdout) == (2, b"")
    *_, last = lines(done)
    assert last.startswith("outcome-stories: ")
    assert said in last
    assert "Traceback" not in done.stderr.decode()


def test_verify_exits_by_what_it_finds(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text(NOTES, "utf-8")

    good = run("verify", "-", "--source", source, "--json", given="Now the stock count takes 3 days.")
    bad = run("verify", "-", "--source", source, "--json", given="Now the stock count takes 2 days.")

    assert good.returncode == 0
    assert bad.returncode == 1
    (sentence,) = json.loads(good.stdout)["sentences"]
    assert sentence["verdict"] == "supported"
    assert json.loads(good.stdout)["id"] == "stdin"
    place = sentence["citations"][0]
    assert place["source"] == "source.txt"
    assert "3 days" in NOTES[place["start"] : place["end"]]


def test_verify_reads_for_people_too(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text(NOTES, "utf-8")

    done = run("verify", "-", "--source", source, given="Now the stock count takes 2 days.")

    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[-1].startswith("0 of 1 sentences supported; the text is ")


def test_verify_takes_a_story_document(tmp_path: Path, drafted: dict[str, Any]) -> None:
    (tmp_path / "story.json").write_text(json.dumps(drafted), "utf-8")
    (tmp_path / "notes.txt").write_text(NOTES, "utf-8")
    (tmp_path / "other.json").write_text('{"schema": "something/1"}', "utf-8")

    checked = run("verify", tmp_path / "story.json", "--source", tmp_path / "notes.txt", "--json")
    other = run("verify", tmp_path / "other.json", "--source", tmp_path / "notes.txt")

    assert {sentence["text"] for sentence in json.loads(checked.stdout)["sentences"]} >= {
        claim["text"] for section in drafted["sections"] for claim in section["claims"] if claim["verdict"]
    }
    assert other.returncode == 2
    assert "not an outcome-story/1 document" in lines(other)[-1]


def test_a_batch_answers_line_for_line_and_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    case = {"id": "a", "sources": [{"id": "s", "text": NOTES}], "text": "Now the stock count takes 3 days."}
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join([json.dumps(case), "{broken", json.dumps({**case, "id": "c", "text": ""})]), "utf-8")
    target = tmp_path / "out.jsonl"

    done = run("verify", "--batch", cases, "-o", target)

    results = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert done.returncode == 0
    assert [result.get("id") for result in results] == ["a", None, "c"]
    assert results[0]["verdict"] == "supported"
    assert "error" in results[1]
    assert "error" in results[2]


def test_kept_documents_are_found_drafted_from_and_removed(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, "utf-8")
    data = ("--data", tmp_path / "kept")
    of_account = ("--account", "Fenwick Mills", *data)

    first = json.loads(run("ingest", tmp_path / "notes.md", *of_account).stdout)
    again = json.loads(run("ingest", tmp_path / "notes.md", *of_account).stdout)
    found = json.loads(run("search", "stock count", *data).stdout)
    story = json.loads(run("draft", *of_account).stdout)
    removed = run("remove", "notes.md", *of_account)
    gone = run("remove", "notes.md", *of_account)

    assert [document["status"] for document in first["documents"] + again["documents"]] == ["new", "same"]
    citation = found["results"][0]["citation"]
    assert NOTES[citation["start"] : citation["end"]] == citation["text"]
    assert story["documents"][0]["id"] == "notes.md"
    assert (removed.returncode, gone.returncode) == (0, 2)


def test_a_reader_that_leaves_ends_it_quietly() -> None:
    piped = f"'{PROGRAM}' draft - --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", piped],
        input=NOTES.encode(),
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **QUICK},
    )

    assert done.stdout == b"{"
    assert [line for line in lines(done) if not line.startswith("outcome-stories: engine: ")] == []


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    os.mkfifo(notes)

    with subprocess.Popen([PROGRAM, "draft", notes], stderr=subprocess.PIPE, preexec_fn=hear_ctrl_c) as waiting:  # noqa: PLW1509  no thread of ours runs here
        writer = opened_by_the_reader(notes, waiting)
        waiting.send_signal(signal.SIGINT)
        try:
            _, said = waiting.communicate(timeout=60)
        finally:
            waiting.kill()
            os.close(writer)

    assert (waiting.returncode, said) == (130, b"")


def hear_ctrl_c() -> None:
    """Undo what a test run in the background, or a library of another test, would hand down: Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def opened_by_the_reader(fifo: Path, reader: subprocess.Popen[bytes]) -> int:
    """Wait until the program reads from the pipe; it has then set itself up and waits for us."""
    for _ in range(1200):
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or reader.poll() is not None:
                raise
            time.sleep(0.05)
    pytest.fail("it never read its notes")


def test_an_unexpected_fault_is_one_line_unless_asked(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "file" / "cache")}
    (tmp_path / "file").write_text("in the way")

    quiet = subprocess.run(
        [PROGRAM, "draft", "-"], input=NOTES.encode(), capture_output=True, check=False, env=environment
    )

    assert "Traceback" not in quiet.stderr.decode()
    assert all(line.startswith("outcome-stories: ") for line in lines(quiet))


@pytest.mark.parametrize("form", ["docx", "pdf", "pptx"])
def test_a_binary_format_goes_to_a_pipe_or_a_file_as_it_is(tmp_path: Path, form: str) -> None:
    target = tmp_path / f"story.{form}"

    piped = run("draft", "-", "--format", form, given=NOTES)
    filed = run("draft", "-", "--format", form, "-o", target, given=NOTES)

    assert (piped.returncode, filed.returncode, filed.stdout) == (0, 0, b"")
    assert piped.stdout[:4] == target.read_bytes()[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")
    assert piped.stdout == target.read_bytes()


def test_a_binary_format_is_kept_off_a_terminal() -> None:
    ours, theirs = os.openpty()
    done = subprocess.run(
        [PROGRAM, "draft", "-", "--format", "pdf"], stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE,
        check=False, timeout=120,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)

    assert done.returncode == 2
    assert lines(done) == ["outcome-stories: --format pdf: this is no text for a terminal; name a file with -o FILE"]


def test_a_guide_asks_after_what_is_missing() -> None:
    done = run("guide", "-", given=NOTES)

    assert (done.returncode, lines(done)) == (0, [])
    guide = json.loads(done.stdout)
    assert guide["schema"] == "interview-guide/1"
    assert guide["account"]["name"] == "Fenwick Mills"
    asked = [question["question"] for question in guide["questions"]]
    assert any("stock count" in question and "how is it measured" in question for question in asked)
    assert guide["people"][0]["name"] == "Ada Stone"
    for form, head in (("md", "# Questions for Fenwick Mills"), ("html", "<!doctype html>")):
        assert run("guide", "-", "--format", form, given=NOTES).stdout.decode().startswith(head)


def test_a_guide_without_notes_is_bad_usage() -> None:
    done = run("guide")

    assert done.returncode == 2
    assert len(lines(done)) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "partner", "--expires", "soon"], "--expires: 'soon' is no day; write it as YYYY-MM-DD"),
        (["--expires", "2027-03-31"], "--expires: a story does not expire; leave it out, or ask for --kind partner"),
    ],
)
def test_an_expiry_that_means_nothing_is_refused(arguments: list[str], said: str) -> None:
    done = run("draft", "-", *arguments, given=NOTES)

    assert done.returncode == 2
    assert lines(done) == [f"outcome-stories: {said}"]


def test_a_partner_asset_carries_its_last_day() -> None:
    done = run("draft", "-", "--kind", "partner", "--expires", "2027-03-31", given=NOTES)

    story = json.loads(done.stdout)
    assert (done.returncode, story["expires"]) == (0, "2027-03-31")
    assert story["checks"]["blockers"] == ["not approved for partners"]
