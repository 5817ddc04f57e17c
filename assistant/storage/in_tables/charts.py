"""Role maps and matrices in tables."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from assistant.domain.people import RoleMap
from assistant.storage.in_tables.unit import Unit, instant, stamp
from assistant.storage.tables.service import matrices, role_maps


class TableCharts:
    """See `assistant.retrieval.store.charts.Charts`."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def role_map(self, account: str) -> RoleMap | None:
        """Return the account's newest role map."""
        query = select(role_maps.c.record).where(role_maps.c.account == account)
        return next(iter(self._unit.records(RoleMap, query)), None)

    def role_maps_made(self, accounts: frozenset[str]) -> Mapping[str, datetime]:
        """Return when the role map was made of each of these accounts that has one; no map is read."""
        query = select(role_maps.c.account, role_maps.c.at).where(role_maps.c.account.in_(sorted(accounts)))
        return {row.account: instant(row.at) for row in self._unit.db.execute(query)}

    def save_role_map(self, account: str, roles: RoleMap, at: datetime) -> None:
        """Keep a role map; the one before is replaced."""
        self._unit.put(role_maps, account=account, at=stamp(at), record=roles.model_dump_json())

    def matrix(self, account: str, process: str) -> Mapping[str, object] | None:
        """Return the account's matrix for a process."""
        query = select(matrices.c.record).where(matrices.c.account == account, matrices.c.process == process)
        found = self._unit.db.execute(query).scalar()
        return None if found is None else _matrix(found)

    def matrices(self, account: str) -> Mapping[str, Mapping[str, object]]:
        """Return every matrix of an account by process."""
        query = select(matrices.c.process, matrices.c.record).where(matrices.c.account == account)
        rows = self._unit.db.execute(query.order_by(matrices.c.process))
        return {row.process: _matrix(row.record) for row in rows}

    def save_matrix(self, account: str, process: str, matrix: Mapping[str, object], at: datetime) -> None:
        """Keep or replace a matrix."""
        self._unit.put(matrices, account=account, process=process, at=stamp(at), record=json.dumps(matrix))

    def remove(self, account: str) -> int:
        """Erase an account's role map and matrices; return how many went."""
        self._unit.erases = True
        tables = (role_maps, matrices)
        return sum(self._unit.db.execute(delete(one).where(one.c.account == account)).rowcount for one in tables)


def _matrix(record: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(record)
    return read
