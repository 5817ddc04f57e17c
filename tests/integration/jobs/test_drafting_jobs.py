"""A draft from order to story, and all that may go wrong in the process that writes it."""

import os
from typing import Any

import pytest

from assistant.domain.errors import BadInput, Busy, NotFound
from assistant.domain.jobs import JobKind, JobOrder, JobState
from assistant.jobs.limits import Limits


def _lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def test_a_draft_is_written_by_another_process_and_saved_once(house: Any) -> None:
    with house.runner() as runner:
        job = runner.submit(house.draft(house.account("acme")), "u1")
        assert job.state is JobState.QUEUED
        done = house.ended(runner, job)

    assert (done.state, done.story, done.problem) == (JobState.DONE, "story_0001", None)
    assert done.done == done.total > 0
    assert house.saved == [("story_0001", "acme", "u1")]
    assert house.aside() == []
    [(_, _, pid)] = house.written()
    assert int(pid) != os.getpid()
    assert not _lives(pid)


def test_the_process_stays_warm_between_drafts(house: Any) -> None:
    with house.runner(limits=Limits(at_once=1)) as runner:
        for name in ("acme", "bad-one", "globex"):
            house.ended(runner, runner.submit(house.draft(house.account(name)), "u1"))

    assert len({pid for _, _, pid in house.written()}) == 1


def test_the_same_key_is_the_same_job(house: Any) -> None:
    with house.runner() as runner:
        order = house.draft(house.account("acme"))
        first = runner.submit(order, "u1", key="k1")
        house.ended(runner, first)
        assert runner.submit(order, "u1", key="k1").id == first.id
        assert runner.submit(order, "u2", key="k1").id != first.id
        assert runner.submit(order, "u1", key="k2").id != first.id


def test_input_that_cannot_be_used_fails_the_job_in_its_own_words(house: Any) -> None:
    with house.runner() as runner:
        job = house.ended(runner, runner.submit(house.draft(house.account("bad-data")), "u1"))

    assert job.state is JobState.FAILED
    assert job.problem == str(BadInput("usage.csv", "it has no column for time", mend="name one"))


def test_an_unknown_fault_tells_no_word_of_the_notes(house: Any) -> None:
    with house.runner() as runner:
        job = house.ended(runner, runner.submit(house.draft(house.account("fault-acme")), "u1"))

    assert job.state is JobState.FAILED
    assert "RuntimeError" in str(job.problem)
    assert "secret" not in str(job.problem)


def test_a_lost_process_is_tried_again(house: Any) -> None:
    with house.runner() as runner:
        job = house.ended(runner, runner.submit(house.draft(house.account("once-acme")), "u1"))

    assert job.state is JobState.DONE
    assert len(house.written()) == 2
    assert len(house.saved) == 1


@pytest.mark.parametrize("how", ["killed", "greedy"])
def test_a_process_that_is_lost_again_and_again_fails_the_job_in_one_line(house: Any, how: str) -> None:
    with house.runner() as runner:
        job = house.ended(runner, runner.submit(house.draft(house.account(f"{how}-acme")), "u1"))
        after = house.ended(runner, runner.submit(house.draft(house.account("globex")), "u1"))

    assert job.state is JobState.FAILED
    assert "may have run out of memory" in str(job.problem)
    assert "\n" not in str(job.problem)
    assert after.state is JobState.DONE


def test_a_draft_that_takes_too_long_is_ended(house: Any) -> None:
    with house.runner(limits=Limits(seconds=0.5)) as runner:
        job = house.ended(runner, runner.submit(house.draft(house.account("slow-acme")), "u1"))

    assert job.state is JobState.FAILED
    assert "longer than 0.5 seconds" in str(job.problem)


def test_cancelling_ends_the_process_and_stays_final(house: Any) -> None:
    with house.runner() as runner:
        job = runner.submit(house.draft(house.account("slow-acme")), "u1")
        house.until(lambda: runner.get(job.id).stage == "finding the evidence")
        [(_, _, pid)] = house.written()
        assert runner.cancel(job.id).state is JobState.CANCELLED
        house.until(lambda: not _lives(pid))
        assert runner.cancel(job.id).state is JobState.CANCELLED

    assert house.saved == []
    assert len(house.written()) == 1


def test_a_job_that_waits_can_be_cancelled(house: Any) -> None:
    with house.runner(limits=Limits(at_once=1)) as runner:
        blocking = runner.submit(house.draft(house.account("slow-acme")), "u1")
        house.until(lambda: runner.get(blocking.id).state is JobState.RUNNING)
        waiting = runner.submit(house.draft(house.account("globex")), "u1")
        runner.cancel(waiting.id)
        runner.cancel(blocking.id)
        last = house.ended(runner, runner.submit(house.draft("globex"), "u1"))

    assert last.state is JobState.DONE
    assert [account for _, account, _ in house.saved] == ["globex"]


def test_an_order_for_nothing_is_refused(house: Any) -> None:
    with house.runner() as runner:
        with pytest.raises(BadInput, match="names no account"):
            runner.submit(JobOrder(kind=JobKind.DRAFT), "u1")
        with pytest.raises(BadInput, match="names nothing to draft"):
            runner.submit(JobOrder(kind=JobKind.BULK), "u1")
        with pytest.raises(NotFound, match="nobody"):
            runner.submit(house.draft("nobody"), "u1")
        with pytest.raises(NotFound):
            runner.get("job_9999")


def test_a_document_that_is_not_there_fails_the_job(house: Any) -> None:
    with house.runner() as runner:
        order = house.draft(house.account("acme"), documents=("other.txt",))
        job = house.ended(runner, runner.submit(order, "u1"))

    assert "other.txt" in str(job.problem)


def test_beyond_the_bounds_an_order_is_refused_as_busy(house: Any) -> None:
    for name in ("slow-acme", "globex"):
        house.account(name)
    limits = Limits(at_once=1, queued_per_user=2, queued=3)
    with house.runner(limits=limits) as runner:
        jobs = [runner.submit(house.draft("slow-acme"), "u1"), runner.submit(house.draft("globex"), "u1")]
        with pytest.raises(Busy, match="you have 2 jobs"):
            runner.submit(house.draft("globex"), "u1")
        jobs.append(runner.submit(house.draft("globex"), "u2"))
        with pytest.raises(Busy, match="there are 3 jobs"):
            runner.submit(house.draft("globex"), "u3")
        with pytest.raises(Busy):
            runner.submit(JobOrder(kind=JobKind.BULK, accounts=("globex", "slow-acme")), "u4")
        for job in jobs:
            runner.cancel(job.id)
        assert house.ended(runner, runner.submit(house.draft("globex"), "u1")).state is JobState.DONE
