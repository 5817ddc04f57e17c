"""A data folder on disk: one process at a time, bound to its embedder, its schema up to date."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from assistant.domain.accounts import Account
from assistant.domain.documents import BlockKind, Document, NamedBytes, Passage, Rank
from assistant.domain.errors import NotFound, StoreConflict
from assistant.retrieval.kept import KeptDocument
from assistant.storage.engine import open_engine
from assistant.storage.folder import DataFolder
from assistant.storage.migrations import HEAD
from assistant.storage.tables import metadata
from assistant.workflow.keeping import ingest_notes, reindex, remove_document, search

WORDS = "Xylophone quartets rehearse nightly"
OPEN = "import sys, pathlib, assistant.storage.folder as f; f.DataFolder(pathlib.Path(sys.argv[1])); print('open')"

DROP = """
import pathlib, sys
from assistant.storage.folder import DataFolder
from assistant.storage.vectors import collection_name, open_chroma

with DataFolder(pathlib.Path(sys.argv[1])) as data:
    open_chroma(data.path / "vectors").delete_collection(collection_name("acme"))
"""


class LetterEmbedder:
    """Counts the letters of an alphabet."""

    def __init__(self, name: str = "letters", size: int = 26) -> None:
        self.name, self.dimensions = name, size

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [1.0 + text.count(chr(97 + letter)) for letter in range(self.dimensions)]


def note(name: str, *lines: str) -> tuple[Document, tuple[Passage, ...]]:
    parts, at = [], 0
    for line in lines:
        parts.append(
            Passage(
                document=name,
                start=at,
                end=at + len(line),
                text=line,
                sentences=(),
                kind=BlockKind.PROSE,
                rank=Rank.SUMMARY,
            )
        )
        at += len(line) + 1
    text = "\n".join(lines)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=name, sha256=sha256, media_type="text/plain", text=text), tuple(parts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder in which one note is kept."""
    with DataFolder(tmp_path / "data") as data:
        indexes = data.indexes(LetterEmbedder())
        ingest_notes(Account(id="acme"), [note("a.md", WORDS)], (), data.repository, indexes)
    return tmp_path / "data"


@pytest.fixture
def data(path: Path) -> Iterator[DataFolder]:
    with DataFolder(path) as opened:
        yield opened


def test_a_second_process_is_refused_in_one_line(data: DataFolder) -> None:
    other = subprocess.run([sys.executable, "-c", OPEN, data.path], capture_output=True, text=True, check=False)
    last = other.stderr.strip().splitlines()[-1]
    assert "StoreConflict" in last
    assert f"in use by another process ({os.getpid()}); wait" in last


def test_the_lock_goes_with_its_holder(path: Path) -> None:
    with DataFolder(path), pytest.raises(StoreConflict, match="in use"):
        DataFolder(path)
    DataFolder(path).close()


def test_a_folder_that_is_not_there_is_made_only_when_something_is_kept(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such data folder"):
        DataFolder(tmp_path / "absent", create=False)
    assert not (tmp_path / "absent").exists()


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreConflict, match="cannot be used as a data folder"):
        DataFolder(tmp_path / "file")


def test_another_embedder_is_refused_and_reindexing_mends_it(data: DataFolder) -> None:
    other = data.indexes(LetterEmbedder("other", 5))
    with pytest.raises(StoreConflict, match=r"letters \(26\), not other \(5\); run 'outcome-stories reindex --data "):
        search("quartets", data.repository, other)
    told: list[tuple[int, int]] = []
    assert reindex(data.repository, other, progress=lambda *step: told.append(step)) == {"passages": {"acme": 1}}
    assert told == [(1, 1)]
    assert search("quartets", data.repository, other)["results"][0]["citation"]["text"] == WORDS


def test_lost_vectors_are_made_again_on_the_next_search(data: DataFolder) -> None:
    indexes = data.indexes(LetterEmbedder())
    indexes.drop("acme")
    assert search("quartets", data.repository, indexes)["results"]
    assert len(indexes.index("acme").keys()) == 1


def test_removed_words_are_in_no_file_any_more(data: DataFolder) -> None:
    indexes = data.indexes(LetterEmbedder())
    ingest_notes(Account(id="acme"), [note("b.md", "Stays.")], (), data.repository, indexes)
    remove_document("acme", "a.md", data.repository, indexes)
    files = [file for file in data.path.rglob("*") if file.is_file()]
    assert len(files) > 3
    assert [file for file in files if b"Xylophone" in file.read_bytes()] == []


def test_the_words_stand_in_the_store_alone(data: DataFolder) -> None:
    data.close()
    holding = {file.name for file in data.path.rglob("*") if file.is_file() and b"Xylophone" in file.read_bytes()}
    assert holding == {"store.db"}


def test_replaced_usage_files_go_when_the_folder_is_next_opened(path: Path) -> None:
    with DataFolder(path) as data:
        for content in (b"old", b"new"):
            data.repository.keep_usage("acme", [NamedBytes(name="usage.csv", data=content)])
    with DataFolder(path) as data:
        assert len(list((path / "files").iterdir())) == 1
        assert data.repository.usage("acme") == (NamedBytes(name="usage.csv", data=b"new"),)


def test_a_damaged_usage_file_is_never_used(data: DataFolder) -> None:
    data.repository.keep_usage("acme", [NamedBytes(name="usage.csv", data=b"one")])
    (kept,) = (data.path / "files").iterdir()
    kept.write_bytes(b"two")
    with pytest.raises(StoreConflict, match="missing or damaged"):
        data.repository.usage("acme")


def test_migrations_make_the_schema_of_the_tables(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.connect() as connection:
        from alembic.autogenerate import compare_metadata
        from alembic.migration import MigrationContext

        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()


def test_primary_and_foreign_keys_are_those_of_the_tables(tmp_path: Path) -> None:
    migrated = open_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    direct = create_engine("sqlite://")
    metadata.create_all(direct)
    ours, theirs = inspect(migrated), inspect(direct)
    for table in metadata.tables:
        assert ours.get_pk_constraint(table) == theirs.get_pk_constraint(table)
        assert ours.get_foreign_keys(table) == theirs.get_foreign_keys(table)
    migrated.dispose()
    direct.dispose()


def test_a_store_of_a_newer_version_is_left_alone(path: Path) -> None:
    database = sqlite3.connect(path / "store.db")
    with database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(StoreConflict, match="newer version"):
        DataFolder(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"not a database at all, " * 100)
    with pytest.raises(StoreConflict, match=r"store\.db: cannot be used \(file is not a database\)"):
        DataFolder(tmp_path)


def test_commits_are_durable_and_waiting_is_bounded(data: DataFolder) -> None:
    engine = open_engine(f"sqlite:///{data.path / 'store.db'}")
    with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        values = [connection.execute(text(f"PRAGMA {pragma}")).scalar() for pragma in pragmas]
    engine.dispose()
    assert values == ["wal", 2, 1, 5000, 1]


def test_damaged_vectors_are_named_and_reindexing_mends_them(path: Path) -> None:
    many = note("many.md", *(f"Quartet {number}" for number in range(1_100)))  # Chroma writes its graph at 1,000
    with DataFolder(path) as data:
        ingest_notes(Account(id="acme"), [many], (), data.repository, data.indexes(LetterEmbedder()))
    for file in (path / "vectors").rglob("*.bin"):
        file.write_bytes(b"damaged")
    with DataFolder(path) as data:
        indexes = data.indexes(LetterEmbedder())
        with pytest.raises(StoreConflict, match=r"Chroma cannot use its vectors.*reindex --data"):
            search("quartets", data.repository, indexes)
        reindex(data.repository, indexes)
        assert search("quartets", data.repository, indexes)["results"]


def test_a_vector_folder_beyond_reading_is_named_and_may_be_deleted(path: Path) -> None:
    with (path / "vectors" / "chroma.sqlite3").open("r+b") as database:
        database.write(b"no database at all")
    with DataFolder(path) as data, pytest.raises(StoreConflict, match=r"vectors: Chroma cannot read it.*delete it"):
        data.indexes(LetterEmbedder())


def test_opening_again_sees_what_another_process_wrote_in_between(path: Path) -> None:
    subprocess.run([sys.executable, "-c", DROP, path], check=True)
    with DataFolder(path) as data:
        assert data.indexes(LetterEmbedder()).index("acme").keys() == frozenset()


def test_a_store_that_breaks_while_it_is_open_is_named(data: DataFolder) -> None:
    database = sqlite3.connect(data.path / "store.db")
    with database:
        database.execute("DROP TABLE usage_files")
    database.close()
    with pytest.raises(StoreConflict, match=r"store\.db: cannot be used \(no such table"):
        data.repository.usage("acme")


def test_only_its_owner_may_look_into_a_data_folder(data: DataFolder) -> None:
    assert data.path.stat().st_mode & 0o077 == 0


def test_many_threads_write_and_none_is_lost_or_turned_away(data: DataFolder) -> None:
    def keep(number: int) -> None:
        data.repository.keep_documents("acme", [KeptDocument(*note(f"{number}.md", f"Line {number}."))])
        data.repository.keep_vectors({f"{number}": [float(number)]}, "letters")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(keep, range(40)))
    kept = {each.document.id for each in data.repository.documents("acme")}
    assert kept == {"a.md", *(f"{number}.md" for number in range(40))}


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "50% #1? ü") as data:
        data.repository.keep_account(Account(id="acme"))
    assert (tmp_path / "50% #1? ü" / "store.db").stat().st_size > 0
