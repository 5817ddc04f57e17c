"""kill -9 during drafting, saving and publishing: nothing is lost, nothing is there twice, what was finished stays so.

`KILL_ROUNDS` says how many rounds; `make soak` sets twenty. Each kills a little later than the one before.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.domain.accounts import Account
from assistant.domain.audit import first_broken
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.domain.review import Move, State
from assistant.domain.users import User, UserRole
from assistant.jobs.ledger import Ledger
from assistant.jobs.limits import Limits
from assistant.retrieval.kept import KeptDocument
from assistant.retrieval.store.outbox import Hook
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.storage.opening import open_service
from ingest.documents import ingest
from ingest.passages import passages

WORKER = Path(__file__).with_name("worker.py")
ROUNDS = int(os.environ.get("KILL_ROUNDS", "2"))
MOMENTS = ("write", "saving", "saved", "publishing")
ACCOUNTS = 4
JOBS = ACCOUNTS + 2  # bulk work, its children, and one draft
PATIENCE = 120.0
NOTES = b"Mira Voss: The monthly close took nine days, and now it takes three."
ALL = Page(size=500)
SECRET = b"shared by the workers"
EVENTS = ("story.drafted", "story.published")


@dataclass
class Town:
    """Folders of workers, and the database that they share, if any."""

    folder: Path
    url: str = ""
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self, name: str) -> None:
        """Start a worker and wait until it works."""
        known = self.count("ready")
        self.workers[name] = subprocess.Popen(
            [sys.executable, str(WORKER), str(self.folder / name), self.url, str(self.log)]
        )
        self.until(lambda: self.count("ready") > known)

    def kill(self, name: str) -> None:
        worker = self.workers.pop(name)
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    def lines(self, what: str) -> list[list[str]]:
        """Return the lines of the log that begin with a word."""
        text = self.log.read_text() if self.log.exists() else ""
        return [line.split() for line in text.splitlines() if line.split()[0] == what]

    def count(self, what: str) -> int:
        return len(self.lines(what))

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"it did not come about; the log ends {self.log.read_text()[-2000:]}"
            for worker in self.workers.values():
                assert worker.poll() is None, "a worker ended by itself"
            time.sleep(0.01)

    def seed(self) -> None:
        """Keep accounts, users and a webhook, and order work that no engine has heard of yet."""
        now = datetime.now(UTC)
        with open_service(self.folder / "a", self.url or None, secret=SECRET) as opened:
            for number in range(ACCOUNTS):
                account = Account(id=f"acme-{number}", name=f"Acme {number}")
                document = ingest("call.txt", NOTES, id="call.txt", account=account, redact="off")
                opened.repository.keep_account(account)
                opened.repository.keep_documents(account.id, [KeptDocument(document, tuple(passages(document)))])
            with opened.store.write() as work:
                for user, role in (("u1", UserRole.ADMIN), ("u2", UserRole.REVIEWER)):
                    work.users.save(User(id=user, name=user, role=role, created_at=now))
                work.outbox.save_hook(
                    Hook("h1", "https://hooks.example.org/a", "s", ("story.drafted", "story.published"))
                )
            ledger = Ledger(opened.store, lambda: now, iter_ids(), Limits())
            every = tuple(f"acme-{number}" for number in range(ACCOUNTS))
            ledger.enter(JobOrder(kind=JobKind.BULK, accounts=every), "u1", None)
            ledger.enter(JobOrder(kind=JobKind.DRAFT, account="acme-0"), "u3", None)

    def stop(self) -> None:
        for name in list(self.workers):
            self.kill(name)


def iter_ids() -> Callable[[str], str]:
    numbers = iter(range(1, 100))
    return lambda kind: f"{kind}_{next(numbers):04d}"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.stop()


@pytest.fixture
def together(tmp_path: Path, postgres_url: str) -> Iterator[Town]:
    town = Town(tmp_path, postgres_url)
    yield town
    town.stop()


def kill_at(town: Town, name: str, moment: str, delay: float) -> None:
    """Kill a worker soon after something happened in the process that it is."""
    pid = str(town.workers[name].pid)
    known = sum(pid in line for line in town.lines(moment))
    if moment == "write":  # the child writes that, and ends with its parent
        known = town.count(moment)
        town.until(lambda: town.count(moment) > known or town.count("idle") > 0)
    else:
        town.until(lambda: sum(pid in line for line in town.lines(moment)) > known or town.count("idle") > 0)
    time.sleep(delay)
    town.kill(name)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_the_one_process_of_a_data_folder_is_killed_at_every_stage(alone: Town, round_: int) -> None:
    alone.seed()
    moments = [MOMENTS[(2 * round_ + place) % len(MOMENTS)] for place in range(2)]
    for moment in moments:
        alone.start("a")
        kill_at(alone, "a", moment, 0.02 * (round_ % 10))
    alone.start("a")
    alone.until(lambda: alone.count("idle") > 0)
    alone.stop()
    check(alone, kills=len(moments))


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_one_of_two_workers_is_killed_and_the_other_goes_on_with_its_jobs(together: Town, round_: int) -> None:
    together.seed()
    together.start("a")
    together.start("b")
    kill_at(together, "a", MOMENTS[round_ % 3], 0.02 * (round_ % 10))
    together.until(lambda: together.count("idle") > 0)
    together.stop()
    check(together, kills=2)


def check(town: Town, *, kills: int) -> None:
    """Hold what is there against what was ordered."""
    with open_service(town.folder / "a", town.url or None, secret=SECRET) as opened, opened.store.read() as work:
        jobs = work.jobs.list(page=ALL)
        stories = work.stories.list(StoryFilter(), ALL)
        decisions = {story.id: work.stories.decisions(story.id) for story in stories}
        versions = {story.id: work.stories.versions(story.id) for story in stories}
        audit = list(work.audit.all())
        sent = Counter((delivery.event, delivery.body) for delivery in work.outbox.recent("h1", 500))
    assert_jobs(jobs)
    assert {job.story for job in jobs if job.order.kind is JobKind.DRAFT} == set(decisions)
    assert {story.state for story in stories} == {State.PUBLISHED}
    assert {len(each) for each in versions.values()} == {1}
    for each in decisions.values():
        assert [one.move for one in each] == [Move.SUBMIT, Move.APPROVE, Move.PUBLISH]
    done = Counter((entry.action, entry.subject) for entry in audit)
    assert set(done.values()) == {1}
    assert len(done) == 4 * len(stories)
    assert first_broken(audit) is None
    assert len(sent) == 2 * len(stories)
    assert set(sent.values()) == {1}
    assert town.count("write") <= len(stories) + kills, "a finished stage was done again"


def assert_jobs(jobs: tuple[Job, ...]) -> None:
    assert len(jobs) == JOBS
    assert {job.state for job in jobs} == {JobState.DONE}
    [bulk] = [job for job in jobs if job.order.kind is JobKind.BULK]
    assert (bulk.done, bulk.total, bulk.problem) == (ACCOUNTS, ACCOUNTS, None)
