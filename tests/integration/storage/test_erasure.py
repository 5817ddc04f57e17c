"""What is erased is in no file of the data folder any more, not in the write-ahead log either."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain.review import Comment
from assistant.domain.story import Story
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service

Fill = Callable[[OpenStore], None]


def holding(data: Path, words: str) -> list[str]:
    return [path.name for path in data.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_removed_story_leaves_no_word(data: Path, fill: Fill, story: Story) -> None:
    with open_service(data) as opened:
        fill(opened)
        assert holding(data, story.summary)
        with opened.store.write() as work:
            work.stories.remove("s1")
        assert holding(data, story.summary) == holding(data, "spreadsheet") == []


def test_replaced_words_leave_no_trace(data: Path, fill: Fill, story: Story) -> None:
    with open_service(data) as opened:
        fill(opened)
        with opened.store.write() as work:
            version, override = work.stories.version("s1"), work.stories.overrides("s1")[0]
            work.stories.replace_override(override.model_copy(update={"reason": "Zanzibar"}))
            comment = Comment(id="k2", story="s1", version=1, by="u", at=override.at, text="Zanzibar again")
            work.stories.save_comment(comment)
        assert holding(data, "Zanzibar")
        with opened.store.write() as work:
            empty = version.content.model_copy(update={"summary": "", "documents": ()})
            work.stories.replace_content(version.model_copy(update={"content": empty}))
            work.stories.replace_override(override)
            work.stories.save_comment(comment.model_copy(update={"text": ""}))
        assert holding(data, "Zanzibar") == holding(data, story.summary) == []


def test_erased_consents_charts_and_replies_leave_no_trace(data: Path, fill: Fill) -> None:
    with open_service(data) as opened:
        fill(opened)
        with opened.store.write() as work:
            consent = work.consents.get("c1")
            work.consents.save(consent.model_copy(update={"person": "Zanzibar Foss"}))
            work.charts.save_matrix("acme", "story", {"who": "Zanzibar Foss"}, consent.recorded_at)
            work.replies.save("key", 200, {}, b"Zanzibar Foss")
        assert holding(data, "Zanzibar Foss")
        with opened.store.write() as work:
            assert work.consents.remove_person("acme", "Zanzibar Foss") == 1
            work.charts.remove("acme")
            work.replies.forget(before=consent.recorded_at.replace(year=2027))
        assert holding(data, "Zanzibar Foss") == []


def test_a_removed_document_leaves_no_word_of_itself_in_search(data: Path, fill: Fill) -> None:
    with open_service(data) as opened:
        fill(opened)
        search = opened.passage_search(None)
        assert len(search.search("xylophone", 5)) == 1
        opened.repository.remove_document("acme", "notes.md")
        assert search.search("xylophone", 5) == ()
        assert holding(data, "Xylophone") == holding(data, "xylophone") == []


def test_an_export_is_gone_with_its_file(data: Path, fill: Fill) -> None:
    with open_service(data) as opened:
        fill(opened)
        with opened.store.read() as work:
            opened.store.blobs.remove(work.consents.export("x1").file)
        assert holding(data, "%PDF report") == []


def test_a_file_that_no_export_names_goes_when_the_folder_is_opened(data: Path, fill: Fill) -> None:
    with open_service(data) as opened:
        fill(opened)
        lost = opened.store.blobs.keep(b"written before a crash")
    with open_service(data) as opened:
        assert not (data / "blobs" / lost).exists()
        with opened.store.read() as work:
            assert opened.store.blobs.read(work.consents.export("x1").file) == b"%PDF report"


def test_the_log_of_what_was_done_can_only_grow(data: Path, fill: Fill) -> None:
    with open_service(data) as opened:
        fill(opened)
        for statement in ("UPDATE audit SET record = ''", "DELETE FROM audit"):
            with (
                pytest.raises(Exception, match="only be appended"),
                opened.engine.execution_options(writes=True).begin() as db,
            ):
                db.exec_driver_sql(statement)
