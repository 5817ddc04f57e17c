"""What becomes of notes that are kept, over the adapters in memory."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.documents import BlockKind, Document, NamedBytes, Passage, Rank, Redaction
from assistant.domain.errors import NotFound
from assistant.retrieval.keys import passage_key
from assistant.storage.memory import MemoryRepository
from assistant.storage.memory_index import MemoryIndexes
from assistant.workflow.keeping import Result, ingest_notes, reindex, remove_document, search

ACME = Account(id="acme", name="Acme")
Written = tuple[Document, tuple[Passage, ...]]


class LetterEmbedder:
    """Counts letters."""

    name, dimensions = "letters", 26

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(text.count(chr(letter))) for letter in range(97, 123)]


class Shelf:
    """A repository with its indexes, and the use cases over both."""

    def __init__(self) -> None:
        self.repository = MemoryRepository()
        self.indexes = MemoryIndexes(LetterEmbedder())

    def ingest(self, *documents: Written, account: Account = ACME) -> list[Result]:
        told: list[Result] = ingest_notes(account, documents, (), self.repository, self.indexes)["documents"]
        return told

    def texts(self, query: str) -> list[str]:
        return [found["citation"]["text"] for found in search(query, self.repository, self.indexes)["results"]]

    def indexed(self, account: str = "acme") -> frozenset[str]:
        return self.indexes.index(account).keys()

    def expected(self, account: str = "acme") -> set[str]:
        return {passage_key(part) for kept in self.repository.documents(account) for part in kept.passages}


def written(name: str, lines: Sequence[str], data: bytes | None = None) -> Written:
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
    sha256 = hashlib.sha256(text.encode() if data is None else data).hexdigest()
    return Document(id=name, sha256=sha256, media_type="text/plain", text=text), tuple(parts)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_the_result_is_the_contract_s(shelf: Shelf) -> None:
    document, parts = written("a.md", ["Ten days.", "Four days."])
    (told,) = shelf.ingest((document, parts))
    assert told == {"id": "a.md", "sha256": document.sha256, "status": "new", "passages": 2, "version": 1}


def test_the_same_content_is_the_same_document_whatever_its_name(shelf: Shelf) -> None:
    shelf.ingest(written("a.md", ["Ten days."]))
    told = shelf.ingest(written("copy.md", ["Ten days."]), written("a.md", ["Ten days."]))
    assert [(one["id"], one["status"]) for one in told] == [("a.md", "same"), ("a.md", "same")]
    assert [kept.document.id for kept in shelf.repository.documents("acme")] == ["a.md"]
    assert shelf.indexed() == shelf.expected()


def test_copies_within_one_call_are_one(shelf: Shelf) -> None:
    told = shelf.ingest(written("a.md", ["Ten days."]), written("b.md", ["Ten days."]))
    assert [(one["id"], one["status"]) for one in told] == [("a.md", "new"), ("a.md", "same")]


def test_other_content_under_a_kept_name_is_its_new_version(shelf: Shelf) -> None:
    for day, (status, version) in {"Ten": ("new", 1), "Four": ("new_version", 2)}.items():
        (told,) = shelf.ingest(written("a.md", [f"{day} days."]))
        assert (told["status"], told["version"]) == (status, version)
    assert shelf.texts("days") == ["Four days."]
    assert [one.text for one in shelf.repository.history("acme", "a.md")] == ["Ten days.", "Four days."]


def test_going_back_to_an_earlier_content_is_a_version_too(shelf: Shelf) -> None:
    told = [shelf.ingest(written("a.md", [line]))[0] for line in ("Ten days.", "Four days.", "Ten days.")]
    assert [(one["status"], one["version"]) for one in told] == [("new", 1), ("new_version", 2), ("new_version", 3)]
    assert shelf.texts("days") == ["Ten days."]


def test_redaction_switched_on_replaces_the_words_that_were_kept(shelf: Shelf) -> None:
    shelf.ingest(written("a.md", ["Call Ada."], b"bytes"))
    (told,) = shelf.ingest(written("a.md", ["Call PERSON_1."], b"bytes"))
    assert told["status"] == "new_version"
    assert shelf.texts("call") == ["Call PERSON_1."]


def test_what_is_understood_of_the_same_content_may_become_better(shelf: Shelf) -> None:
    document, (part,) = written("a.md", ["Ten days."])
    shelf.ingest((document, (part,)))
    better = part.model_copy(update={"rank": Rank.TRANSCRIPT, "speaker": "Ada", "document": "copy.md"})
    redaction = Redaction(document="copy.md", start=0, end=3, kind="PHONE")
    (told,) = shelf.ingest((document.model_copy(update={"id": "copy.md", "redactions": (redaction,)}), (better,)))
    (kept,) = shelf.repository.documents("acme")
    assert (told["status"], told["version"], kept.version) == ("same", 1, 1)
    assert kept.passages == (better.model_copy(update={"document": "a.md"}),)
    assert kept.document.redactions[0].document == "a.md"


def test_removing_takes_words_and_vectors_and_names_what_cited_them(shelf: Shelf) -> None:
    class Stories:
        def citing(self, account: str, document: Document) -> Sequence[str]:
            return ["s1", "s2"] if (account, document.text) == ("acme", "Ten days.") else ["s2"]

    shelf.ingest(written("a.md", ["Ten days."]), written("b.md", ["Stays."]))
    shelf.ingest(written("a.md", ["Four days.", "More."]))
    told = remove_document("acme", "a.md", shelf.repository, shelf.indexes, Stories())
    assert told == {"removed": "a.md", "passages": 2, "cited_by": ["s1", "s2"]}
    assert shelf.texts("days") == ["Stays."]
    assert shelf.indexed() == shelf.expected() != set()


def test_removing_what_is_not_kept_is_said(shelf: Shelf) -> None:
    shelf.ingest(written("a.md", ["Ten days."]))
    with pytest.raises(NotFound, match=r"acme.*b\.md"):
        remove_document("acme", "b.md", shelf.repository, None)


def test_search_goes_through_all_accounts_or_one(shelf: Shelf) -> None:
    shelf.ingest(written("a.md", ["Ten days."]))
    shelf.ingest(written("a.md", ["Ten long days."]), account=Account(id="zeta"))
    found = search("days", shelf.repository, shelf.indexes)["results"]
    assert {one["account"] for one in found} == {"acme", "zeta"}
    (only,) = search("days", shelf.repository, shelf.indexes, account="zeta")["results"]
    citation = {"document": "a.md", "start": 0, "end": 14, "text": "Ten long days."}
    assert (only["type"], only["citation"]) == ("passage", citation)
    assert 0 < only["score"] <= 1
    with pytest.raises(NotFound, match="nobody"):
        search("days", shelf.repository, shelf.indexes, account="nobody")


def test_without_an_embedder_search_is_by_words_and_vectors_follow_later(shelf: Shelf) -> None:
    ingest_notes(ACME, [written("a.md", ["Ten days."])], (), shelf.repository, None)
    assert search("day", shelf.repository, None)["results"][0]["citation"]["text"] == "Ten days."
    assert shelf.indexed() == set()
    assert shelf.texts("day") == ["Ten days."]
    assert shelf.indexed() == shelf.expected()


def test_reindexing_counts_and_ends_where_it_began(shelf: Shelf) -> None:
    shelf.ingest(written("a.md", ["Ten days.", "More."]))
    before = shelf.indexed()
    assert reindex(shelf.repository, shelf.indexes) == {"passages": {"acme": 2}}
    assert shelf.indexed() == before


def test_usage_files_are_kept_with_the_notes(shelf: Shelf) -> None:
    usage = NamedBytes(name="usage.csv", data=b"user,event\n")
    ingest_notes(ACME, [], [usage], shelf.repository, None)
    assert shelf.repository.usage("acme") == (usage,)


LINES = st.lists(st.sampled_from(["Ten days.", "Four days.", "The close.", "More."]), min_size=1, max_size=3)
NOTES = st.lists(st.tuples(st.sampled_from(["a.md", "b.md", "c.md"]), LINES), max_size=6)


@given(NOTES)
def test_doing_it_twice_is_doing_it_once(notes: list[tuple[str, list[str]]]) -> None:
    shelf, last = Shelf(), dict(notes)
    documents = [written(name, lines) for name, lines in last.items()]
    shelf.ingest(*documents)
    before = shelf.repository.documents("acme"), shelf.indexed()
    told = shelf.ingest(*documents)
    assert {one["status"] for one in told} <= {"same"}
    assert (shelf.repository.documents("acme"), shelf.indexed()) == before


@given(NOTES)
def test_the_order_of_distinct_notes_does_not_matter(notes: list[tuple[str, list[str]]]) -> None:
    distinct = {tuple(lines): name for name, lines in dict(notes).items()}
    documents = [written(name, lines) for lines, name in distinct.items()]
    forward, backward = Shelf(), Shelf()
    forward.ingest(*documents)
    backward.ingest()
    for document in reversed(documents):
        backward.ingest(document)
    kept = ({each.document.id: each for each in one.repository.documents("acme")} for one in (forward, backward))
    assert next(kept) == next(kept)


@given(st.lists(NOTES, max_size=4))
def test_the_index_always_holds_what_is_kept(calls: list[list[tuple[str, list[str]]]]) -> None:
    shelf = Shelf()
    for notes in calls:
        shelf.ingest(*(written(name, lines) for name, lines in dict(notes).items()))
        assert shelf.indexed() == shelf.expected()
