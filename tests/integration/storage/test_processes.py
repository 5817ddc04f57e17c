"""Several processes on one PostgreSQL; one on a data folder."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from assistant.domain.audit import first_broken
from assistant.domain.errors import BadInput, NotFound, StoreConflict
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service
from assistant.storage.tables.service import blobs

ROUNDS = 15
Fill = Callable[[OpenStore], None]
APPEND = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assistant.domain.audit import sealed
from assistant.domain.errors import EditConflict
from assistant.storage.opening import open_service

data, url, me = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
now = datetime(2026, 9, 1, tzinfo=UTC)
with open_service(data / me, url, "http://127.0.0.1:1") as opened:
    for number in range(int(sys.argv[4])):
        with opened.store.write() as work:
            entry = sealed(work.audit.last(), at=now, actor=me, action=f"did.{number}", subject="story:s1")
            work.audit.append(entry)
"""
EDIT = """
import sys
from pathlib import Path
from assistant.domain.errors import EditConflict
from assistant.storage.opening import open_service

data, url, me = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
won = 0
with open_service(data / me, url, "http://127.0.0.1:1") as opened:
    for _ in range(int(sys.argv[4])):
        with opened.store.read() as work:
            seen = work.stories.get("s1")
        try:
            with opened.store.write() as work:
                changed = seen.model_copy(update={"revision": seen.revision + 1, "title": seen.title + me})
                work.stories.save(changed, expected_revision=seen.revision)
            won += 1
        except EditConflict:
            pass
print(won)
"""


def run_two(script: str, tmp_path: Path, url: str) -> list[str]:
    def run(name: str) -> str:
        command = [sys.executable, "-c", script, str(tmp_path), url, name, str(ROUNDS)]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, ["a", "b"]))


def test_two_processes_append_to_one_chain(tmp_path: Path, postgres_url: str) -> None:
    run_two(APPEND, tmp_path, postgres_url)
    with open_service(tmp_path / "here", postgres_url) as opened, opened.store.read() as work:
        log = work.audit.all()
    assert len(log) == 2 * ROUNDS
    assert {entry.actor for entry in log} == {"a", "b"}
    assert first_broken(log) is None


def test_no_edit_of_two_processes_is_lost(tmp_path: Path, postgres_url: str, fill: Fill) -> None:
    with open_service(tmp_path / "here", postgres_url, "http://127.0.0.1:1") as opened:
        fill(opened)
        won = [int(output) for output in run_two(EDIT, tmp_path, postgres_url)]
        with opened.store.read() as work:
            kept = work.stories.get("s1")
    assert kept.revision == 1 + sum(won)
    assert [kept.title.count(name) for name in "ab"] == won


def test_a_second_process_on_a_data_folder_is_refused(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, assistant.storage.opening as o; o.open_service(pathlib.Path(sys.argv[1])).__enter__()"
    )
    with open_service(tmp_path / "data"):
        other = subprocess.run(
            [sys.executable, "-c", script, tmp_path / "data"], capture_output=True, text=True, check=False
        )
    assert "StoreConflict" in other.stderr
    assert "in use by another process" in other.stderr


def test_a_database_with_embedded_vectors_is_for_one_process_too(tmp_path: Path, postgres_url: str) -> None:
    with (
        open_service(tmp_path / "data", postgres_url),
        pytest.raises(StoreConflict, match="in use"),
        open_service(tmp_path / "data", postgres_url),
    ):
        pass  # pragma: no cover  it is never entered


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://ada:hush@127.0.0.1:1/stories"
    with pytest.raises(StoreConflict, match="stories: cannot be used") as told, open_service(tmp_path, url):
        pass  # pragma: no cover  it is never entered
    assert "hush" not in str(told.value)


@pytest.mark.parametrize("url", ["mysql://host/database", "no url at all", ""])
def test_a_url_of_no_database_that_we_know_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadInput, match="database URL"), open_service(tmp_path, url):
        pass  # pragma: no cover  it is never entered


def test_files_on_postgres_are_checked_and_swept_when_old(tmp_path: Path, postgres_url: str, fill: Fill) -> None:
    with open_service(tmp_path, postgres_url) as opened:
        fill(opened)
        damaged, lost, young = (opened.store.blobs.keep(data) for data in (b"damaged", b"lost", b"young"))
        with opened.engine.execution_options(writes=True).begin() as db:
            db.execute(update(blobs).where(blobs.c.sha256 == damaged).values(data=b"other"))
            db.execute(update(blobs).where(blobs.c.sha256 != young).values(kept=datetime(2026, 1, 1)))  # noqa: DTZ001  as the server has it
        with pytest.raises(StoreConflict, match="damaged"):
            opened.store.blobs.read(damaged)
    with open_service(tmp_path, postgres_url) as opened, opened.store.read() as work:
        assert opened.store.blobs.read(work.consents.export("x1").file) == b"%PDF report"
        assert opened.repository.usage("acme")[0].name == "usage.csv"
        assert opened.store.blobs.read(young) == b"young"
        with pytest.raises(NotFound):
            opened.store.blobs.read(lost)
