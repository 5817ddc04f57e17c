"""A runner over the store in memory, with drafting processes that go wrong as the account's id says."""

import itertools
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.jobs import Job, JobKind, JobOrder
from assistant.domain.story import Story
from assistant.jobs.brief import BriefReader
from assistant.jobs.child import ChildPlan
from assistant.jobs.limits import Limits
from assistant.jobs.place import folder_place
from assistant.jobs.runner import DurableRunner, Parts
from assistant.jobs.stages import Upkeep
from assistant.retrieval.kept import KeptDocument
from assistant.storage.memory_store import MemoryStore
from ingest.documents import ingest
from ingest.passages import passages

FAKE_CHILD = Path(__file__).with_name("fake_child.py")
NOTES = b"Mira Voss: The monthly close took nine days, and now it takes three."
PATIENCE = 120.0


@dataclass
class House:
    """A service's worth of stores in memory, and what its jobs did."""

    folder: Path
    store: MemoryStore = field(default_factory=MemoryStore)
    saved: list[tuple[str, str, str]] = field(default_factory=list)  # story, account, author
    indexed: list[str] = field(default_factory=list)
    rung: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def account(self, id_: str) -> str:
        """Keep an account with one interview and one usage file."""
        account = Account(id=id_, name=id_.title())
        document = ingest("call.txt", NOTES, id="call.txt", account=account, redact="off")
        repository = self.store.repository
        repository.keep_account(account)
        repository.keep_documents(id_, [KeptDocument(document, tuple(passages(document)))])
        repository.keep_usage(id_, [NamedBytes("usage.csv", b"user,at\nu1,2026-01-05\n")])
        return id_

    def keep(self, story: Story, /, *, account: str, author: str, story_id: str, at: datetime) -> None:
        """Note what is saved."""
        assert at.tzinfo is not None
        assert [document.id for document in story.documents] == ["call.txt"]
        self.saved.append((story_id, account, author))

    def parts(self, **changes: Any) -> Parts:
        """Return the parts of a runner over these stores."""
        settings = {"log": str(self.folder / "log")}
        parts = Parts(
            place=folder_place(self.folder),
            store=self.store,
            clock=lambda: datetime.now(UTC),
            new_id=lambda kind: f"{kind}_{next(self.numbers):04d}",
            briefs=BriefReader(self.store.repository),
            child=ChildPlan((sys.executable, str(FAKE_CHILD)), settings, 2048),
            keep=self.keep,
            upkeep=Upkeep(
                accounts=lambda: [each.id for each in self.store.repository.accounts()], reindex=self.indexed.append
            ),
            limits=Limits(at_once=2, seconds=PATIENCE),
            poll=0.1,
        )
        return replace(parts, **changes)

    @contextmanager
    def runner(self, **changes: Any) -> Iterator[DurableRunner]:
        """Run jobs over these stores."""
        with DurableRunner(self.parts(**changes)) as runner:
            yield runner

    @staticmethod
    def draft(account: str, **more: Any) -> JobOrder:
        """Order a draft."""
        return JobOrder(kind=JobKind.DRAFT, account=account, **more)

    @staticmethod
    def until(holds: Callable[[], bool]) -> None:
        """Wait for something that other threads bring about."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it did not come about"
            time.sleep(0.02)

    def ended(self, runner: DurableRunner, job: Job) -> Job:
        """Wait for a job to be final."""
        self.until(lambda: runner.get(job.id).is_final)
        return runner.get(job.id)

    def children(self, job: str) -> tuple[Job, ...]:
        """Return the children of bulk work."""
        with self.store.read() as work:
            return work.jobs.list(parent=job)

    def aside(self) -> list[str]:
        """Return the drafts that are put aside and not saved."""
        return list(vars(self.store.blobs)["_kept"])

    def written(self) -> list[list[str]]:
        """Return (job, account, process) of every beginning of a draft."""
        log = self.folder / "log"
        return [line.split()[1:] for line in log.read_text().splitlines()] if log.exists() else []


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)
