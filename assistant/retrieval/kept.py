"""What is kept of accounts between runs, and the repository that keeps it; storage provides it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes, Passage

Vector = Sequence[float]


class KeptDocument(NamedTuple):
    """The current version of a document with its passages; `version` counts from 1."""

    document: Document
    passages: tuple[Passage, ...]
    version: int = 1


@runtime_checkable
class VectorCache(Protocol):
    """Vectors by `text_key` and embedder, so that a text is embedded once."""

    def vectors(self, keys: Sequence[str], embedder: str) -> dict[str, Vector]:
        """Return the vectors that are there; keys without one are left out."""
        ...

    def keep_vectors(self, vectors: Mapping[str, Vector], embedder: str) -> None:
        """Keep vectors at once and for good."""
        ...


@runtime_checkable
class Repository(VectorCache, Protocol):
    """Accounts with their documents, passages and usage files: the truth that every index follows.

    Each method is one transaction: after a crash it has happened wholly or not at all. Methods that
    take an account raise NotFound when it is not kept.
    """

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by id."""
        ...

    def account(self, account: str) -> Account:
        """Return the account with this id."""
        ...

    def keep_account(self, account: Account) -> None:
        """Keep an account, or replace what was known of it."""
        ...

    def documents(self, account: str) -> tuple[KeptDocument, ...]:
        """Return the current version of each document, in the order in which they first came."""
        ...

    def keep_documents(self, account: str, documents: Sequence[KeptDocument]) -> None:
        """Keep documents; a version already there is replaced, an older one stays as history.

        Only the current version has passages. The account's vectors count as stale from here on.
        """
        ...

    def history(self, account: str, document: str) -> tuple[Document, ...]:
        """Return every version of a document, oldest first; NotFound when there is none."""
        ...

    def remove_document(self, account: str, document: str) -> None:
        """Erase every version of a document, its passages and the vectors no other passage needs.

        The account's vectors count as stale from here on. NotFound when the document is not kept.
        """
        ...

    def usage(self, account: str) -> tuple[NamedBytes, ...]:
        """Return the usage files as they were handed in, by name; StoreConflict when one is damaged."""
        ...

    def keep_usage(self, account: str, files: Sequence[NamedBytes]) -> None:
        """Keep usage files; one of the same name is replaced, and its bytes go where no account needs them."""
        ...

    def is_stale(self, account: str) -> bool:
        """Tell whether documents changed since `mark_indexed`."""
        ...

    def mark_indexed(self, account: str) -> None:
        """Note that the index holds exactly the account's passages."""
        ...
