"""Single passages out of many, with their own words only, not those of their whole documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from assistant.domain.documents import Passage
from assistant.storage.tables import documents, passages, versions

Key = tuple[str, str, int]  # account, document, place


class PassageRows:
    """Reads passages by their keys. A statement is made once for each number of keys: making one takes longer."""

    def __init__(self) -> None:
        self._statements: dict[int, Select[Any]] = {}

    def read(self, db: Connection, wanted: Sequence[Key], room: int) -> Mapping[Key, Passage]:
        """Return those that are there, current versions only.

        Args:
            db: the transaction.
            wanted: at most `room` keys.
            room: how many keys the statement takes.
        """
        if not wanted:
            return {}
        if room not in self._statements:
            self._statements[room] = _statement(room)
        filled = [*wanted, *[wanted[-1]] * (room - len(wanted))]
        values = {f"{part}{at}": value for at, key in enumerate(filled) for part, value in zip("adp", key, strict=True)}
        rows = db.execute(self._statements[room], values)
        return {(row[0], row[1], row[2]): Passage.model_validate(row[3] | {"text": row[4]}) for row in rows}


def _statement(room: int) -> Select[Any]:
    """Name each key apart: SQLite looks up alternatives by an index, but not rows in a list of rows."""
    table = passages.c
    keys = (
        and_(table.account == bindparam(f"a{at}"), table.document == bindparam(f"d{at}"),
             table.place == bindparam(f"p{at}"))
        for at in range(room)
    )  # fmt: skip
    document = and_(documents.c.account == table.account, documents.c.id == table.document)
    version = and_(
        versions.c.account == table.account, versions.c.document == table.document,
        versions.c.version == documents.c.version,
    )  # fmt: skip
    words = func.substr(versions.c.text, table.start + 1, table.end - table.start)
    read = select(table.account, table.document, table.place, table.record, words)
    return read.join(documents, document).join(versions, version).where(or_(*keys))
