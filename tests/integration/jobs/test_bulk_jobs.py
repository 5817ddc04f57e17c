"""Bulk work and re-indexing: one order, many pieces, nobody kept waiting."""

from typing import Any

from assistant.domain.errors import StoreConflict
from assistant.domain.jobs import JobKind, JobOrder, JobState
from assistant.jobs.limits import Limits
from assistant.jobs.stages import Upkeep


def test_bulk_work_drafts_for_each_account_and_tells_what_failed(house: Any) -> None:
    accounts = tuple(house.account(name) for name in ("acme", "bad-one", "globex", "initech"))
    with house.runner() as runner:
        job = house.ended(runner, runner.submit(JobOrder(kind=JobKind.BULK, accounts=accounts), "u1"))

    assert (job.state, job.done, job.total) == (JobState.DONE, 4, 4)
    assert str(job.problem).startswith("1 of 4 drafts were not written")
    children = house.children(job.id)
    assert {child.order.account: child.state.value for child in children} == {
        "acme": "done", "bad-one": "failed", "globex": "done", "initech": "done",
    }  # fmt: skip
    assert {child.owner for child in children} == {"u1"}
    assert len(house.saved) == len({story for story, _, _ in house.saved}) == 3


def test_bulk_work_over_the_documents_of_an_account(house: Any) -> None:
    order = JobOrder(kind=JobKind.BULK, account=house.account("acme"), documents=("call.txt",))
    with house.runner() as runner:
        job = house.ended(runner, runner.submit(order, "u1"))

    assert job.state is JobState.DONE
    [child] = house.children(job.id)
    assert (child.order.account, child.order.documents) == ("acme", ("call.txt",))


def test_bulk_work_of_which_nothing_came_has_failed(house: Any) -> None:
    with house.runner() as runner:
        order = JobOrder(kind=JobKind.BULK, accounts=(house.account("bad-one"),))
        assert house.ended(runner, runner.submit(order, "u1")).state is JobState.FAILED


def test_cancelling_bulk_work_ends_all_that_is_left_of_it(house: Any) -> None:
    accounts = (house.account("acme"), *(house.account(f"slow-{number}") for number in range(5)))
    with house.runner(limits=Limits(at_once=2)) as runner:
        job = runner.submit(JobOrder(kind=JobKind.BULK, accounts=accounts), "u1")
        house.until(lambda: len(house.written()) >= 2)
        assert runner.cancel(job.id).state is JobState.CANCELLED
        assert {child.state for child in house.children(job.id)} <= {JobState.CANCELLED, JobState.DONE}
        after = house.ended(runner, runner.submit(house.draft("acme"), "u1"))

    assert after.state is JobState.DONE


def test_one_who_orders_much_does_not_keep_out_one_who_orders_little(house: Any) -> None:
    accounts = tuple(house.account(f"acme-{number}") for number in range(40))
    with house.runner(limits=Limits(at_once=1)) as runner:
        much = runner.submit(JobOrder(kind=JobKind.BULK, accounts=accounts), "u1")
        house.until(lambda: len(house.saved) >= 2)
        little = house.ended(runner, runner.submit(house.draft("acme-1"), "u2"))
        assert little.state is JobState.DONE
        assert len(house.saved) < 30
        runner.cancel(much.id)


def test_reindexing_goes_through_every_account_once(house: Any) -> None:
    for name in ("acme", "globex"):
        house.account(name)
    with house.runner() as runner:
        job = house.ended(runner, runner.submit(JobOrder(kind=JobKind.REINDEX), "u1"))
        one = house.ended(runner, runner.submit(JobOrder(kind=JobKind.REINDEX, account="acme"), "u1"))

    assert (job.state, one.state) == (JobState.DONE, JobState.DONE)
    assert house.indexed == ["acme", "globex", "acme"]


def test_reindexing_that_cannot_be_done_says_why(house: Any) -> None:
    def reindex(account: str) -> None:
        raise StoreConflict(f"{account}: the index cannot be used")

    house.account("acme")
    with house.runner(upkeep=Upkeep(lambda: ["acme"], reindex)) as runner:
        job = house.ended(runner, runner.submit(JobOrder(kind=JobKind.REINDEX), "u1"))

    assert (job.state, job.problem) == (JobState.FAILED, "acme: the index cannot be used")
