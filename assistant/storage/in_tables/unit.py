"""One unit of work on a connection, and the few statements that every collection makes of its rows."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, Row, Select, Table, and_, insert, update

from assistant.domain.errors import NotFound

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
R = TypeVar("R", bound=BaseModel)


class Unit:
    """A transaction; `erases` is set by what must not stay in a log of writes either."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.erases = False

    def put(self, table: Table, **values: Any) -> bool:
        """Keep or replace the row of these values' primary key; tell whether there was one."""
        same = and_(*(column == values[column.name] for column in table.primary_key))
        rest = {name: value for name, value in values.items() if name not in table.primary_key.columns}
        replaced = bool(self.db.execute(update(table).where(same).values(rest)).rowcount)
        if not replaced:
            self.db.execute(insert(table).values(values))
        return replaced

    def one(self, query: Select[Any], what: str) -> Row[Any]:
        """Return the only row; NotFound names it by `what`."""
        found = self.db.execute(query).first()
        if found is None:
            raise NotFound(f"no {what} is kept here")
        return found

    def record(self, kind: type[R], query: Select[Any], what: str) -> R:
        """Return the record of the only row; NotFound."""
        return kind.model_validate_json(self.one(query, what).record)

    def records(self, kind: type[R], query: Select[Any]) -> tuple[R, ...]:
        """Return the record of every row."""
        return tuple(kind.model_validate_json(row.record) for row in self.db.execute(query))


def stamp(at: datetime) -> int:
    """Return a time as microseconds since 1970; one without a zone is taken as UTC."""
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - EPOCH) // timedelta(microseconds=1)


def instant(microseconds: int) -> datetime:
    """Return the time of a `stamp`, in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


def given(**filters: object) -> Mapping[str, object]:
    """Return the filters that are not None."""
    return {name: value for name, value in filters.items() if value is not None}
