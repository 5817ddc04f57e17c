"""A store with something in every table."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from assistant.domain.accounts import Account
from assistant.domain.audit import sealed
from assistant.domain.consent import Channel, Consent, Export, Item
from assistant.domain.documents import BlockKind, Document, NamedBytes, Passage, Rank
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.domain.people import RoleMap
from assistant.domain.review import Comment, Decision, Move, Override, StoryRecord, StoryVersion, content_hash
from assistant.domain.story import Kind, Story
from assistant.domain.users import Token, TokenPurpose, User, UserRole
from assistant.retrieval.kept import KeptDocument, Repository
from assistant.retrieval.keys import text_key
from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.retrieval.store.story_index import StoryText
from assistant.retrieval.store.work import Work
from assistant.storage.open_store import OpenStore

NOW = datetime(2026, 9, 1, 8, 0, 0, 250, tzinfo=UTC)
WORDS = "Xylophone quartets rehearse nightly."
Fill = Callable[[OpenStore], None]


@pytest.fixture
def fill(story: Story) -> Fill:
    """Put something into every table of an open store."""

    def filled(opened: OpenStore) -> None:
        _notes(opened.repository)
        opened.story_index(None).put([StoryText("s1", "acme", "h", "Quartets rehearse.")])
        file = opened.store.blobs.keep(b"%PDF report")
        with opened.store.write() as work:
            _users(work)
            _stories(work, story)
            _consents(work, file)
            _rest(work)

    return filled


def _notes(repository: Repository) -> None:
    text, second = f"{WORDS}\nA second line \U0001f642.", len(WORDS) + 1
    passages = tuple(
        Passage(document="notes.md", start=start, end=end, text=text[start:end], sentences=(), kind=BlockKind.PROSE,
                rank=Rank.SUMMARY)
        for start, end in ((0, len(WORDS)), (second, len(text)))
    )  # fmt: skip
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id="notes.md", sha256=sha256, media_type="text/plain", text=text)
    repository.keep_account(Account(id="acme", name="Acme"))
    repository.keep_documents("acme", [KeptDocument(document, passages)])
    repository.keep_vectors({text_key(WORDS): [0.5, -1.0]}, "letters")
    repository.keep_usage("acme", [NamedBytes("usage.csv", b"user,at\n1,2\n")])


def _users(work: Work) -> None:
    work.users.save(User(id="u1", name="Ada", email="ada@acme.example", role=UserRole.ADMIN, created_at=NOW))
    token = Token(id="t1", user="u1", purpose=TokenPurpose.BEARER, sha256="a" * 64, created_at=NOW, expires_at=NOW)
    work.users.save_token(token)


def _stories(work: Work, story: Story) -> None:
    record = StoryRecord(
        id="s1", account="acme", kind=Kind.STORY, title="T", author="u1", created_at=NOW, updated_at=NOW
    )
    version = StoryVersion(story="s1", version=1, author="u1", created_at=NOW, content_hash=content_hash(story),
                           content=story)  # fmt: skip
    work.stories.add(record, version)
    decision = Decision(id="d1", story="s1", version=1, content_hash="h", move=Move.SUBMIT, by="u1", at=NOW)
    work.stories.add_decision(decision)
    override = Override(id="o1", story="s1", version=1, claim="c1", claim_hash="h", verdict="partial", by="u2", at=NOW,
                        reason="seen")  # fmt: skip
    work.stories.add_override(override)
    work.stories.save_comment(Comment(id="k1", story="s1", version=1, by="u1", at=NOW, text="Well."))


def _consents(work: Work, file: str) -> None:
    consent = Consent(id="c1", account="acme", person="Ada", item=Item.NAME, channel=Channel.WEB, how="form",
                      start=date(2026, 1, 1), end=date(2027, 1, 1), recorded_by="u1", recorded_at=NOW)  # fmt: skip
    export = Export(id="x1", story="s1", account="acme", version=1, content_hash="h", format="pdf", channel=Channel.WEB,
                    file=file, by="u1", at=NOW)  # fmt: skip
    work.consents.save(consent)
    work.consents.save_export(export)


def _rest(work: Work) -> None:
    for id_, state in (("j1", JobState.RUNNING), ("j2", JobState.DONE)):
        job = Job(id=id_, order=JobOrder(kind=JobKind.DRAFT), owner="u1", state=state, created_at=NOW, updated_at=NOW)
        work.jobs.save(job)
    work.charts.save_role_map("acme", RoleMap(notices=("one",)), NOW)
    work.charts.save_matrix("acme", "story", {"process": "story"}, NOW)
    work.replies.claim("key", "request", NOW)
    work.outbox.save_hook(Hook("h1", "https://hooks.example", "s3cret-word", ("story.approved",)))
    work.outbox.save(Delivery("v1", "h1", "story.approved", "{}", 0, NOW))
    for action in ("story.drafted", "story.submitted"):
        work.audit.append(sealed(work.audit.last(), at=NOW, actor="u1", action=action, subject="story:s1"))
