"""What a person does with a data folder: keep, take out, index anew, search, and draft from what is kept."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.story import Story
from assistant.retrieval.kept import Repository
from assistant.retrieval.protocols import Indexes, StageCache
from assistant.retrieval.protocols import Progress as Counted
from assistant.workflow import keeping
from assistant.workflow.drafting import (
    DraftParts,
    DraftRequest,
    Notes,
    Progress,
    Redact,
    Usage,
    read_notes,
    read_usage,
    write_story,
)

_NAMES = frozenset({"user", "email", "name"})  # columns of a usage table that tell people apart by name


class Keeper:
    """The use cases over one open data folder.

    Args:
        repository: the truth.
        indexes: vectors; None where there is no embedder, and search is by words alone.
        stages: a model's answers for stories not finished yet, which hold text of the notes.
    """

    def __init__(self, repository: Repository, indexes: Indexes | None, stages: StageCache | None = None) -> None:
        self._repository = repository
        self._indexes = indexes
        self._stages = stages

    def ingest(
        self, notes: Sequence[NamedBytes], usage: Sequence[NamedBytes], *, account: str, progress: Progress
    ) -> keeping.Result:
        """Keep and index notes and usage data; the result is the contract's of `ingest`.

        Raises:
            BadInput: a file cannot be used; then nothing was kept.
        """
        known = self._known(_named(account))
        read = _read(notes, known, "suggest", progress)
        self._usage(usage, read, progress)  # refuse what cannot be used before anything is kept
        return self._keep(read, usage, progress)

    def remove(self, document: str, *, account: str) -> keeping.Result:
        """Remove a document with all its versions, passages and vectors.

        Raises:
            NotFound: no such account or document.
        """
        if self._stages is not None:
            self._stages.clear()
        return keeping.remove_document(_named(account).id, document, self._repository, self._indexes)

    def reindex(self, *, progress: Progress) -> keeping.Result:
        """Build every account's index anew with the embedder of now.

        Raises:
            BadInput: there is no embedder.
        """
        if self._indexes is None:
            raise BadInput("reindex", "no embedder is there to index with", mend="install it, or search by words alone")
        return keeping.reindex(self._repository, self._indexes, progress=_counted(progress))

    def search(self, query: str, *, account: str | None) -> keeping.Result:
        """Find passages in one account, or in all; the result is the contract's of `search`.

        Raises:
            NotFound: no such account.
            StoreConflict: an index was made with another embedder.
        """
        named = _named(account).id if account is not None else None
        return keeping.search(query, self._repository, self._indexes, account=named)

    def draft(self, request: DraftRequest, parts: DraftParts) -> Story:
        """Keep what a request brings, then write a story from all that is kept of its account.

        Raises:
            BadInput: no account is named, or a file cannot be used.
            NotFound: nothing is kept of the account.
        """
        began = parts.clock()
        account = request.account
        if request.notes and account is None:
            account = read_notes(request.notes, None, request.redact, parts.progress).account
        if account is None or account.name is None:
            raise BadInput("--data", "no account is named", mend="name it with --account")
        read = _read(request.notes, self._known(account), request.redact, parts.progress)
        usage = self._usage(request.usage, read, parts.progress, request.redact)
        if request.redact == "on":
            _refuse_names(request.usage, usage)
        if request.notes or request.usage:
            self._keep(read, request.usage, parts.progress)
        indexed = self._indexed(read.account, parts)
        notes = self._notes(read.account)
        return write_story(
            notes, usage, request.kind, indexed, began=began, expires=request.expires, language=request.language
        )

    def _usage(self, files: Sequence[NamedBytes], read: Notes, progress: Progress, redact: Redact = "suggest") -> Usage:
        """Compute what usage shows with these files added; people are known from all notes."""
        kept, documents = self._files(read.account), {each.id: each for each in self._documents(read.account)}
        every = {file.name: file for file in (*kept, *files)}
        documents |= {document.id: document for document in read.documents}
        return read_usage(tuple(every.values()), replace(read, documents=tuple(documents.values())), progress, redact)

    def _keep(self, read: Notes, usage: Sequence[NamedBytes], progress: Progress) -> keeping.Result:
        by_document = [
            (document, [passage for passage in read.passages if passage.document == document.id])
            for document in read.documents
        ]
        progress("keeping and indexing")
        return keeping.ingest_notes(
            read.account, by_document, usage, self._repository, self._indexes, progress=_counted(progress)
        )

    def _files(self, account: Account) -> tuple[NamedBytes, ...]:
        try:
            return self._repository.usage(account.id)
        except NotFound:
            return ()

    def _documents(self, account: Account) -> tuple[Document, ...]:
        try:
            return tuple(kept.document for kept in self._repository.documents(account.id))
        except NotFound:
            return ()

    def _known(self, account: Account) -> Account:
        """Return what is kept of an account where no more than its name is given."""
        if account != Account.named(account.name or ""):
            return account
        try:
            return self._repository.account(account.id)
        except NotFound:
            return account

    def _notes(self, account: Account) -> Notes:
        kept = self._repository.documents(account.id)
        if not kept:
            raise NotFound(f"nothing is kept of {account.name or account.id}; keep notes with 'outcome-stories ingest'")
        return Notes(
            account=account,
            documents=tuple(each.document for each in kept),
            passages=tuple(passage for each in kept for passage in each.passages),
        )

    def _indexed(self, account: Account, parts: DraftParts) -> DraftParts:
        """Draft with the account's kept vectors, so that a passage is embedded once."""
        if self._indexes is None:
            return parts
        index = self._indexes.index(account.id)
        keeping.follow(account.id, self._repository, index, progress=_counted(parts.progress))
        return replace(parts, index_of=lambda _: index)


def _refuse_names(files: Sequence[NamedBytes], usage: Usage) -> None:
    """Refuse to keep a usage file that names its users: what is kept must hold pseudonyms (contract: `--redact on`)."""
    naming = {table.file for table in usage.tables if not _NAMES.isdisjoint(table.mapping)}
    for file in files:
        if file.name in naming:
            problem = "it names its users, and with --redact on no name may be kept"
            raise BadInput(file.name, problem, mend="leave out --data, or give the file with its users replaced")


def _read(files: Sequence[NamedBytes], account: Account, redact: Redact, progress: Progress) -> Notes:
    return read_notes(files, account, redact, progress) if files else Notes(account, (), ())


def _named(account: str) -> Account:
    """Return the account of a name as typed.

    Raises:
        BadInput: nothing in it can be shown.
    """
    named = Account.named(account)
    if named.name is None:
        raise BadInput("--account", "the name is blank", mend="give the account's name")
    return named


def _counted(progress: Progress) -> Counted:
    """Tell a count as a step."""
    return lambda done, total: progress(f"indexing passages, {done} of {total}")
