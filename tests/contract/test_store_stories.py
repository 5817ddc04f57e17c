"""What every store does with stories, in memory, on SQLite and on PostgreSQL alike."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from assistant.domain.errors import EditConflict, NotFound
from assistant.domain.review import Comment, Decision, Move, Override, State, StoryRecord, StoryVersion, content_hash
from assistant.domain.story import Kind, Story
from assistant.retrieval.store.paging import FIRST_PAGE, Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.retrieval.store.work import Store

NOW = datetime(2026, 9, 1, 8, 0, 0, 250, tzinfo=UTC)
EVERY = StoryFilter()


def kept(id_: str, account: str = "acme", state: State = State.DRAFT, kind: Kind = Kind.STORY) -> StoryRecord:
    return StoryRecord(id=id_, account=account, kind=kind, title="Ünïcode “title” \U0001f642", state=state,
                       author="u1", created_at=NOW, updated_at=NOW)  # fmt: skip


def version(story: Story, id_: str = "s1", number: int = 1) -> StoryVersion:
    return StoryVersion(story=id_, version=number, author="u1", created_at=NOW, content_hash=content_hash(story),
                        content=story, note="why\x00not")  # fmt: skip


@pytest.fixture
def filled(store: Store, story: Story) -> Store:
    with store.write() as work:
        assert work.stories.add(kept("s1"), version(story))
    return store


def test_a_story_comes_back_as_it_was(filled: Store, story: Story) -> None:
    with filled.read() as work:
        assert work.stories.get("s1") == kept("s1")
        assert work.stories.version("s1") == work.stories.version("s1", 1) == version(story)
        assert content_hash(work.stories.version("s1").content) == content_hash(story)
        assert work.stories.versions("s1") == (version(story),)


def test_several_are_read_at_once(filled: Store, story: Story) -> None:
    def decision(id_: str, of: str) -> Decision:
        return Decision(id=id_, story=of, version=1, content_hash="h", move=Move.SUBMIT, by="u1", at=NOW)

    with filled.write() as work:
        work.stories.add(kept("s2"), version(story, "s2"))
        work.stories.add_version(version(story, number=2).model_copy(update={"author": "u2"}))
        for id_, of in (("d2", "s1"), ("d1", "s2"), ("d3", "s1")):
            work.stories.add_decision(decision(id_, of))
        assert work.stories.some(["s1", "gone"]) == {"s1": kept("s1")}
        assert work.stories.some([]) == {}
        assert [one.id for one in work.stories.decisions_of(["s1", "s2", "gone"])] == ["d1", "d2", "d3"]
        assert work.stories.decisions_of([]) == ()
        assert work.stories.authors("s1") == ("u1", "u2")


def test_adding_again_changes_nothing(filled: Store, story: Story) -> None:
    again = kept("s1").model_copy(update={"title": "other"})
    with filled.write() as work:
        assert not work.stories.add(again, version(story.model_copy(update={"title": "other"})))
        assert work.stories.get("s1") == kept("s1")
        assert work.stories.version("s1").content == story


def test_a_further_version_becomes_current_when_the_record_says_so(filled: Store, story: Story) -> None:
    newer = version(story.model_copy(update={"title": "New"}), number=2)
    with filled.write() as work:
        work.stories.add_version(newer)
        assert work.stories.version("s1") == version(story)
        work.stories.save(kept("s1").model_copy(update={"version": 2, "revision": 2}), expected_revision=1)
        assert work.stories.version("s1") == newer
        assert work.stories.versions("s1") == (version(story), newer)
        with pytest.raises(EditConflict, match="version 2 already"):
            work.stories.add_version(newer)


def test_of_two_editors_at_once_one_is_told(filled: Store) -> None:
    start = Barrier(2)

    def edit(name: str) -> str:
        with filled.read() as work:
            seen = work.stories.get("s1")
        start.wait()
        changed = seen.model_copy(update={"title": name, "revision": seen.revision + 1})
        try:
            with filled.write() as work:
                work.stories.save(changed, expected_revision=seen.revision)
        except EditConflict:
            return "refused"
        return name

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(edit, ["one", "two"])
    with filled.read() as work:
        titles = {first, second} - {"refused"}
        assert titles == {work.stories.get("s1").title}
    assert "refused" in {first, second}


def test_listings_go_down_by_id_and_pages_stay_what_they_were(store: Store, story: Story) -> None:
    with store.write() as work:
        for number in (3, 1, 2, 5, 4):
            work.stories.add(kept(f"s{number}"), version(story, f"s{number}"))
    with store.read() as work:
        first = work.stories.list(EVERY, Page(size=2))
    with store.write() as work:
        work.stories.add(kept("s6"), version(story, "s6"))
        work.stories.remove("s4")
    with store.read() as work:
        second = work.stories.list(EVERY, Page(after=first[-1].id, size=2))
        third = work.stories.list(EVERY, Page(after=second[-1].id, size=2))
        rest = work.stories.list(EVERY, Page(after=third[-1].id))
    assert [[one.id for one in page] for page in (first, second, third, rest)] == [
        ["s5", "s4"],
        ["s3", "s2"],
        ["s1"],
        [],
    ]


def test_ids_are_ordered_by_code_points_everywhere(store: Store, story: Story) -> None:
    ids = ["a", "B", "_", "é", "Z", "b"]
    with store.write() as work:
        for id_ in ids:
            work.stories.add(kept(id_), version(story, id_))
    with store.read() as work:
        assert [one.id for one in work.stories.list(EVERY, FIRST_PAGE)] == sorted(ids, reverse=True)


def test_filters_narrow_and_counts_follow(store: Store, story: Story) -> None:
    with store.write() as work:
        work.stories.add(kept("s1"), version(story))
        work.stories.add(kept("s2", "beta", State.APPROVED, Kind.BRIEF), version(story, "s2"))
        work.stories.add(kept("s3", "beta").model_copy(update={"author": "u2"}), version(story, "s3"))
    wanted = {
        StoryFilter(accounts=frozenset({"beta"})): ["s3", "s2"],
        StoryFilter(accounts=frozenset()): [],
        StoryFilter(states=frozenset({State.APPROVED, State.PUBLISHED})): ["s2"],
        StoryFilter(kinds=frozenset({"story"})): ["s3", "s1"],
        StoryFilter(author="u2"): ["s3"],
        StoryFilter(accounts=frozenset({"beta", "acme"}), kinds=frozenset({"brief"}), author="u1"): ["s2"],
    }
    with store.read() as work:
        for where, ids in wanted.items():
            assert [one.id for one in work.stories.list(where, FIRST_PAGE)] == ids, where
        every = {"acme": {State.DRAFT: 1}, "beta": {State.APPROVED: 1, State.DRAFT: 1}}
        assert {account: dict(states) for account, states in work.stories.counts(None).items()} == every
        assert set(work.stories.counts(frozenset({"acme", "none"}))) == {"acme"}


def test_what_people_said_is_kept_in_order_and_once(filled: Store) -> None:
    decisions = [
        Decision(id=f"d{number}", story="s1", version=1, content_hash="h", move=Move.SUBMIT, by="u1",
                 at=NOW - timedelta(seconds=number))
        for number in range(3)
    ]  # fmt: skip
    override = Override(id="o1", story="s1", version=1, claim="c1", claim_hash="h", verdict="partial", by="u2", at=NOW,
                        reason="I was there")  # fmt: skip
    comment = Comment(id="k1", story="s1", version=1, claim="c1", by="u2", at=NOW, text="Really?")
    with filled.write() as work:
        for decision in (*decisions, decisions[0].model_copy(update={"reason": "again"})):
            work.stories.add_decision(decision)
        work.stories.add_override(override)
        work.stories.add_override(override.model_copy(update={"reason": "changed"}))
        work.stories.save_comment(comment)
        work.stories.save_comment(comment.model_copy(update={"resolved_by": "u1", "resolved_at": NOW}))
    with filled.read() as work:
        assert work.stories.decisions("s1") == tuple(reversed(decisions))
        assert work.stories.overrides("s1") == (override,)
        assert [one.resolved_by for one in work.stories.comments("s1")] == ["u1"]


def test_erasure_may_replace_words_and_nothing_else_may(filled: Store, story: Story) -> None:
    decision = Decision(
        id="d1", story="s1", version=1, content_hash="h", move=Move.REJECT, by="u1", at=NOW, reason="Ada"
    )
    override = Override(
        id="o1", story="s1", version=1, claim="c", claim_hash="h", verdict="p", by="u", at=NOW, reason="Ada"
    )
    without = version(story.model_copy(update={"title": "", "documents": story.documents[:1]}))
    with filled.write() as work:
        work.stories.add_decision(decision)
        work.stories.add_override(override)
        work.stories.replace_decision(decision.model_copy(update={"reason": ""}))
        work.stories.replace_override(override.model_copy(update={"reason": ""}))
        work.stories.replace_content(without)
    with filled.write() as work:
        assert work.stories.decisions("s1")[0].reason == work.stories.overrides("s1")[0].reason == ""
        assert work.stories.version("s1") == without
        attempts: tuple[Callable[[], None], ...] = (
            lambda: work.stories.replace_decision(decision.model_copy(update={"id": "none"})),
            lambda: work.stories.replace_override(override.model_copy(update={"id": "none"})),
            lambda: work.stories.replace_content(without.model_copy(update={"version": 9})),
        )
        for attempt in attempts:
            with pytest.raises(NotFound):
                attempt()


def test_stories_are_found_by_the_documents_of_any_version(filled: Store, story: Story) -> None:
    first = story.documents[0]
    other = story.model_copy(update={"documents": (first.model_copy(update={"sha256": "f" * 64}),)})
    with filled.write() as work:
        work.stories.add_version(version(other, number=2))
        work.stories.add(kept("s2", "beta"), version(other, "s2"))
        assert work.stories.citing("acme", first.sha256) == ("s1",)
        assert work.stories.citing("acme", "f" * 64) == ("s1",)
        assert work.stories.citing("beta", "f" * 64) == ("s2",)
        assert work.stories.citing("acme", "e" * 64) == ()
        work.stories.replace_content(version(story, number=2))
        assert work.stories.citing("acme", "f" * 64) == ()


def test_a_removed_story_takes_everything_along(filled: Store, story: Story) -> None:
    with filled.write() as work:
        work.stories.save_comment(Comment(id="k1", story="s1", version=1, by="u", at=NOW, text="Hm."))
        work.stories.remove("s1")
        work.stories.add(kept("s1"), version(story))
        assert work.stories.comments("s1") == ()
        work.stories.remove("s1")
    with filled.read() as work:
        assert not work.stories.versions("s1")
        assert not work.stories.citing("acme", "0" * 64)
        for use in (lambda: work.stories.get("s1"), lambda: work.stories.version("s1")):
            with pytest.raises(NotFound, match="s1"):
                use()


def test_what_hangs_on_no_story_is_refused(store: Store, story: Story) -> None:
    decision = Decision(id="d1", story="none", version=1, content_hash="h", move=Move.REJECT, by="u1", at=NOW)
    with store.write() as work:
        uses: tuple[Callable[[], None], ...] = (
            lambda: work.stories.save(kept("none"), expected_revision=1),
            lambda: work.stories.add_version(version(story, "none")),
            lambda: work.stories.add_decision(decision),
            lambda: work.stories.remove("none"),
        )
        for use in uses:
            with pytest.raises(NotFound, match="none"):
                use()
