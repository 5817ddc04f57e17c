"""What every store promises of its units of work, in memory, on SQLite and on PostgreSQL alike."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest

from assistant.domain.accounts import Account
from assistant.domain.audit import first_broken, sealed
from assistant.domain.errors import EditConflict, NotFound, StoreConflict
from assistant.domain.jobs import Job, JobKind, JobOrder
from assistant.domain.users import User, UserRole
from assistant.retrieval.kept import Repository
from assistant.retrieval.store.work import Store, Work

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
ADA = User(id="u1", name="Ada", role=UserRole.CSM, created_at=NOW)


class Halt(Exception):
    """Something that goes wrong halfway."""


def record(work: Work, action: str) -> None:
    work.audit.append(sealed(work.audit.last(), at=NOW, actor="u1", action=action, subject="story:s1"))


def test_what_is_written_is_there_for_the_next_unit_and_within_its_own(store: Store) -> None:
    with store.write() as work:
        work.users.save(ADA)
        assert work.users.get("u1") == ADA
    with store.read() as work:
        assert work.users.get("u1") == ADA


def test_an_error_undoes_everything(store: Store) -> None:
    with store.write() as work:
        work.save_account(Account(id="acme", name="Acme"))
    with pytest.raises(Halt):
        halt_halfway(store)
    with store.read() as work:
        assert work.users.list() == ()
        assert work.accounts() == (Account(id="acme", name="Acme"),)
        assert work.audit.last() is None


def halt_halfway(store: Store) -> None:
    with store.write() as work:
        work.users.save(ADA)
        work.save_account(Account(id="acme", name="Other"))
        work.save_account(Account(id="new"))
        record(work, "user.saved")
        raise Halt


def test_a_reading_unit_writes_nothing(store: Store) -> None:
    with pytest.raises(StoreConflict), store.read() as work:
        work.users.save(ADA)
    with store.read() as work:
        assert work.users.list() == ()


def test_a_reading_unit_sees_one_moment(store: Store) -> None:
    with store.read() as before:
        assert before.users.list() == ()
        with ThreadPoolExecutor(1) as other:
            other.submit(lambda: save(store, ADA)).result()
        assert before.users.list() == ()
    with store.read() as after:
        assert after.users.list() == (ADA,)


def save(store: Store, user: User) -> None:
    with store.write() as work:
        work.users.save(user)


def test_a_thread_never_waits_for_itself(store: Store) -> None:
    with store.write() as work:
        with pytest.raises(StoreConflict, match="already"), store.write():
            pass  # pragma: no cover  it is never entered
        work.users.save(ADA)
    with store.read() as work:
        assert work.users.list() == (ADA,)


def test_accounts_are_those_of_the_repository(store: Store, repository: Repository) -> None:
    with store.write() as work:
        work.save_account(Account(id="b"))
        work.save_account(Account(id="a", name="Aa"))
    repository.keep_account(Account(id="c"))
    assert repository.account("a") == Account(id="a", name="Aa")
    with store.read() as work:
        assert [account.id for account in work.accounts()] == ["a", "b", "c"]
        assert work.accounts(frozenset({"c", "a", "none"})) == (Account(id="a", name="Aa"), Account(id="c"))
        assert work.account("c") == Account(id="c")
        with pytest.raises(NotFound, match="none"):
            work.account("none")


def test_entries_appended_by_many_threads_at_once_make_one_chain(store: Store) -> None:
    start = Barrier(8)

    def append(thread: int) -> None:
        start.wait()
        for number in range(5):
            with store.write() as work:
                record(work, f"did.{thread}.{number}")

    at_once(8, append)
    with store.read() as work:
        log = work.audit.all()
    assert len(log) == 40
    assert len({entry.action for entry in log}) == 40
    assert first_broken(log) is None


def test_an_entry_that_does_not_follow_is_refused(store: Store) -> None:
    entry = sealed(None, at=NOW, actor="u1", action="first", subject="s")
    with store.write() as work:
        work.audit.append(entry)
    with pytest.raises(EditConflict, match="follow"), store.write() as work:
        work.audit.append(entry)
    with store.read() as work:
        assert work.audit.all() == (entry,)


def test_twenty_threads_write_and_read_and_none_is_turned_away(store: Store) -> None:
    def toil(thread: int) -> int:
        for number in range(5):
            with store.write() as work:
                job = Job(id=f"j{thread}-{number}", order=JobOrder(kind=JobKind.DRAFT), owner=f"u{thread}",
                          created_at=NOW, updated_at=NOW)  # fmt: skip
                work.jobs.save(job)
            with store.read() as work:
                assert len(work.jobs.list(owner=f"u{thread}")) == number + 1
        return thread

    assert at_once(20, toil) == list(range(20))


def at_once(threads: int, task: Callable[[int], object]) -> list[object]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(task, range(threads)))
