"""All that a story is drafted from, read out of the store before the work begins, so that the writer needs no store."""

import base64
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict

from assistant.domain.accounts import Account
from assistant.domain.base import Frozen
from assistant.domain.documents import Document, Passage
from assistant.domain.errors import NotFound
from assistant.domain.jobs import Job
from assistant.domain.story import Kind, Story
from assistant.retrieval.kept import Repository, Vector
from assistant.retrieval.keys import text_key


class UsageFile(Frozen):
    """A usage file as it was handed in."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    name: str
    data: bytes


class Brief(Frozen):
    """What goes to the drafting process, by pipe only.

    `vectors` are those kept of the passages, by `text_key`: float32, little-endian, in base64.
    """

    job: str
    account: Account
    kind: Kind
    engine: str
    language: str | None = None
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    usage: tuple[UsageFile, ...] = ()
    vectors: Mapping[str, str] = {}


@dataclass(frozen=True)
class BriefReader:
    """Reads briefs out of a repository.

    Attributes:
        repository: accounts with their documents, passages, usage files and vectors.
        embedder: name of the embedder whose vectors go along; None where there is none.
    """

    repository: Repository
    embedder: str | None = None

    def read(self, job: Job) -> Brief:
        """Return the brief of a draft: of the documents that its order names, else of all that are kept.

        Raises:
            NotFound: the account, or a document named, is not kept (any more), or nothing is.
        """
        order = job.order
        account = self.repository.account(order.account or "")
        kept = self.repository.documents(account.id)
        missing = set(order.documents) - {each.document.id for each in kept}
        if missing:
            raise NotFound(f"no document {min(missing)!r} is kept of {account.name or account.id}")
        if not kept:
            raise NotFound(f"nothing is kept of {account.name or account.id}; keep notes of an interview first")
        chosen = [each for each in kept if not order.documents or each.document.id in order.documents]
        passages = tuple(passage for each in chosen for passage in each.passages)
        return Brief(
            job=job.id,
            account=account,
            kind=order.story_kind,
            engine=order.engine,
            language=order.language,
            documents=tuple(each.document for each in chosen),
            passages=passages,
            usage=tuple(UsageFile(name=name, data=data) for name, data in self.repository.usage(account.id)),
            vectors=self._vectors(passages),
        )

    def _vectors(self, passages: Sequence[Passage]) -> dict[str, str]:
        if self.embedder is None:
            return {}
        keys = list({text_key(passage.text): None for passage in passages})
        return {key: packed(vector) for key, vector in self.repository.vectors(keys, self.embedder).items()}


class BriefVectors:
    """The vectors that came with a brief, as a `VectorCache`; new ones stay until the draft is written."""

    def __init__(self, brief: Brief) -> None:
        self._kept: dict[str, Vector] = {key: unpacked(text) for key, text in brief.vectors.items()}

    def vectors(self, keys: Sequence[str], embedder: str) -> dict[str, Vector]:  # noqa: ARG002  a brief has one embedder
        """Return the vectors that are there."""
        return {key: self._kept[key] for key in keys if key in self._kept}

    def keep_vectors(self, vectors: Mapping[str, Vector], embedder: str) -> None:  # noqa: ARG002  likewise
        """Keep vectors for this draft."""
        self._kept |= vectors


Settings = Mapping[str, Any]  # what the entry points read; the child gets it by pipe, as it may hold a key
Progress = Callable[[str], None]
Writer = Callable[[Brief, Progress], Story]


def packed(vector: Vector) -> str:
    """Return a vector as text."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode("ascii")


def unpacked(text: str) -> Vector:
    """Return the vector of a text."""
    data = base64.b64decode(text)
    return struct.unpack(f"<{len(data) // 4}f", data)
