"""Run as a program: does one use of a data folder and kills itself, without a chance to tidy up, at a chosen moment.

    python dying.py DATA USE MOMENT

The moments are calls to what the use was handed: nothing of the product is altered for this.
"""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.domain.accounts import Account
from assistant.domain.documents import BlockKind, Document, NamedBytes, Passage, Rank
from assistant.retrieval.protocols import Indexes
from assistant.storage.folder import DataFolder
from assistant.workflow.keeping import ingest_notes, reindex, remove_document, retriever

ACCOUNT = Account(id="acme", name="Acme")
USAGE = (NamedBytes(name="usage.csv", data=b"user,event,time\nada,open,2026-01-01\n"),)
DIGITS = "0123456789"
LONG = 300  # passages: more than one batch of vectors


class LetterEmbedder:
    """Counts letters and digits, quickly; dies before the call of that number."""

    name, dimensions = "letters", 36

    def __init__(self, last: int | None = None) -> None:
        self.left = last

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self.left == 0:
            die()
        self.left = None if self.left is None else self.left - 1
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [1.0 + text.count(chr(letter)) for letter in range(97, 123)] + [float(text.count(n)) for n in DIGITS]


class DyingAfter:
    """Does all that the thing within does, and dies after its method of that name."""

    def __init__(self, inner: Any, method: str) -> None:
        self._inner, self._method = inner, method

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)

        def then_die(*given: Any, **named: Any) -> None:
            found(*given, **named)
            die()

        return then_die if name == self._method else found


class DyingIndexes:
    """Indexes of which every index dies after its method of that name."""

    def __init__(self, inner: Indexes, method: str) -> None:
        self._inner, self._method = inner, method

    def index(self, account: str) -> Any:
        return DyingAfter(self._inner.index(account), self._method)

    def drop(self, account: str) -> None:
        self._inner.drop(account)


class DyingParts(tuple[Passage, ...]):
    """Passages that kill whoever reads them to the end: in the middle of a transaction."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Passage]:
        yield from list(super().__iter__())[:2]
        die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def written(name: str, lines: Sequence[str]) -> tuple[Document, tuple[Passage, ...]]:
    parts, at = [], 0
    for line in lines:
        place = {"document": name, "start": at, "end": at + len(line), "text": line}
        parts.append(Passage(**place, sentences=(), kind=BlockKind.PROSE, rank=Rank.SUMMARY))
        at += len(line) + 1
    text = "\n".join(lines)
    return Document(id=name, sha256=f"{len(text):064x}", media_type="text/plain", text=text), tuple(parts)


def first() -> list[tuple[Document, tuple[Passage, ...]]]:
    return [written("long.md", [f"line {n} of zebra" for n in range(LONG)]), written("b.md", ["zzz", "The close."])]


def second() -> list[tuple[Document, tuple[Passage, ...]]]:
    return [written("b.md", ["zzz", "The close takes four days."])]


def ingest(data: DataFolder, moment: str) -> None:
    documents: list[Any] = first()
    repository: Any = data.repository
    embedder = LetterEmbedder(1 if moment == "second batch" else None)
    indexes: Any = data.indexes(embedder)
    if moment == "middle of the documents":
        documents[1] = (documents[1][0], DyingParts(documents[1][1]))
    elif moment.startswith("index "):
        indexes = DyingIndexes(indexes, moment.removeprefix("index "))
    else:
        repository = DyingAfter(repository, moment)
    ingest_notes(ACCOUNT, documents, USAGE, repository, indexes)


def update(data: DataFolder, moment: str) -> None:
    indexes = data.indexes(LetterEmbedder())
    ingest_notes(ACCOUNT, first(), USAGE, data.repository, indexes)
    ingest_notes(ACCOUNT, second(), (), data.repository, DyingIndexes(indexes, moment.removeprefix("index ")))


def remove(data: DataFolder, moment: str) -> None:
    indexes = data.indexes(LetterEmbedder())
    ingest_notes(ACCOUNT, first(), USAGE, data.repository, indexes)
    dying: Any = DyingAfter(data.repository, moment)
    remove_document("acme", "long.md", dying, indexes)


def again(data: DataFolder, moment: str) -> None:
    indexes = data.indexes(LetterEmbedder())
    ingest_notes(ACCOUNT, first(), USAGE, data.repository, indexes)
    reindex(data.repository, DyingAfter(indexes, moment))


def state(path: Path) -> tuple[object, ...]:
    """Everything that is kept, after the index has caught up on being opened."""
    with DataFolder(path) as data:
        indexes = data.indexes(LetterEmbedder())
        found = retriever("acme", data.repository, indexes).search("close", 1)  # ties come in any order
        kept = data.repository.documents("acme")
        keys = indexes.index("acme").keys()
        return kept, data.repository.usage("acme"), keys, found, data.repository.is_stale("acme")


if __name__ == "__main__":
    uses = {"ingest": ingest, "update": update, "remove": remove, "reindex": again}
    with DataFolder(Path(sys.argv[1])) as folder:
        uses[sys.argv[2]](folder, sys.argv[3])
