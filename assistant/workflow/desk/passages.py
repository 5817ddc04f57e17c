"""What search and the gate ask of an account's notes, made ready once and kept so until the notes change."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from assistant.domain.documents import NamedBytes, Person, Side
from assistant.domain.errors import NotFound
from assistant.domain.people import Role
from assistant.retrieval.kept import Repository
from assistant.retrieval.protocols import Indexes
from assistant.retrieval.retriever import Retriever
from assistant.workflow import keeping
from assistant.workflow.drafting import Usage

_MOST = 2000  # accounts kept ready; the one used longest ago goes first


class AskNext(NamedTuple):
    """Whom to talk to next, and why."""

    name: str
    why: str


class Voices(NamedTuple):
    """What a role map says of who was heard: roles that nobody has spoken for, and whom to ask next."""

    unheard: tuple[Role, ...]
    ask_next: tuple[AskNext, ...]


class _Ready(NamedTuple):
    """What is kept of an account."""

    retriever: Retriever | None = None
    people: tuple[Person, ...] | None = None
    usage: Usage | None = None
    files: tuple[tuple[str, str], ...] = ()  # name and hash of what the usage was computed from
    voices: tuple[datetime, Voices] | None = None  # and when the role map was made that they are of


class PassageShelf:
    """Retrievers and names by account; safe to use from several threads."""

    def __init__(self) -> None:
        self._ready: dict[str, _Ready] = {}
        self._lock = Lock()

    def retriever(self, account: str, repository: Repository, indexes: Indexes | None) -> Retriever:
        """Return the retriever over an account's passages, made when there is none or the notes have changed.

        Raises:
            NotFound: nothing is kept of the account.
            StoreConflict: its index was made with another embedder.
        """
        known = self._known(account).retriever
        if known is None or (indexes is not None and repository.is_stale(account)):
            known = keeping.retriever(account, repository, indexes)
            made = known
            self._keep(account, lambda ready: ready._replace(retriever=made))
        return known

    def people(self, account: str, repository: Repository) -> tuple[Person, ...]:
        """Return those who are not ours of an account's file and notes."""
        known = self._known(account).people
        if known is None:
            made = known = _people(account, repository)
            self._keep(account, lambda ready: ready._replace(people=made))
        return known

    def usage(self, account: str, files: Sequence[NamedBytes], make: Callable[[], Usage]) -> Usage:
        """Return what usage files show, computed by `make` where they or the notes have changed."""
        signed = tuple((file.name, hashlib.sha256(file.data).hexdigest()) for file in files)
        known = self._known(account)
        if known.usage is not None and known.files == signed:
            return known.usage
        made = make()
        self._keep(account, lambda ready: ready._replace(usage=made, files=signed))
        return made

    def voices(self, account: str, made: datetime, read: Callable[[str], Voices]) -> Voices:
        """Return what the role map made at that time says of voices; `read` looks where it is a new one."""
        known = self._known(account).voices
        if known is not None and known[0] == made:
            return known[1]
        found = read(account)
        self._keep(account, lambda ready: ready._replace(voices=(made, found)))
        return found

    def forget(self, account: str) -> None:
        """Let go of an account whose file or notes have changed."""
        with self._lock:
            self._ready.pop(account, None)

    def _known(self, account: str) -> _Ready:
        with self._lock:
            found = self._ready.pop(account, None)
            if found is not None:
                self._ready[account] = found
            return found or _Ready()

    def _keep(self, account: str, change: Callable[[_Ready], _Ready]) -> None:
        with self._lock:
            self._ready[account] = change(self._ready.pop(account, _Ready()))
            while len(self._ready) > _MOST:
                self._ready.pop(next(iter(self._ready)))


def _people(account: str, repository: Repository) -> tuple[Person, ...]:
    try:
        named = list(repository.account(account).people)
        for kept in repository.documents(account):
            named += [*kept.document.header.people, *kept.document.people]
    except NotFound:
        return ()
    found: dict[str, Person] = {}
    for person in named:
        known = found.get(person.name.casefold())
        if known is None or (known.title is None and person.title):
            found[person.name.casefold()] = person
    ours = {person.name.casefold() for person in named if person.side is Side.VENDOR}
    return tuple(person for name, person in found.items() if name not in ours)
