"""A service in memory, for tests of the API and of the pages: users whose secrets are their ids, a clock, a log."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from fastapi import FastAPI

from api.app import create_app
from api.observing import json_log
from assistant.bootstrap.service import ServiceParts, Stores, put_together
from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.jobs import Job, JobOrder
from assistant.domain.users import Token, TokenPurpose, User, UserRole
from assistant.jobs.ledger import Ledger
from assistant.jobs.limits import Limits
from assistant.settings import Settings
from assistant.storage.memory_store import MemoryStore
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.interviews import keep_interview
from assistant.workflow.desk.stories import keep_draft
from assistant.workflow.drafting import DraftRequest

START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
INTERVIEW = """Date: 2026-03-02
Account: Fenwick Mills
Participants: Ada Stone (Operations Manager, Fenwick Mills), Cora Bell (Customer Success Manager, Loomworks)

Cora Bell: How did you count the stock before?
Ada Stone: The monthly stock count took us 9 days before. Now the stock count takes 3 days.
Cora Bell: Who else uses it?
Ada Stone: The night shift uses the stock board every day, and they asked for it themselves.
"""


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        """Return the time now."""
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class StandingRunner:
    """Takes orders down and never works on them; see `assistant.jobs.runner.JobRunner`."""

    def __init__(self, desk: Desk) -> None:
        self._ledger = Ledger(desk.store, desk.clock, desk.new_id, Limits())

    def submit(self, order: JobOrder, owner: str, *, key: str | None = None) -> Job:
        """Enter an order in the book."""
        return self._ledger.enter(order, owner, key)

    def cancel(self, job_id: str) -> Job:
        """Cancel a job."""
        self._ledger.cancel(job_id)
        return self._ledger.get(job_id)

    def get(self, job_id: str) -> Job:
        """Return a job."""
        return self._ledger.get(job_id)

    def launch(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


@dataclass
class House:
    """A service in memory."""

    parts: ServiceParts
    clock: Clock
    log: io.StringIO
    app: FastAPI

    def user(self, role: UserRole | str, name: str = "", *accounts: str) -> User:
        """Keep a user and a token whose secret is the user's id."""
        role = UserRole(role)
        known = f"{role}-{name}" if name else str(role)
        user = User(
            id=known, name=name or role.value, email=f"{known}@loomworks.example", role=role, accounts=accounts,
            created_at=self.clock(),
        )  # fmt: skip
        with self.parts.store.write() as work:
            work.users.save(user)
        self.secret(user, TokenPurpose.BEARER, known)
        return user

    def secret(self, user: User, purpose: TokenPurpose, secret: str, *, days: float = 30) -> Token:
        """Keep a secret of a user."""
        token = Token(
            id=f"token-{secret}",
            user=user.id,
            purpose=purpose,
            sha256=sha256(secret.encode()).hexdigest(),
            created_at=self.clock(),
            expires_at=self.clock() + timedelta(days=days),
        )
        with self.parts.store.write() as work:
            work.users.save_token(token)
        return token

    def drafted(self, account: str, author: User, notes: str = "") -> str:
        """Keep notes of an account and a story of them, as a job would; return the story's id."""
        file = NamedBytes("interview.txt", (notes or INTERVIEW).encode())
        desk = self.parts.desk
        keep_interview(desk, author, account, [file])
        with self.parts.store.read() as work:
            known = work.account(account)
        story = self.parts.draft(DraftRequest(notes=(file,), account=known))
        id_ = desk.new_id("story")
        keep_draft(desk, story, account=account, author=author.id, story_id=id_, at=self.clock())
        return id_

    def account(self, name: str, **more: Any) -> Account:
        """Keep an account."""
        account = Account.named(name).model_copy(update=more)
        with self.parts.store.write() as work:
            work.save_account(account)
        return account


def house_of(settings: Settings) -> House:
    """Return a service in memory with these settings."""
    clock = Clock()
    store = MemoryStore()
    stores = Stores(store, store.repository)
    parts = put_together(settings, stores, StandingRunner, secret=b"a secret of the tests", clock=clock)
    log = io.StringIO()
    return House(parts, clock, log, create_app(parts, log=json_log(log)))


@dataclass
class Moving:
    """Seconds that pass only when they are told to."""

    at: float = 0.0

    def __call__(self) -> float:
        """Return the seconds now."""
        return self.at
