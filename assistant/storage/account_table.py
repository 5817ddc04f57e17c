"""Accounts in the relational store, inside a transaction of the caller's."""

from sqlalchemy import Connection, Text, cast, insert, select, update

from assistant.domain.accounts import Account
from assistant.domain.errors import NotFound
from assistant.storage.reading import as_one
from assistant.storage.tables import accounts as table


def account(db: Connection, name: str) -> Account:
    """Return an account by its id; NotFound."""
    record = db.execute(select(table.c.record).where(table.c.id == name)).scalar()
    if record is None:
        raise NotFound(f"no account {name!r} is kept here")
    return Account.model_validate(record)


def accounts(db: Connection, ids: frozenset[str] | None = None) -> tuple[Account, ...]:
    """Return accounts by id; all when none are named."""
    query = select(cast(table.c.record, Text).label("record"))
    if ids is not None:
        query = query.where(table.c.id.in_(sorted(ids)))
    found = (Account.model_validate_json(record) for record in as_one(db, query.subquery().c.record))
    return tuple(sorted(found, key=lambda one: one.id))


def keep(db: Connection, kept: Account) -> None:
    """Keep an account, or replace what was known of it."""
    record = kept.model_dump(mode="json")
    if not db.execute(update(table).where(table.c.id == kept.id).values(record=record)).rowcount:
        db.execute(insert(table).values(id=kept.id, record=record, stale=False))


def is_stale(db: Connection, name: str) -> bool:
    """Tell whether the account's vectors are stale; NotFound when there is no such account."""
    stale = db.execute(select(table.c.stale).where(table.c.id == name)).scalar()
    if stale is None:
        raise NotFound(f"no account {name!r} is kept here")
    return bool(stale)


def mark(db: Connection, name: str, *, stale: bool) -> None:
    """Note whether the account's vectors are stale."""
    db.execute(update(table).where(table.c.id == name).values(stale=stale))
