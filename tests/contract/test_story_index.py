"""What the index of approved stories does, on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.retrieval.store.story_index import StoryIndex, StoryText
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service

PLAN = StoryText("s1", "acme", "h1", "The planning board cut the weekly plan to eight hours.")
BILLS = StoryText("s2", "beta", "h2", "Invoices are approved in one day. " + "More was said. " * 90)
BOTH = StoryText("s3", "beta", "h3", "The planning of invoices.")


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    with open_service(tmp_path / "data", url) as store:
        yield store


def found(index: StoryIndex, query: str, k: int = 9, accounts: frozenset[str] | None = None) -> list[str]:
    return [one.story for one in index.search(query, k, accounts=accounts)]


def test_words_find_stories(opened: OpenStore) -> None:
    index = opened.story_index(None)
    assert found(index, "planning") == []
    index.put([PLAN, BILLS, BOTH])
    assert found(index, "planning board") == ["s1", "s3"]
    assert found(index, "invoices planned", k=1) == ["s3"]
    assert found(index, "invoices planned", accounts=frozenset({"acme"})) == ["s1"]
    assert found(index, "invoices", accounts=frozenset()) == found(index, "zebra") == []
    assert index.hashes() == {"s1": "h1", "s2": "h2", "s3": "h3"}


def test_stories_of_other_languages_are_found_by_their_letters(opened: OpenStore) -> None:
    index = opened.story_index(None)
    index.put([PLAN, StoryText("s4", "zeta", "h4", "Die Rechnungsprüfung dauert einen Tag.", "de")])
    assert found(index, "Rechnung") == ["s4"]
    assert found(index, "planned") == ["s1"]


def test_a_story_put_again_is_replaced_and_a_removed_one_is_gone(opened: OpenStore) -> None:
    index = opened.story_index(None)
    index.put([PLAN, BILLS])
    index.put([PLAN._replace(text="Zebras.", content_hash="h9")])
    assert (found(index, "planning"), found(index, "zebra")) == ([], ["s1"])
    index.remove(["s1", "never there"])
    assert found(index, "zebra") == []
    assert index.hashes() == {"s2": "h2"}


def test_meaning_finds_what_shares_no_word_in_any_stretch(opened: OpenStore, embedder: Any) -> None:
    index = opened.story_index(embedder)
    index.put([PLAN, BILLS, BOTH])
    best = index.search("moer saw siad", 1)[0]
    assert best.story == "s2"
    assert 0.5 < best.score <= 1


def test_another_embedder_sees_which_stories_it_must_read(opened: OpenStore, embedder: Any) -> None:
    opened.story_index(None).put([PLAN])
    index = opened.story_index(embedder)
    assert index.hashes() == {}
    assert found(index, "planning") == ["s1"]
    index.put([PLAN])
    assert index.hashes() == {"s1": "h1"}


def test_two_processes_see_what_the_other_puts(opened: OpenStore) -> None:
    ours, theirs = opened.story_index(None), opened.story_index(None)
    assert found(theirs, "planning") == []
    ours.put([PLAN])
    assert found(theirs, "planning") == ["s1"]
