"""Passages made ready for search, one account at a time, and kept so until the account's notes change here."""

from threading import Lock

from assistant.retrieval.kept import Repository
from assistant.retrieval.protocols import Indexes
from assistant.retrieval.retriever import Retriever
from assistant.workflow import keeping

_MOST = 2000  # accounts kept ready; the one used longest ago goes first


class PassageShelf:
    """Retrievers by account; safe to use from several threads."""

    def __init__(self) -> None:
        self._ready: dict[str, Retriever] = {}
        self._lock = Lock()

    def retriever(self, account: str, repository: Repository, indexes: Indexes | None) -> Retriever:
        """Return the retriever over an account's passages, made when there is none or the notes have changed.

        Raises:
            NotFound: nothing is kept of the account.
            StoreConflict: its index was made with another embedder.
        """
        with self._lock:
            found = self._ready.pop(account, None)
            if found is not None:
                self._ready[account] = found
        if found is None or repository.is_stale(account):
            found = keeping.retriever(account, repository, indexes)
            with self._lock:
                self._ready[account] = found
                while len(self._ready) > _MOST:
                    self._ready.pop(next(iter(self._ready)))
        return found

    def forget(self, account: str) -> None:
        """Let go of an account whose notes have changed."""
        with self._lock:
            self._ready.pop(account, None)
