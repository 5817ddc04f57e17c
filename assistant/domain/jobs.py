"""Durable jobs: what was asked for, by ids only, and how far it is."""

from datetime import datetime
from enum import StrEnum

from assistant.domain.base import Frozen
from assistant.domain.story import Kind


class JobKind(StrEnum):
    """What a job does."""

    DRAFT = "draft"
    REINDEX = "reindex"
    BULK = "bulk"  # one draft for each account or document named


class JobState(StrEnum):
    """How far a job is; the last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = frozenset({JobState.QUEUED, JobState.RUNNING})


class JobOrder(Frozen):
    """What a job is asked to do; texts stay in the store, as a job engine keeps its arguments."""

    kind: JobKind
    account: str | None = None
    story_kind: Kind = Kind.STORY
    documents: tuple[str, ...] = ()  # ids; none is all that is kept of the account
    accounts: tuple[str, ...] = ()  # of bulk work
    engine: str = "auto"
    language: str | None = None


class Job(Frozen):
    """A job as its owner sees it."""

    id: str
    order: JobOrder
    owner: str  # user id
    state: JobState = JobState.QUEUED
    stage: str = ""  # in words: "reading the notes", "writing", ...
    done: int = 0  # steps of `total`
    total: int = 0
    story: str | None = None  # what came of a draft
    problem: str | None = None  # one line, when it failed
    parent: str | None = None  # the bulk job it belongs to
    draft: str | None = None  # hash of a draft that is written and on its way to the store
    attempts: int = 0  # times its work was begun; each crash of a worker adds one
    created_at: datetime
    updated_at: datetime

    @property
    def is_final(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state not in LIVE
