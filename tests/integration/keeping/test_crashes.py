"""Killed at any moment and done again, a use of the data folder leaves what it would have left at once."""

import importlib.util
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assistant.storage.folder import DataFolder
from assistant.workflow.keeping import ingest_notes, reindex, remove_document

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("dying.py")


@pytest.fixture(scope="module")
def dying() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dying", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(use: str, data: Path, dying: ModuleType) -> None:
    """Do a use to its end, as somebody does who tries again."""
    with DataFolder(data) as folder:
        indexes = folder.indexes(dying.LetterEmbedder())
        given: tuple[Any, ...] = (folder.repository, indexes)
        if use == "remove":
            remove_document("acme", "long.md", *given)
        elif use == "reindex":
            reindex(*given)
        else:
            documents, usage = (dying.first(), dying.USAGE) if use == "ingest" else (dying.second(), ())
            ingest_notes(dying.ACCOUNT, documents, usage, *given)


def killed(use: str, moment: str, data: Path) -> None:
    ended = subprocess.run([sys.executable, PROGRAM, data, use, moment], check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL


@pytest.fixture(scope="module")
def whole(dying: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is kept when nothing went wrong, by use."""
    states = {}
    for use in ("ingest", "update", "remove", "reindex"):
        data = tmp_path_factory.mktemp(use)
        run("ingest", data, dying)
        run(use, data, dying)
        states[use] = dying.state(data)
    return states


@pytest.mark.parametrize("moment", ["middle of the documents", "keep_documents", "second batch", "index add"])
def test_a_killed_ingest_is_made_good_by_the_next(
    moment: str, tmp_path: Path, dying: ModuleType, whole: dict[str, Any]
) -> None:
    killed("ingest", moment, tmp_path / "data")
    run("ingest", tmp_path / "data", dying)
    assert dying.state(tmp_path / "data") == whole["ingest"]


@pytest.mark.parametrize(
    ("use", "moment"),
    [
        ("ingest", "second batch"),
        ("update", "index remove"),
        ("remove", "remove_document"),
        ("reindex", "drop"),
    ],
)
def test_what_was_kept_before_the_kill_is_found_without_doing_it_again(
    use: str, moment: str, tmp_path: Path, dying: ModuleType, whole: dict[str, Any]
) -> None:
    killed(use, moment, tmp_path / "data")
    assert dying.state(tmp_path / "data") == whole[use]
