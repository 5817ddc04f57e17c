"""A desk in memory over the made-up account of the examples, with a story that the built-in engine drafted once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.domain.accounts import Account
from assistant.domain.consent import Channel
from assistant.domain.documents import NamedBytes
from assistant.domain.review import StoryRecord
from assistant.domain.story import Kind, Story
from assistant.domain.users import User, UserRole
from assistant.retrieval.kept import Repository
from assistant.retrieval.store.work import Store
from assistant.storage.memory_store import MemoryStore
from assistant.storage.opening import open_service
from assistant.workflow.desk.consenting import Asked, consent_matrix, give_consent
from assistant.workflow.desk.deciding import approve, publish, submit
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.stories import keep_draft
from assistant.workflow.desk.views import StoryView
from assistant.workflow.drafting import DraftParts, Notes, read_notes, read_usage, write_story
from assistant.workflow.keeping import ingest_notes
from assistant.writing.extractive import ExtractiveEngine
from ingest.account_file import parse_account
from ingest.passages import passages

BEGAN = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test turns."""

    now: datetime = BEGAN

    def __call__(self) -> datetime:
        return self.now

    def to(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)

    def later(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)


@dataclass
class Ids:
    """Ids that grow with time."""

    counts: Counter[str] = field(default_factory=Counter)

    def __call__(self, kind: str) -> str:
        self.counts[kind] += 1
        return f"{kind}_{self.counts[kind]:06}"


def parts() -> DraftParts:
    return DraftParts(
        engine=ExtractiveEngine(),
        index_of=lambda _: None,
        embedder="lexical",
        version="0",
        clock=lambda: 0.0,
        progress=lambda _: None,
    )


def somebody(id_: str, role: UserRole, *accounts: str) -> User:
    return User(id=id_, name=id_.title(), role=role, accounts=accounts, created_at=BEGAN)


@dataclass
class World:
    """A desk with its people: cleo writes, rhea reviews, otto runs it, ada administers, cyra sees nothing."""

    desk: Desk
    clock: Clock
    account: Account
    story: Story
    cleo: User
    rhea: User
    otto: User
    ada: User
    cyra: User

    def drafted(self, id_: str = "story_1", story: Story | None = None) -> StoryRecord:
        return keep_draft(
            self.desk,
            story or self.story,
            account=self.account.id,
            author=self.cleo.id,
            story_id=id_,
            at=self.clock(),
        )

    def approved(self, id_: str = "story_1") -> StoryView:
        self.drafted(id_)
        submit(self.desk, self.cleo, id_)
        return approve(self.desk, self.rhea, id_)

    def published(self, channel: Channel = Channel.WEB) -> StoryView:
        self.approved()
        self.agreed("story_1", channel)
        return publish(self.desk, self.rhea, "story_1", channel)

    def agreed(self, story: str, channel: Channel, end: date | None = None) -> None:
        """Have everybody agree to everything that a story needs on a channel."""
        matrix = consent_matrix(self.desk, self.cleo, channel, story=story)
        for person, item in dict.fromkeys((row.need.person, row.need.item) for row in matrix.rows):
            asked = Asked(person, item, channel, self.clock().date(), end, "by e-mail")
            give_consent(self.desk, self.cleo, self.account.id, asked)


@dataclass(frozen=True)
class Drafted:
    """What is read and written once for all tests."""

    account: Account
    notes: Notes
    usage: tuple[NamedBytes, ...]
    story: Story


@pytest.fixture(scope="session")
def drafted(examples: Path) -> Drafted:
    named = parse_account(NamedBytes("account.toml", (examples / "account.toml").read_bytes()))
    files = [NamedBytes(name, (examples / name).read_bytes()) for name in ("interview.txt", "notes.md")]
    usage = (NamedBytes("usage.csv", (examples / "usage.csv").read_bytes()),)
    notes = read_notes(files, named, "suggest", lambda _: None)
    shown = read_usage(usage, notes, lambda _: None)
    story = write_story(notes, shown, Kind.STORY, parts(), began=0.0)
    return Drafted(named, notes, usage, story)


def opened(drafted: Drafted, store: Store, repository: Repository) -> World:
    clock = Clock()
    by_document = [(document, passages(document)) for document in drafted.notes.documents]
    ingest_notes(drafted.account, by_document, drafted.usage, repository, None)
    desk = Desk(
        store=store,
        repository=repository,
        indexes=None,
        story_index=None,
        parts=parts(),
        clock=clock,
        new_id=Ids(),
    )
    people = [
        somebody("cleo", UserRole.CSM, drafted.account.id),
        somebody("rhea", UserRole.REVIEWER),
        somebody("otto", UserRole.OPS),
        somebody("ada", UserRole.ADMIN),
        somebody("cyra", UserRole.CSM),
    ]
    with store.write() as work:
        for person in people:
            work.users.save(person)
    return World(desk, clock, drafted.account, drafted.story, *people)


@pytest.fixture
def world(drafted: Drafted) -> World:
    store = MemoryStore()
    return opened(drafted, store, store.repository)


@pytest.fixture
def disk_world(drafted: Drafted, tmp_path: Path) -> Iterator[World]:
    """The same over a data folder, SQLite and files."""
    with open_service(tmp_path / "data") as service:
        yield opened(drafted, service.store, service.repository)
