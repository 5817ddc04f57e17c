"""Use cases over what is kept: put notes in, take a document out, index anew, search.

The repository is the truth and is written first; vectors follow. Whatever was interrupted in between
is made good by the next use, because the account counts as stale until its index was compared.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, Protocol

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes, Passage
from assistant.retrieval.kept import KeptDocument, Repository
from assistant.retrieval.keys import passage_key
from assistant.retrieval.protocols import DenseIndex, Indexes, Progress
from assistant.retrieval.retriever import Hit, Retriever

Status = Literal["new", "same", "new_version"]
Result = dict[str, Any]


class Citing(Protocol):
    """What cites documents; stories do, once they are kept."""

    def citing(self, account: str, document: Document) -> Sequence[str]:
        """Return the id of everything that cites this version of a document."""
        ...


class Plan(NamedTuple):
    """What becomes of one document that is handed in."""

    status: Status
    kept: KeptDocument


def ingest_notes(
    account: Account,
    documents: Sequence[tuple[Document, Sequence[Passage]]],
    usage: Sequence[NamedBytes],
    repository: Repository,
    indexes: Indexes | None,
    *,
    progress: Progress | None = None,
) -> Result:
    """Keep notes and usage files of an account, and index the notes.

    A document is known by its content: the same content is the same document whatever its name, and
    other content under a name that is kept is its new version.

    Args:
        account: whose they are; replaces what was known of it.
        documents: each with its passages.
        usage: usage files as handed in; one of the same name is replaced.
        repository: keeps them.
        indexes: vectors; None keeps the notes, and the vectors follow when there is an embedder.
        progress: told passages embedded and passages to embed.

    Returns:
        The contract's result of `ingest`.
    """
    repository.keep_account(account)
    repository.keep_usage(account.id, usage)
    plans = planned(repository.documents(account.id), documents)
    repository.keep_documents(account.id, [plan.kept for plan in plans])
    if indexes is not None:
        follow(account.id, repository, indexes.index(account.id), progress=progress)
    return {"documents": [_told(plan) for plan in plans]}


def planned(kept: Sequence[KeptDocument], documents: Sequence[tuple[Document, Sequence[Passage]]]) -> list[Plan]:
    """Tell of each document whether it is new, known or a new version; documents may repeat each other."""
    by_content = {_content(known.document): known for known in kept}
    by_name = {known.document.id: known for known in kept}
    plans = []
    for document, passages in documents:
        same, named = by_content.get(_content(document)), by_name.get(document.id)
        if same is not None:
            plan = Plan("same", _renamed(document, passages, same))
        elif named is not None:
            by_content.pop(_content(named.document), None)
            plan = Plan("new_version", KeptDocument(document, tuple(passages), named.version + 1))
        else:
            plan = Plan("new", KeptDocument(document, tuple(passages)))
        by_content[_content(document)] = by_name[plan.kept.document.id] = plan.kept
        plans.append(plan)
    return plans


def remove_document(
    account: str, document: str, repository: Repository, indexes: Indexes | None, citing: Citing | None = None
) -> Result:
    """Erase a document with all its versions, passages and vectors.

    Returns:
        `removed`, `passages` that went with it, and `cited_by`: what cites it and must be looked at again.

    Raises:
        NotFound: no such account or document.
    """
    history = repository.history(account, document)
    cited_by = [one for version in history for one in (citing.citing(account, version) if citing else ())]
    passages = _passages(repository, account)
    repository.remove_document(account, document)
    if indexes is not None:
        follow(account, repository, indexes.index(account))
    gone = sum(passage.document == document for passage in passages)
    return {"removed": document, "passages": gone, "cited_by": list(dict.fromkeys(cited_by))}


def reindex(repository: Repository, indexes: Indexes, *, progress: Progress | None = None) -> Result:
    """Build every account's index anew, with the embedder of now.

    Returns:
        The number of passages indexed by account.
    """
    counts = {}
    for account in repository.accounts():
        counts[account.id] = reindex_account(account.id, repository, indexes, progress=progress)
    return {"passages": counts}


def reindex_account(account: str, repository: Repository, indexes: Indexes, *, progress: Progress | None = None) -> int:
    """Build one account's index anew; return the number of its passages. NotFound when there is no such account."""
    passages = _passages(repository, account)
    indexes.drop(account)
    follow(account, repository, indexes.index(account), progress=progress)
    return len(passages)


def follow(account: str, repository: Repository, index: DenseIndex, *, progress: Progress | None = None) -> None:
    """Make an index hold exactly the account's passages; cheap when it already does."""
    passages = {passage_key(passage): passage for passage in _passages(repository, account)}
    there = index.keys()
    index.remove(sorted(there - passages.keys()))
    index.add([passage for key, passage in passages.items() if key not in there], progress=progress)
    repository.mark_indexed(account)


def retriever(account: str, repository: Repository, indexes: Indexes | None) -> Retriever:
    """Return the retriever over everything that is kept of an account.

    Raises:
        NotFound: no such account.
        StoreConflict: its index was made with another embedder.
    """
    passages = _passages(repository, account)
    if indexes is None:
        return Retriever(passages)
    index = indexes.index(account)
    if repository.is_stale(account) or len(index.keys()) != len({passage_key(p) for p in passages}):
        follow(account, repository, index)
    return Retriever(passages, index)


def search(
    query: str, repository: Repository, indexes: Indexes | None, *, account: str | None = None, k: int = 10
) -> Result:
    """Find passages in one account, or in all.

    Returns:
        The contract's result of `search`, best first.

    Raises:
        NotFound: no such account.
        StoreConflict: an index was made with another embedder.
    """
    names = [account] if account is not None else [known.id for known in repository.accounts()]
    hits = [(name, hit) for name in names for hit in retriever(name, repository, indexes).search(query, k)]
    hits.sort(key=lambda found: -found[1].score)
    return {"results": [_result(name, hit) for name, hit in hits[:k]]}


def _content(document: Document) -> tuple[str, str]:
    """Return what makes a document the same: its bytes, and its text, which redaction may have changed."""
    return document.sha256, document.text


def _renamed(document: Document, passages: Sequence[Passage], known: KeptDocument) -> KeptDocument:
    """Return a document under the name it is already kept by; what is understood of it may be newer."""
    name = known.document.id
    redactions = tuple(one.model_copy(update={"document": name}) for one in document.redactions)
    named = document.model_copy(update={"id": name, "redactions": redactions})
    return KeptDocument(
        named, tuple(passage.model_copy(update={"document": name}) for passage in passages), known.version
    )


def _passages(repository: Repository, account: str) -> list[Passage]:
    return [passage for kept in repository.documents(account) for passage in kept.passages]


def _told(plan: Plan) -> Result:
    document, passages, version = plan.kept
    return {
        "id": document.id,
        "sha256": document.sha256,
        "status": plan.status,
        "passages": len(passages),
        "version": version,
    }


def _result(account: str, hit: Hit) -> Result:
    passage = hit.passage
    citation = {"document": passage.document, "start": passage.start, "end": passage.end, "text": passage.text}
    return {
        "type": "passage",
        "score": hit.score,
        "account": account,
        "citation": citation,
        "speaker": passage.speaker,
        "rank": int(passage.rank),
    }
