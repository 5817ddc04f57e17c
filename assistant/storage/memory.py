"""The repository in memory: for tests and for work that is not kept."""

from collections.abc import Mapping, Sequence

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes, Passage
from assistant.domain.errors import NotFound
from assistant.retrieval.kept import KeptDocument, Vector
from assistant.retrieval.keys import text_key


class MemoryRepository:
    """See `assistant.retrieval.kept.Repository`; gone with the process."""

    def __init__(self) -> None:
        self._kept: dict[str, _Shelf] = {}
        self._vectors: dict[tuple[str, str], Vector] = {}

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by id."""
        return tuple(self._kept[key].account for key in sorted(self._kept))

    def account(self, account: str) -> Account:
        """Return the account with this id."""
        return self._shelf(account).account

    def keep_account(self, account: Account) -> None:
        """Keep an account, or replace what was known of it."""
        self._kept.setdefault(account.id, _Shelf(account)).account = account

    def documents(self, account: str) -> tuple[KeptDocument, ...]:
        """Return the current version of each document, in the order in which they first came."""
        shelf = self._shelf(account)
        return tuple(
            KeptDocument(shelf.versions[key][number], shelf.passages[key], number)
            for key, number in shelf.current.items()
        )

    def keep_documents(self, account: str, documents: Sequence[KeptDocument]) -> None:
        """Keep documents; a version already there is replaced, an older one stays as history."""
        shelf = self._shelf(account)
        for document, passages, version in documents:
            shelf.versions.setdefault(document.id, {})[version] = document
            shelf.current[document.id] = version
            shelf.passages[document.id] = passages
        self._documents_changed(shelf)

    def history(self, account: str, document: str) -> tuple[Document, ...]:
        """Return every version of a document, oldest first."""
        versions = self._shelf(account).versions_of(document)
        return tuple(versions[number] for number in sorted(versions))

    def remove_document(self, account: str, document: str) -> None:
        """Erase every version of a document, its passages and the vectors no other passage needs."""
        shelf = self._shelf(account)
        shelf.versions_of(document)
        del shelf.versions[document], shelf.current[document], shelf.passages[document]
        self._documents_changed(shelf)

    def usage(self, account: str) -> tuple[NamedBytes, ...]:
        """Return the usage files as they were handed in, by name."""
        files = self._shelf(account).usage
        return tuple(files[name] for name in sorted(files))

    def keep_usage(self, account: str, files: Sequence[NamedBytes]) -> None:
        """Keep usage files; one of the same name is replaced."""
        self._shelf(account).usage |= {file.name: file for file in files}

    def is_stale(self, account: str) -> bool:
        """Tell whether documents changed since `mark_indexed`."""
        return self._shelf(account).stale

    def mark_indexed(self, account: str) -> None:
        """Note that the index holds exactly the account's passages."""
        self._shelf(account).stale = False

    def vectors(self, keys: Sequence[str], embedder: str) -> dict[str, Vector]:
        """Return the vectors that are there; keys without one are left out."""
        return {key: self._vectors[key, embedder] for key in keys if (key, embedder) in self._vectors}

    def keep_vectors(self, vectors: Mapping[str, Vector], embedder: str) -> None:
        """Keep vectors."""
        self._vectors |= {(key, embedder): vector for key, vector in vectors.items()}

    def _shelf(self, account: str) -> "_Shelf":
        if account not in self._kept:
            raise NotFound(f"no account {account!r} is kept here")
        return self._kept[account]

    def _documents_changed(self, shelf: "_Shelf") -> None:
        shelf.stale = True
        shelves = self._kept.values()
        needed = {text_key(p.text) for one in shelves for passages in one.passages.values() for p in passages}
        self._vectors = {key: vector for key, vector in self._vectors.items() if key[0] in needed}


class _Shelf:
    """Everything of one account."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.versions: dict[str, dict[int, Document]] = {}
        self.current: dict[str, int] = {}
        self.passages: dict[str, tuple[Passage, ...]] = {}
        self.usage: dict[str, NamedBytes] = {}
        self.stale = False

    def versions_of(self, document: str) -> dict[int, Document]:
        if document not in self.versions:
            raise NotFound(f"account {self.account.id!r} has no document {document!r}")
        return self.versions[document]
