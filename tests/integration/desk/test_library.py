"""The library and the search hold approved stories only, within what a user sees."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistant.domain.consent import Channel
from assistant.domain.errors import BadInput, Blocked
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.story_index import FoundStory, StoryText
from assistant.workflow.desk.charts import role_map
from assistant.workflow.desk.deciding import publish, withdraw
from assistant.workflow.desk.exporting import export_story
from assistant.workflow.desk.library import library, one_liner
from assistant.workflow.desk.searching import Filters, follow_stories, search

World = Any  # of conftest


class WordIndex:
    """Stories by the share of the query's words that they have."""

    def __init__(self) -> None:
        self.kept: dict[str, StoryText] = {}

    def put(self, stories: Sequence[StoryText]) -> None:
        self.kept |= {one.story: one for one in stories}

    def remove(self, stories: Sequence[str]) -> None:
        for story in stories:
            self.kept.pop(story, None)

    def hashes(self) -> Mapping[str, str]:
        return {one.story: one.content_hash for one in self.kept.values()}

    def search(self, query: str, k: int, *, accounts: frozenset[str] | None = None) -> tuple[FoundStory, ...]:
        words = query.casefold().split()
        found = [
            FoundStory(one.story, sum(word in one.text.casefold() for word in words) / len(words))
            for one in self.kept.values()
            if accounts is None or one.account in accounts
        ]
        return tuple(sorted((one for one in found if one.score), key=lambda one: -one.score)[:k])


@pytest.fixture
def indexed(world: World) -> World:
    return replace(world, desk=replace(world.desk, story_index=WordIndex()))


def test_only_approved_stories_are_in_the_library(indexed: World) -> None:
    world = indexed
    world.drafted("story_1")
    assert library(world.desk, world.cleo) == ()
    with pytest.raises(Blocked):
        one_liner(world.desk, world.cleo, "story_1")

    world.approved("story_2")

    (item,) = library(world.desk, world.cleo)
    assert (item.record.id, item.channels, item.exports, item.used_at) == ("story_2", (), 0, None)
    assert len(one_liner(world.desk, world.cleo, "story_2").split()) <= 30
    assert [one.story and one.story.id for one in search(world.desk, world.cleo, "changeovers", kinds=["story"])] == [
        "story_2"
    ]


def test_a_withdrawn_story_is_found_no_more(indexed: World) -> None:
    world = indexed
    world.approved()
    withdraw(world.desk, world.rhea, "story_1", "they left")

    assert search(world.desk, world.cleo, "changeovers", kinds=["story"]) == ()
    assert library(world.desk, world.cleo, "changeovers") == ()
    assert follow_stories(world.desk) == 0


def test_the_index_is_made_good_after_a_crash(indexed: World) -> None:
    world = indexed
    world.approved()
    index = world.desk.story_index
    index.remove(["story_1"])
    index.put([StoryText("story_9", "nowhere", "x", "changeovers")])

    assert follow_stories(world.desk) == 2
    assert set(index.hashes()) == {"story_1"}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(industry="Manufacturing"), True),
        (Filters(industry="banking"), False),
        (Filters(segment="mid-market", outcome="changeovers"), True),
        (Filters(outcome="churn"), False),
        (Filters(role="Chief Operating Officer"), True),
        (Filters(role="solution owner"), True),
        (Filters(role="procurement"), False),
        (Filters(product="boards"), True),
        (Filters(product="telephony"), False),
    ],
)
def test_the_library_is_narrowed(indexed: World, filters: Filters, found: bool) -> None:
    world = indexed
    role_map(world.desk, world.cleo, world.account.id)
    world.approved()

    assert bool(library(world.desk, world.cleo, filters=filters)) is found
    assert bool(library(world.desk, world.cleo, "changeovers", filters)) is found


def test_what_runs_out_soon_is_told(indexed: World) -> None:
    world = indexed
    world.approved()
    day = world.clock().date().replace(day=20)
    world.agreed("story_1", Channel.WEB, end=day)
    publish(world.desk, world.rhea, "story_1", Channel.WEB)
    export_story(world.desk, world.rhea, "story_1", "md", Channel.WEB)

    (item,) = library(world.desk, world.cleo)

    assert (item.channels, item.exports, item.ends) == ((Channel.WEB,), 1, day)
    assert item.used_at == world.clock().date()


def test_pages_of_the_library_follow_each_other(indexed: World) -> None:
    world = indexed
    for number in range(5):
        world.approved(f"story_{number}")

    first = library(world.desk, world.cleo, page=Page(size=2))
    second = library(world.desk, world.cleo, page=Page(first[-1].record.id, 2))

    assert [one.record.id for one in (*first, *second)] == ["story_4", "story_3", "story_2", "story_1"]


def test_passages_are_found_with_their_place(world: World) -> None:
    best = search(world.desk, world.cleo, "spreadsheet with 31 tabs", kinds=["passage"])[0]

    assert best.passage is not None
    text = world.desk.repository.history(world.account.id, best.passage.document)[0].text
    assert text[best.passage.start : best.passage.end] == best.passage.text
    assert "spreadsheet" in best.passage.text


@pytest.mark.parametrize("query", ["", "   ", "x" * 2000])
def test_a_query_says_something(world: World, query: str) -> None:
    with pytest.raises(BadInput):
        search(world.desk, world.cleo, query)
