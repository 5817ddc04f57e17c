"""Fills a data folder for the load test: 1,000 accounts, 3,000 stories, 100,000 passages, and all that hangs on them.

    python -m benches.serve_fill [FOLDER]

Rows go in through the store's own units of work, past the use cases, as those would draft each story for an hour.
Passages' vectors are random directions around those of the few accounts that were embedded for real.
"""

import random
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np

from assistant.bootstrap.one_shot import embedder_of
from assistant.bootstrap.service import Stores, desk_over
from assistant.domain.accounts import Account
from assistant.domain.consent import Channel, Consent, Export, Item
from assistant.domain.facets import facets_of
from assistant.domain.review import Comment, Decision, Move, State, StoryRecord, StoryVersion, content_hash, moved
from assistant.domain.story import Story
from assistant.domain.users import User, UserRole
from assistant.retrieval.kept import KeptDocument
from assistant.retrieval.keys import text_key
from assistant.retrieval.protocols import Embedder
from assistant.retrieval.store.work import Work
from assistant.settings import Settings
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.searching import follow_stories
from benches.serve_worlds import Variants, World, worlds

ACCOUNTS = 1_000
CSMS, REVIEWERS = 20, 5  # each CSM has fifty accounts, each account one CSM
FOLDER = Path("out/bench-data")
DONE = "complete"  # a file: the folder was filled to its end
YEAR = timedelta(days=365)
ROADS = (
    (Move.SUBMIT, Move.APPROVE, Move.PUBLISH),
    (Move.SUBMIT, Move.APPROVE, Move.PUBLISH),
    (Move.SUBMIT, Move.APPROVE),
    (Move.SUBMIT,),
    (),
    (Move.SUBMIT, Move.ASK_FOR_CHANGES),
    (Move.SUBMIT, Move.APPROVE, Move.PUBLISH, Move.WITHDRAW),
)
Tell = Callable[[str], None]


class Scattered:
    """Stands for an embedder whose vectors would take an hour: random directions around real ones.

    Args:
        real: embeds the few real texts, and gives its name.
        texts: the real texts.
    """

    def __init__(self, real: Embedder, texts: Sequence[str]) -> None:
        self.name, self.dimensions = real.name, real.dimensions
        self._centres = np.array(real.embed_documents(list(texts)), dtype=np.float32)
        self._chance = np.random.default_rng(7)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector a text."""
        around = self._centres[self._chance.integers(len(self._centres), size=len(texts))]
        noise = self._chance.normal(size=around.shape).astype(np.float32) * 0.6 / np.sqrt(np.float32(self.dimensions))
        vectors = around + noise
        made: list[list[float]] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).tolist()
        return made

    def embed_query(self, text: str) -> list[float]:
        """Return a vector."""
        return self.embed_documents([text])[0]


class Clock:
    """Walks through the year before today, a little with each look."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) - YEAR

    def __call__(self) -> datetime:
        """Return the time, a second and a half further on."""
        self.now += timedelta(seconds=1.5)
        return self.now


class Filling:
    """Puts accounts in.

    Args:
        opened: where to.
        desk: over the same.
        embedder: makes the vectors.
    """

    def __init__(self, opened: OpenStore, desk: Desk, embedder: Embedder) -> None:
        self._opened = opened
        self._desk = desk
        self._embedder = embedder
        self._chance = random.Random(11)  # noqa: S311  made-up dates, no secret
        self._file = b""

    def people(self) -> None:
        """Keep an administrator, reviewers, and CSMs with their accounts to come."""
        self._file = b"<!doctype html><title>A story</title>" + b"<p>What it says.</p>" * 500
        self._desk.store.blobs.keep(self._file)
        named = [
            ("admin", UserRole.ADMIN),
            ("ops", UserRole.OPS),
            *((f"reviewer-{number}", UserRole.REVIEWER) for number in range(REVIEWERS)),
            *((csm(number), UserRole.CSM) for number in range(CSMS)),
        ]
        with self._desk.store.write() as work:
            for id_, role in named:
                name = id_.replace("-", " ").title()
                user = User(
                    id=id_, name=name, email=f"{id_}@loomworks.example", role=role, created_at=self._desk.clock()
                )
                work.users.save(user)
                record(work, self._desk, "system", "user.invited", f"user:{id_}")

    def account(self, number: int, world: World) -> None:
        """Keep an account with its notes, vectors, stories and consents."""
        known = world.account.model_copy(
            update={
                "segment": ("enterprise", "mid-market", "small business")[number % 3],
                "industry": world.account.industry or ("food", "travel", "culture", "engineering")[number % 4],
                "arr": 18_000.0 + 75 * number,
                "currency": "EUR",
                "renewal_date": date.today() + timedelta(days=self._chance.randrange(-30, 335)),  # noqa: DTZ011  a day
            }
        )
        repository = self._opened.repository
        repository.keep_account(known)
        repository.keep_documents(known.id, [KeptDocument(document, found) for document, found in world.documents])
        texts = [passage.text for _, found in world.documents for passage in found]
        made = self._embedder.embed_documents(texts)
        repository.keep_vectors(dict(zip(map(text_key, texts), made, strict=True)), self._embedder.name)
        repository.mark_indexed(known.id)
        author = csm(number % CSMS)
        with self._desk.store.write() as work:
            record(work, self._desk, author, "account.added", f"account:{known.id}", known.id)
            for document, found in world.documents:
                subject = f"document:{document.sha256[:16]}"
                record(work, self._desk, author, "document.new", subject, known.id, passages=len(found), version=1)
            work.charts.save_role_map(known.id, world.roles, self._desk.clock())
            record(work, self._desk, author, "role_map.made", f"account:{known.id}", known.id)
            for place, story in enumerate(world.stories):
                self._story(work, number * len(world.stories) + place, story, known_world(world, known), author)
            user = work.users.get(author)
            work.users.save(user.model_copy(update={"accounts": (*user.accounts, known.id)}))

    def _story(self, work: Work, number: int, story: Story, world: World, author: str) -> None:
        """Keep a story, every third with three versions, and walk one of the roads with it."""
        desk, account = self._desk, world.account.id
        kept = StoryRecord(
            id=desk.new_id("story"), account=account, kind=story.kind, title=story.title, author=author,
            created_at=desk.clock(), updated_at=desk.clock(), facets=facets_of(story, world.account),
        )  # fmt: skip
        work.stories.add(kept, self._version(kept, story, 1))
        record(work, desk, author, "story.drafted", f"story:{kept.id}", account, version=1)
        for version in (2, 3) if number % 3 == 0 else ():
            story = story.model_copy(update={"summary": f"{story.summary} Edited {version}."})
            work.stories.add_version(self._version(kept, story, version))
            kept = self._saved(work, kept, version=version)
            record(work, desk, author, "story.edited", f"story:{kept.id}", account, version=version)
        reviewer, hash_ = f"reviewer-{number % REVIEWERS}", content_hash(story)
        for move in ROADS[number % len(ROADS)]:
            by = author if move is Move.SUBMIT else reviewer
            kept = self._saved(work, kept, state=moved(kept.state, move))
            decision = Decision(
                id=desk.new_id("decision"), story=kept.id, version=kept.version, content_hash=hash_, move=move, by=by,
                at=desk.clock(), reason="The figure needs a date." if move is Move.ASK_FOR_CHANGES else "",
                channel=Channel.WEB if move is Move.PUBLISH else None,
            )  # fmt: skip
            work.stories.add_decision(decision)
            record(work, desk, by, f"story.{move.value}", f"story:{kept.id}", account, version=kept.version)
        for place in range(number % 4):
            self._comment(work, kept, story.claims[place].id, reviewer)
        if kept.state is State.PUBLISHED:
            self._let_out(work, kept, hash_, reviewer)

    def _version(self, kept: StoryRecord, story: Story, version: int) -> StoryVersion:
        return StoryVersion(
            story=kept.id, version=version, author=kept.author, created_at=self._desk.clock(),
            content_hash=content_hash(story), content=story,
        )  # fmt: skip

    def _saved(self, work: Work, kept: StoryRecord, **changes: object) -> StoryRecord:
        new = kept.model_copy(update={**changes, "revision": kept.revision + 1, "updated_at": self._desk.clock()})
        work.stories.save(new, expected_revision=kept.revision)
        return new

    def _comment(self, work: Work, kept: StoryRecord, claim: str, by: str) -> None:
        work.stories.save_comment(
            Comment(
                id=self._desk.new_id("comment"), story=kept.id, version=kept.version, claim=claim, by=by,
                at=self._desk.clock(), text="Who counted this, and over which weeks?",
            )
        )  # fmt: skip

    def _let_out(self, work: Work, kept: StoryRecord, hash_: str, by: str) -> None:
        """Keep the consents that it stands on, and two files that went out."""
        today = date.today()  # noqa: DTZ011  a day
        for person, items in consenting(kept):
            for item in items:
                consent = Consent(
                    id=self._desk.new_id("consent"), account=kept.account, person=person, item=item,
                    channel=Channel.WEB, start=today - YEAR,
                    end=today + timedelta(days=self._chance.randrange(5, 600)), how="e-mail", proof="mail of that day",
                    recorded_by=kept.author, recorded_at=self._desk.clock(),
                )  # fmt: skip
                work.consents.save(consent)
                record(work, self._desk, kept.author, "consent.given", f"consent:{consent.id}", kept.account)
        for format_ in ("html", "md"):
            export = Export(
                id=self._desk.new_id("export"), story=kept.id, account=kept.account, version=kept.version,
                content_hash=hash_, channel=Channel.WEB, format=format_, file=sha256(self._file).hexdigest(), by=by,
                at=self._desk.clock(), sent_to="the customers page",
            )  # fmt: skip
            work.consents.save_export(export)
            record(work, self._desk, by, "story.exported", f"export:{export.id}", kept.account)


def csm(number: int) -> str:
    """Return the id of a CSM."""
    return f"csm-{number:02}"


def known_world(world: World, account: Account) -> World:
    """Return a world whose account is as it is kept."""
    return world._replace(account=account)


def consenting(kept: StoryRecord) -> Iterator[tuple[str | None, tuple[Item, ...]]]:
    """Yield who consents to what."""
    yield None, (Item.NAME, Item.FIGURE, Item.LOGO)
    for name, _ in kept.facets.voices:
        yield name, (Item.QUOTATION, Item.NAME, Item.TITLE)


def fill(folder: Path, tell: Tell) -> None:
    """Fill a new data folder."""
    settings = Settings()
    real = embedder_of(settings, tell)
    if real is None:
        raise SystemExit("bench-serve: the embedder's weights are not installed; run 'make setup'")
    made = worlds(settings, real, tell)
    texts = [passage.text for world in made for _, found in world.documents for passage in found]
    embedder = Scattered(real, texts)
    with _desk(folder, settings, embedder) as (opened, desk):
        filling = Filling(opened, desk, embedder)
        filling.people()
        variants = Variants(made)
        for number in range(ACCOUNTS):
            if number % 50 == 0:
                tell(f"{number} of {ACCOUNTS} accounts")
            filling.account(number, variants.world(number))
        tell("indexing approved stories")
        follow_stories(desk)
    (folder / DONE).touch()


@contextmanager
def _desk(folder: Path, settings: Settings, embedder: Embedder) -> Iterator[tuple[OpenStore, Desk]]:
    with open_service(folder) as opened:
        stores = Stores(opened.store, opened.repository, story_index=opened.story_index(embedder))
        yield opened, desk_over(settings, stores, Clock())


def filled(folder: Path = FOLDER) -> Path:
    """Return the folder, filled first if it is not."""
    if not (folder / DONE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        print(f"filling {folder}, once; a few minutes", file=sys.stderr)
        fill(folder, lambda line: print(f"  {line}", file=sys.stderr))
    return folder


if __name__ == "__main__":
    filled(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
