"""What the search over every account does, on SQLite and on PostgreSQL alike."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import Document, Passage
from assistant.retrieval.kept import KeptDocument
from assistant.retrieval.keys import text_key
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service
from assistant.storage.search.passages import RelationalPassageSearch

Write = Callable[..., tuple[Document, tuple[Passage, ...]]]
LINES = {
    "acme": ("The planning board cut the weekly plan to eight hours.", "We like the weather."),
    "beta": ("Invoices are approved in one day.", "The planning took weeks before."),
    "zeta": ("Die Rechnungsprüfung dauert einen Tag.",),
}


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, write: Write) -> Iterator[OpenStore]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    with open_service(tmp_path / "data", url) as store:
        for account, lines in LINES.items():
            store.repository.keep_account(Account(id=account))
            keep(store, account, write("notes.md", *lines))
        yield store


def keep(store: OpenStore, account: str, written: tuple[Document, tuple[Passage, ...]], version: int = 1) -> None:
    document, passages = written
    language = "de" if account == "zeta" else "en"
    passages = tuple(passage.model_copy(update={"language": language}) for passage in passages)
    store.repository.keep_documents(account, [KeptDocument(document, passages, version)])


def embed(store: OpenStore, account: str, embedder: Any) -> None:
    texts = [passage.text for kept in store.repository.documents(account) for passage in kept.passages]
    made = embedder.embed_documents(texts)
    store.repository.keep_vectors({text_key(text): vector for text, vector in zip(texts, made, strict=True)}, "letters")
    store.repository.mark_indexed(account)


def texts(search: RelationalPassageSearch, query: str, k: int = 9, accounts: frozenset[str] | None = None) -> list[str]:
    return [found.passage.text for found in search.search(query, k, accounts=accounts)]


@pytest.fixture
def by_words(opened: OpenStore) -> RelationalPassageSearch:
    return opened.passage_search(None)


def test_words_find_passages_of_every_account_and_the_rare_word_counts_most(by_words: RelationalPassageSearch) -> None:
    assert texts(by_words, "planning board") == [LINES["acme"][0], LINES["beta"][1]]
    assert texts(by_words, "planning board", k=1) == [LINES["acme"][0]]
    assert texts(by_words, "zebra") == []


def test_what_is_found_is_the_passage_as_it_is_kept(by_words: RelationalPassageSearch, opened: OpenStore) -> None:
    (found,) = by_words.search("weather", 5)
    assert found.account == "acme"
    assert found.passage == opened.repository.documents("acme")[0].passages[1]
    assert 0 < found.score <= 1


def test_only_the_accounts_that_are_named_are_searched(by_words: RelationalPassageSearch) -> None:
    assert texts(by_words, "planning", accounts=frozenset({"beta", "none"})) == [LINES["beta"][1]]
    assert texts(by_words, "planning", accounts=frozenset()) == []


def test_other_languages_are_found_by_their_letters(by_words: RelationalPassageSearch) -> None:
    assert texts(by_words, "Rechnung") == [LINES["zeta"][0]]


def test_it_follows_what_is_kept_and_removed(
    by_words: RelationalPassageSearch, opened: OpenStore, write: Write
) -> None:
    by_words.warm()
    keep(opened, "acme", write("notes.md", "Zebras were counted."), 2)
    keep(opened, "beta", write("more.md", "A zebra crossed.", "Nothing more was said."))
    assert set(texts(by_words, "zebra")) == {"Zebras were counted.", "A zebra crossed."}
    assert texts(by_words, "board weather") == []
    opened.repository.remove_document("acme", "notes.md")
    opened.repository.remove_document("beta", "notes.md")
    assert texts(by_words, "zebra invoices") == ["A zebra crossed."]


def test_the_same_words_are_told_once_an_account(
    by_words: RelationalPassageSearch, opened: OpenStore, write: Write
) -> None:
    keep(opened, "acme", write("copy.md", *LINES["acme"]))
    assert texts(by_words, "weather") == ["We like the weather."]


def test_meaning_finds_what_shares_no_word(opened: OpenStore, embedder: Any) -> None:
    search = opened.passage_search(embedder)
    assert texts(search, "wheather") == []
    for account in LINES:
        embed(opened, account, embedder)
    assert texts(search, "wheather teh wlike ew")[0] == "We like the weather."
    assert texts(search, "wheather teh wlike ew", accounts=frozenset({"beta"}))[0] in LINES["beta"]


def test_much_that_is_new_is_folded_in(by_words: RelationalPassageSearch, opened: OpenStore, write: Write) -> None:
    by_words.warm()
    keep(opened, "beta", write("long.md", *(f"Row {number} of the ledger." for number in range(2_100))))
    assert texts(by_words, "ledger 2050", k=1) == ["Row 2050 of the ledger."]
    assert texts(by_words, "board", k=1) == [LINES["acme"][0]]


def test_the_nearest_of_thousands_are_found_by_their_signs(opened: OpenStore, embedder: Any, write: Write) -> None:
    keep(opened, "beta", write("long.md", *(f"{'xyz' * (number % 7 + 1)} {number}" for number in range(2_000))))
    for account in LINES:
        embed(opened, account, embedder)
    search = opened.passage_search(embedder)
    assert texts(search, "wheather teh wlike ew")[0] == "We like the weather."
    assert texts(search, "zyx", k=2, accounts=frozenset({"beta"}))[0].startswith("xyz")


def test_a_store_from_before_is_made_ready_when_opened(tmp_path: Path, write: Write) -> None:
    with open_service(tmp_path / "old") as store:
        store.repository.keep_account(Account(id="acme"))
        keep(store, "acme", write("notes.md", *LINES["acme"]))
        with store.engine.execution_options(writes=True).begin() as db:
            db.exec_driver_sql("DELETE FROM document_words")
            db.exec_driver_sql("DELETE FROM followed")
    with open_service(tmp_path / "old") as store:
        assert texts(store.passage_search(None), "weather") == ["We like the weather."]
