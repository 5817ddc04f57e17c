"""Stages by themselves, where a crash, an erasure or a cancellation falls between two of them."""

import itertools
import json
import os
import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.domain.accounts import Account
from assistant.domain.errors import NotFound, StoreConflict
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.domain.story import Story
from assistant.jobs.brief import BriefReader
from assistant.jobs.child import ChildPlan, ChildPool
from assistant.jobs.frames import receive, send
from assistant.jobs.gate import Gate, Stopping
from assistant.jobs.ledger import Ledger
from assistant.jobs.limits import Limits
from assistant.jobs.stages import Stages, Upkeep
from assistant.jobs.writing import Scribe
from assistant.storage.memory_store import MemoryStore

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Desk:
    """Keeps drafts, as a list, after as many refusals as it is told."""

    def __init__(self, *refusals: Exception) -> None:
        self.kept: list[tuple[str, datetime]] = []
        self.refusals = list(refusals)

    def keep(self, story: Story, /, *, account: str, author: str, story_id: str, at: datetime) -> None:
        assert (story.title, account, author) != ("", "", "")
        if self.refusals:
            raise self.refusals.pop(0)
        self.kept.append((story_id, at))


def stages_of(desk: Desk, forgotten: list[str]) -> Stages:
    store = MemoryStore()
    store.repository.keep_account(Account(id="acme", name="Acme"))
    numbers = itertools.count(1)
    ledger = Ledger(store, lambda: NOW, lambda kind: f"{kind}_{next(numbers)}", Limits())
    scribe = Scribe(ChildPool(ChildPlan(("false",), {}, 1)), ledger, Limits(), Gate())
    upkeep = Upkeep(accounts=lambda: ["acme", "gone"], reindex=_reindex, forget=forgotten.append)
    return Stages(ledger, BriefReader(store.repository), scribe, desk.keep, upkeep)


def _reindex(account: str) -> None:
    if account == "gone":
        raise NotFound("erased meanwhile")


def staged(stages: Stages, story: Story) -> Job:
    """Return a job whose draft is put aside."""
    job = stages.ledger.enter(JobOrder(kind=JobKind.DRAFT, account="acme"), "u1", None)
    aside = {"job": job.id, "story": story.model_dump(mode="json", by_alias=True)}
    return stages.ledger.staged(job.id, stages.ledger.store.blobs.keep(json.dumps(aside).encode()))


def test_a_draft_put_aside_is_not_written_again(story: Story) -> None:
    desk, forgotten = Desk(), list[str]()
    stages = stages_of(desk, forgotten)
    job = staged(stages, story)

    assert stages.compose(job.id)
    assert stages.save(job.id)
    assert stages.save(job.id)  # a repetition: keeping is what must not be done twice, under the same id
    assert stages.finish(job.id)

    assert set(desk.kept) == {("story_1", NOW)}
    assert forgotten == [job.id]
    with pytest.raises(NotFound):
        stages.ledger.store.blobs.read(str(job.draft))
    assert stages.ledger.get(job.id).story == "story_1"


def test_a_store_that_cannot_be_written_just_now_is_asked_again(story: Story) -> None:
    desk = Desk(StoreConflict("locked"))
    stages = stages_of(desk, [])

    assert stages.save(staged(stages, story).id)
    assert len(desk.kept) == 1


def test_a_draft_whose_document_was_erased_fails_and_is_thrown_away(story: Story) -> None:
    stages = stages_of(Desk(NotFound("a document was erased")), [])
    job = staged(stages, story)

    assert not stages.save(job.id)
    assert (stages.ledger.get(job.id).state, stages.ledger.get(job.id).problem) == (
        JobState.FAILED,
        "a document was erased",
    )
    with pytest.raises(NotFound):
        stages.ledger.store.blobs.read(str(job.draft))


def test_a_draft_put_aside_and_lost_is_written_again(story: Story) -> None:
    stages = stages_of(Desk(), [])
    job = staged(stages, story)
    stages.ledger.store.blobs.remove(str(job.draft))

    assert not stages.save(job.id)  # it cannot be: nothing is kept of the account any more
    assert "nothing is kept" in str(stages.ledger.get(job.id).problem)


@pytest.mark.parametrize("stage", ["begin", "compose", "save"])
def test_a_cancelled_job_goes_no_further(story: Story, stage: str) -> None:
    desk = Desk()
    stages = stages_of(desk, [])
    job = staged(stages, story)
    stages.ledger.cancel(job.id)

    assert not getattr(stages, stage)(job.id)
    assert desk.kept == []
    stages.finish(job.id)
    assert stages.ledger.get(job.id).state is JobState.CANCELLED


def test_an_account_erased_while_indexing_is_left_out() -> None:
    stages = stages_of(Desk(), [])
    job = stages.ledger.enter(JobOrder(kind=JobKind.REINDEX), "u1", None)

    assert stages.accounts(job.id) == ["acme", "gone"]
    assert stages.reindex(job.id, "gone", 0, 2)
    stages.ledger.cancel(job.id)
    assert not stages.reindex(job.id, "acme", 1, 2)


def test_a_closed_gate_lets_nothing_in_and_tells_when_it_is_empty() -> None:
    gate, inside, go_on = Gate(), threading.Event(), threading.Event()

    def stage() -> None:
        with gate.stage():
            inside.set()
            go_on.wait()

    thread = threading.Thread(target=stage)
    thread.start()
    inside.wait()
    gate.close()
    assert not gate.drain(0.01)
    with pytest.raises(Stopping), gate.stage():
        pass
    go_on.set()
    assert gate.drain(10)
    thread.join()


@pytest.mark.parametrize("cut", [0, 2, 4, 9, None])
def test_a_message_cut_off_reads_as_the_end(cut: int | None) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as end, os.fdopen(writing, "wb") as begin:
        whole: dict[str, Any] = {"stage": "Ümläute 漢"}
        first, second = os.pipe()
        with os.fdopen(first, "rb") as copy, os.fdopen(second, "wb") as source:
            send(source, whole)
            source.close()
            data = copy.read()
        begin.write(data[:cut])
        begin.close()
        assert receive(end) == (whole if cut is None else None)
