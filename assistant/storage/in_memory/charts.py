"""Role maps and matrices in memory."""

from collections.abc import Mapping
from datetime import datetime

from assistant.domain.people import RoleMap
from assistant.storage.in_memory.shelves import Shelves


class MemoryCharts:
    """See `assistant.retrieval.store.charts.Charts`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def role_map(self, account: str) -> RoleMap | None:
        """Return the account's newest role map."""
        return self._at.role_maps.rows.get(account)

    def role_maps_made(self, accounts: frozenset[str]) -> Mapping[str, datetime]:
        """Return when the role map was made of each of these accounts that has one."""
        return {account: at for account, at in self._at.role_maps_made.rows.items() if account in accounts}

    def save_role_map(self, account: str, roles: RoleMap, at: datetime) -> None:
        """Keep a role map; the one before is replaced."""
        self._at.role_maps.put(account, roles)
        self._at.role_maps_made.put(account, at)

    def matrix(self, account: str, process: str) -> Mapping[str, object] | None:
        """Return the account's matrix for a process."""
        return self._at.matrices.rows.get((account, process))

    def matrices(self, account: str) -> Mapping[str, Mapping[str, object]]:
        """Return every matrix of an account by process."""
        return {process: row for (owner, process), row in sorted(self._at.matrices.rows.items()) if owner == account}

    def save_matrix(self, account: str, process: str, matrix: Mapping[str, object], at: datetime) -> None:
        """Keep or replace a matrix."""
        del at  # told by nothing that reads here
        self._at.matrices.put((account, process), dict(matrix))

    def remove(self, account: str) -> int:
        """Erase an account's role map and matrices; return how many went."""
        gone = [key for key in self._at.matrices.rows if key[0] == account]
        found = len(gone) + (account in self._at.role_maps.rows)
        self._at.matrices.drop(*gone)
        self._at.role_maps.drop(account)
        self._at.role_maps_made.drop(account)
        return found
