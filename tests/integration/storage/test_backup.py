"""A backup holds everything, moves between SQLite and PostgreSQL, and is refused when it is damaged."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import select

from assistant.cli.main import main
from assistant.domain.audit import first_broken
from assistant.domain.errors import BadInput, NotFound, StoreConflict
from assistant.domain.jobs import JobState
from assistant.retrieval.keys import text_key
from assistant.retrieval.store.paging import FIRST_PAGE
from assistant.retrieval.store.stories import StoryFilter
from assistant.storage.archive.moving import back_up, restore_database, restore_folder
from assistant.storage.engine import open_engine
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service
from assistant.storage.tables import metadata

Fill = Callable[[OpenStore], None]
WORDS = "Xylophone quartets rehearse nightly."


@pytest.fixture
def data(tmp_path: Path, fill: Fill) -> Path:
    with open_service(tmp_path / "data") as opened:
        fill(opened)
    return tmp_path / "data"


@pytest.fixture
def archive(data: Path, tmp_path: Path) -> Path:
    back_up(data, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def everything(opened: OpenStore) -> dict[str, Any]:
    """Return all that people see of a store."""
    repository = opened.repository
    with opened.store.read() as work:
        return {
            "accounts": work.accounts(), "documents": repository.documents("acme"), "usage": repository.usage("acme"),
            "vectors": repository.vectors([text_key(WORDS)], "letters"),
            "stories": work.stories.list(StoryFilter(), FIRST_PAGE), "versions": work.stories.versions("s1"),
            "said": (work.stories.decisions("s1"), work.stories.overrides("s1"), work.stories.comments("s1")),
            "consents": work.consents.of_account("acme"), "exports": work.consents.exports(),
            "users": work.users.list(), "tokens": work.users.tokens("u1"), "audit": work.audit.all(),
            "charts": (work.charts.role_map("acme"), work.charts.matrices("acme")), "done": work.jobs.get("j2"),
            "deliveries": work.outbox.recent("h1", 9), "citing": work.stories.citing("acme", "0" * 64),
            "report": opened.store.blobs.read(work.consents.export("x1").file),
        }  # fmt: skip


def test_every_table_has_something_to_lose(data: Path) -> None:
    with open_service(data) as opened, opened.engine.connect() as db:
        empty = [table.name for table in metadata.sorted_tables if db.execute(select(table)).first() is None]
    assert empty == ["blobs"]  # of PostgreSQL only


def test_what_is_restored_is_what_was_backed_up(data: Path, archive: Path, tmp_path: Path) -> None:
    counts = restore_folder(archive, tmp_path / "new")
    assert (counts["stories"], counts["audit"], counts["files"]) == (1, 2, 2)
    with open_service(data) as before, open_service(tmp_path / "new") as after:
        assert everything(after) == everything(before)
        assert [found.passage.text for found in after.passage_search(None).search("xylophone", 3)] == [WORDS]
        with after.store.read() as work:
            assert first_broken(work.audit.all()) is None


def test_a_store_moves_to_postgres_and_back(data: Path, archive: Path, tmp_path: Path, postgres_url: str) -> None:
    restore_database(archive, tmp_path / "pg", postgres_url)
    back_up(tmp_path / "pg", tmp_path / "second.zip", postgres_url)
    restore_folder(tmp_path / "second.zip", tmp_path / "new")
    with open_service(data) as first, open_service(tmp_path / "pg", postgres_url) as second:
        assert everything(second) == everything(first)
        with open_service(tmp_path / "new") as third:
            assert everything(third) == everything(first)
    with pytest.raises(StoreConflict, match="kept there already"):
        restore_database(archive, tmp_path / "pg", postgres_url)


def test_a_backup_is_taken_while_the_store_is_open_and_shows_one_moment(data: Path, tmp_path: Path) -> None:
    with open_service(data) as opened:
        with opened.store.write() as work:
            work.users.save(work.users.get("u1").model_copy(update={"id": "u2"}))
            back_up(data, tmp_path / "backup.zip")
        with opened.store.read() as work:
            assert len(work.users.list()) == 2
    assert restore_folder(tmp_path / "backup.zip", tmp_path / "new")["users"] == 1


def test_secrets_of_webhooks_stay_behind_and_unfinished_jobs_end(archive: Path, tmp_path: Path) -> None:
    restore_folder(archive, tmp_path / "new")
    with open_service(tmp_path / "new") as opened, opened.store.read() as work:
        (hook,) = work.outbox.hooks()
        assert (hook.secret, hook.active, hook.url) == ("", False, "https://hooks.example")
        cut = work.jobs.get("j1")
        assert cut.state is JobState.FAILED
        assert "restored" in str(cut.problem)
        assert work.jobs.list(states=frozenset({JobState.RUNNING})) == ()
    with ZipFile(archive) as opened_archive:
        assert all(b"s3cret-word" not in opened_archive.read(name) for name in opened_archive.namelist())


def test_a_backup_is_for_its_owner_only(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_a_folder_that_holds_something_is_left_alone(archive: Path, data: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("mine")
    for taken in (data, tmp_path / "other", archive):
        with pytest.raises(StoreConflict, match="not empty"):
            restore_folder(archive, taken)
    (tmp_path / "empty").mkdir()
    assert restore_folder(archive, tmp_path / "empty")["stories"] == 1


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    def take(members: dict[str, bytes]) -> None:
        del members[next(key for key in members if key.startswith(name))]

    return take


def changed(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        key = next(key for key in members if key.startswith(name))
        assert old in members[key]
        members[key] = members[key].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (changed("tables/stories", b"acme", b"beta"), "tables/stories.jsonl: the backup is damaged"),
        (changed("tables/users", b"}", b""), "tables/users.jsonl: the backup is damaged"),
        (changed("files/", b"", b"x"), "the backup is damaged"),
        (without("tables/audit"), "tables/audit.jsonl: the backup is damaged"),
        (without("files/"), "the backup is damaged"),
        (without("manifest"), "is no backup"),
        (changed("manifest", b"backup/1", b"backup/9"), "is no backup"),
    ],
)
def test_damage_is_told_and_nothing_is_restored(
    archive: Path, tmp_path: Path, damage: Callable[[dict[str, bytes]], None], told: str
) -> None:
    with ZipFile(archive) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    damage(members)
    with ZipFile(archive, "w", ZIP_DEFLATED) as rewritten:
        for name, content in members.items():
            rewritten.writestr(name, content)
    with pytest.raises(BadInput, match=told):
        restore_folder(archive, tmp_path / "new")
    assert not list(tmp_path.glob("*new*"))


def test_a_log_that_was_changed_before_the_backup_is_told(archive: Path, tmp_path: Path) -> None:
    with ZipFile(archive) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    log = members["tables/audit.jsonl"].replace(b"story.drafted", b"story.dreamed")
    manifest = json.loads(members["manifest.json"])
    manifest["tables"]["audit"]["sha256"] = hashlib.sha256(log).hexdigest()
    members |= {"tables/audit.jsonl": log, "manifest.json": json.dumps(manifest).encode()}
    with ZipFile(archive, "w") as rewritten:
        for name, content in members.items():
            rewritten.writestr(name, content)
    with pytest.raises(BadInput, match="entry 1 of the audit log"):
        restore_folder(archive, tmp_path / "new")


def test_a_newer_backup_and_a_file_that_is_none_are_told(archive: Path, tmp_path: Path) -> None:
    with ZipFile(archive) as whole:
        manifest = json.loads(whole.read("manifest.json")) | {"schema": "9999"}
    with ZipFile(tmp_path / "newer.zip", "w") as newer:
        newer.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(StoreConflict, match="newer version"):
        restore_folder(tmp_path / "newer.zip", tmp_path / "new")
    (tmp_path / "none.zip").write_bytes(b"PK nothing")
    for none in (tmp_path / "none.zip", tmp_path / "absent.zip"):
        with pytest.raises(BadInput):
            restore_folder(none, tmp_path / "new")


def test_a_damaged_usage_file_stops_a_backup(data: Path, tmp_path: Path) -> None:
    shutil.rmtree(data / "files")
    with pytest.raises(StoreConflict, match="missing or damaged"):
        back_up(data, tmp_path / "backup.zip")
    assert not list(tmp_path.glob("*backup*"))


def test_a_pulled_export_may_be_gone(data: Path, tmp_path: Path) -> None:
    shutil.rmtree(data / "blobs")
    assert back_up(data, tmp_path / "backup.zip")["files"] == 1
    assert restore_folder(tmp_path / "backup.zip", tmp_path / "new")["exports"] == 1


def test_there_must_be_something_to_back_up_and_a_place_for_it(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nothing is kept"):
        back_up(tmp_path / "none", tmp_path / "backup.zip")
    with pytest.raises(StoreConflict, match="cannot be written"):
        back_up(data, tmp_path / "none" / "backup.zip")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().err


def test_the_commands_back_up_and_restore(data: Path, tmp_path: Path, said: Callable[[], str]) -> None:
    archive, new = str(tmp_path / "b.zip"), str(tmp_path / "new")
    assert main(["backup", "--data", str(data), "-o", archive]) == 0
    assert "1 accounts, 1 documents, 1 stories, 1 exports, 1 users, 2 files" in said()
    assert main(["restore", archive, "--data", new]) == 0
    assert "every hash held; 1 webhooks are switched off" in said()
    assert main(["restore", archive, "--data", new]) == 2
    assert "is not empty" in said()


def test_a_store_of_another_version_is_opened_first(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    open_engine(f"sqlite:///{tmp_path / 'old' / 'store.db'}", "0001").dispose()
    with pytest.raises(StoreConflict, match="another version"):
        back_up(tmp_path / "old", tmp_path / "backup.zip")
