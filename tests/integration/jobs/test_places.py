"""Names of workers, leases, chores, and what the engine's own tables hold."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from assistant.domain.jobs import Job, JobState
from assistant.jobs.chores import Chore
from assistant.jobs.leases import Leases
from assistant.jobs.place import SCHEMA, Place, folder_place, server_place

URL = "postgresql://db.example.org/stories"


def test_workers_of_one_machine_take_the_lowest_name_that_is_free() -> None:
    with server_place(URL) as first:
        with server_place(URL) as second:
            assert second.worker != first.worker
        with server_place(URL) as third:
            assert third.worker == second.worker
        with server_place(f"{URL}2") as elsewhere:
            assert elsewhere.worker == first.worker
        with server_place(URL, "mine") as named:
            assert named.worker == "mine"


def test_the_file_beside_the_store_is_in_wal_mode_and_private(tmp_path: Path) -> None:
    place = folder_place(tmp_path)

    with closing(sqlite3.connect(tmp_path / "jobs.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert (tmp_path / "jobs.db").stat().st_mode & 0o077 == 0
    assert (place.worker, place.shared) == ("local", False)


def test_only_a_lease_that_has_run_out_is_given_and_to_one_alone(postgres_url: str) -> None:
    live, dead, watcher = (Leases(Place(postgres_url, name, shared=True), 60.0) for name in ("live", "dead", "watcher"))
    for each in (live, dead, watcher):
        each.open()
    with watcher.expired() as workers:
        assert workers == ()
    dead.give_up()
    with watcher.expired() as workers, live.expired() as others:
        assert (workers, others) == (("dead",), ())
    with live.expired() as workers:
        assert workers == ()


def test_a_lease_is_struck_off_only_when_its_jobs_are_adopted(postgres_url: str) -> None:
    dead, watcher = (Leases(Place(postgres_url, name, shared=True), 60.0) for name in ("dead", "watcher"))
    dead.open()
    watcher.open()
    dead.give_up()
    with pytest.raises(RuntimeError), watcher.expired():
        raise RuntimeError("the adopter fails")
    with watcher.expired() as workers:
        assert workers == ("dead",)


def test_a_database_that_does_not_answer_is_told_without_its_address(tmp_path: Path) -> None:
    place = Place(f"postgresql:///stories?host={tmp_path}&password=hush", "w", shared=True)
    with pytest.raises(OSError, match="does not answer") as failed:
        Leases(place, 1.0).renew()

    assert "hush" not in str(failed.value)


def test_chores_run_at_the_start_and_a_fault_in_one_disturbs_nobody(house: Any) -> None:
    def fails() -> None:
        raise RuntimeError("the address of a hook")

    rung = threading.Event()
    chores = (Chore("fails", "0 0 1 1 *", fails), Chore("rings", "0 0 1 1 *", rung.set))
    with house.runner(chores=chores) as runner:
        assert rung.wait(30)
        job = house.ended(runner, runner.submit(house.draft(house.account("acme")), "u1"))
    assert job.state is JobState.DONE


def test_a_chore_comes_round(house: Any) -> None:
    times: list[datetime] = []
    chore = Chore("often", "* * * * * *", lambda: times.append(datetime.now(UTC)), at_start=False)
    with house.runner(chores=(chore,)):
        house.until(lambda: len(times) >= 2)


def test_the_engine_is_told_ids_only(house: Any) -> None:
    with house.runner() as runner:
        house.ended(runner, runner.submit(house.draft(house.account("acme")), "u1"))
        house.ended(runner, runner.submit(house.draft(house.account("fault-acme")), "u1"))

    with closing(sqlite3.connect(house.folder / "jobs.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert "job_0001" in dump
    for words in ("nine days", "Mira", "secret words", "A story"):
        assert words not in dump


def test_a_job_that_never_reached_the_engine_is_put_in_its_queue_at_the_start(house: Any) -> None:
    now = datetime.now(UTC)
    with house.store.write() as work:
        order = house.draft(house.account("acme"))
        lost = Job(id="job_0900", order=order, owner="u1", created_at=now, updated_at=now)
        work.jobs.save(lost)
    with house.runner() as runner:
        assert house.ended(runner, lost).state is JobState.DONE


def test_a_job_that_ends_its_worker_again_and_again_is_given_up(house: Any) -> None:
    now = datetime.now(UTC)
    with house.store.write() as work:
        order = house.draft(house.account("acme"))
        cursed = Job(id="job_0900", order=order, owner="u1", attempts=5, created_at=now, updated_at=now)
        work.jobs.save(cursed)
    with house.runner() as runner:
        job = house.ended(runner, cursed)

    assert (job.state, house.written()) == (JobState.FAILED, [])
    assert "ended 5 times" in str(job.problem)


def test_a_stop_leaves_a_draft_to_be_resumed(house: Any) -> None:
    with house.runner() as runner:
        job = runner.submit(house.draft(house.account("slow-acme")), "u1")
        house.until(lambda: runner.get(job.id).stage == "finding the evidence")
    with house.store.read() as work:
        assert work.jobs.get(job.id).state is JobState.RUNNING
    with house.runner() as runner:
        house.until(lambda: len(house.written()) == 2)
        runner.cancel(job.id)


def test_on_a_server_the_engine_has_a_schema_of_its_own(house: Any, postgres_url: str) -> None:
    with house.runner(place=Place(postgres_url, "w1", shared=True)) as runner:
        job = house.ended(runner, runner.submit(house.draft(house.account("acme")), "u1"))
    assert job.state is JobState.DONE

    with psycopg.connect(postgres_url) as connection:
        rows = connection.execute(
            "SELECT table_schema FROM information_schema.tables WHERE table_name IN ('workflow_status', 'leases')"
        ).fetchall()
    assert {row[0] for row in rows} == {SCHEMA}
