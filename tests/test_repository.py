"""What the repository promises about itself."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = {".py", ".md", ".toml", ".txt", ".j2", ".css", ".lock", ".in", ".yml", ".yaml", ".json", ".csv", ""}
MARKS = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3))
FOREIGN = re.compile(
    r"pypi\.org|python" + r"hosted\.org|--(extra-)?index" + r"-url[ =]|/wo" + r"rk/|/ho" + r"me/\w|/ro" + r"ot/"
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listed.stdout.splitlines())
    return [path for path in paths if path.is_file() and path.suffix in TEXT]


def test_no_address_of_an_index_and_no_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if (match := FOREIGN.search(path.read_text("utf-8")))
    ]

    assert found == []


def test_nothing_is_put_off_in_a_comment() -> None:
    mark = re.compile(rf"\b({MARKS})\b")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix == ".py" and mark.search(path.read_text("utf-8"))
    ]

    assert found == []


def test_every_exception_from_the_linter_has_its_reason() -> None:
    bare = re.compile(r"# noqa(: [A-Z0-9, ]+)?\s*$|# type: ignore(\[[^]]*\])?\s*$", re.MULTILINE)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if path.suffix == ".py" and (match := bare.search(path.read_text("utf-8")))
    ]

    assert found == []


def test_large_files_are_few() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    sizes = {name: (ROOT / name).stat().st_size for name in listed.stdout.splitlines() if (ROOT / name).is_file()}

    assert {name for name, size in sizes.items() if size > 500_000} <= {"examples/usage.csv"}


def project() -> dict[str, str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return dict(table["project"].items())


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert newest is not None
    assert newest[1] == project()["version"]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_in_the_documents_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", (ROOT / name).read_text("utf-8")))
    named |= set(re.findall(r"^ {0,4}make ([a-z]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    assert named
    assert named <= targets


def test_files_that_the_documents_name_exist() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]

    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_the_help_in_the_documents_is_the_help() -> None:
    done = subprocess.run([sys.executable, "scripts/cli_help.py"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == done.stdout, "run: python scripts/cli_help.py --write"


def test_the_sample_in_the_readme_cites_what_stands_there() -> None:
    block = re.search(r"```json\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)

    assert block is not None
    (citation,) = json.loads(block[1])["citations"]
    text = (ROOT / "examples" / citation["document"]).read_text("utf-8")
    assert text[citation["start"] : citation["end"]] == citation["text"]


@pytest.mark.parametrize("name", ["runtime", "dev", "tools"])
def test_every_dependency_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())

    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.search(r"^torch==", text, re.MULTILINE) is None
