"""What reviewers did becomes cases that `evals agree` reads."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.domain.review import Override, StoryRecord, StoryVersion, claim_hash, content_hash
from assistant.domain.story import Claim, Kind, Story
from assistant.storage.memory_store import MemoryStore
from evals.agreement.labels import read_labels
from evals.harvest.harvesting import harvested

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def version(story: Story, number: int, note: str = "") -> StoryVersion:
    return StoryVersion(story="s1", version=number, author="u2", created_at=NOW, content_hash=content_hash(story),
                        content=story, note=note)  # fmt: skip


def edited(story: Story, claim: Claim, text: str | None) -> Story:
    """The story with other words in a claim, or without it."""
    sections = tuple(
        section.model_copy(
            update={
                "claims": tuple(
                    each if each.id != claim.id else each.model_copy(update={"text": text})
                    for each in section.claims
                    if each.id != claim.id or text is not None
                )
            }
        )
        for section in story.sections
    )
    return story.model_copy(update={"sections": sections, "title_claims": (), "summary_claims": ()})


@pytest.fixture
def store(story: Story) -> MemoryStore:
    store = MemoryStore()
    first, second = [claim for claim in story.claims if claim.citations][:2]
    changed = edited(story, first, "It got quicker.")
    record = StoryRecord(
        id="s1", account="acme", kind=Kind.STORY, title="T", author="u1", created_at=NOW, updated_at=NOW
    )
    with store.write() as work:
        work.stories.add(record, version(story, 1))
        work.stories.add_version(version(changed, 2, "the customer asked"))
        work.stories.add_version(version(edited(changed, second, None), 3))
        for claim in (second.id, "gone"):
            work.stories.add_override(
                Override(id=f"o-{claim}", story="s1", version=1, claim=claim, claim_hash=claim_hash(second),
                         verdict="unsupported", by="u2", at=NOW, reason="I was there")
            )  # fmt: skip
    return store


def test_overrides_and_edits_become_cases(store: MemoryStore, story: Story) -> None:
    first, second = [claim for claim in story.claims if claim.citations][:2]
    with store.read() as work:
        override, change, removal = harvested(work.stories)

    assert (override["id"], override["label"], override["checker"]) == (
        f"override-s1-v1-{second.id}",
        "supported",
        "unsupported",
    )
    assert (override["text"], override["cluster"], override["why"]) == (second.text, "acme", "I was there")
    assert (change["text"], change["became"], change["label"]) == (first.text, "It got quicker.", None)
    assert change["why"] == "the customer asked"
    assert (removal["text"], removal["became"]) == (second.text, None)
    for case in (override, change, removal):
        texts = {source["id"]: source["text"] for source in case["sources"]}
        assert texts
        assert all(texts.values())


def test_cases_can_be_read_as_labels(store: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    with store.read() as work:
        path.write_text("\n".join(json.dumps(case) for case in harvested(work.stories)), "utf-8")

    assert [label.label for label in read_labels(path)] == ["supported", None, None]
