"""Role maps and matrices of accounts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from assistant.domain.people import RoleMap


class Charts(Protocol):
    """Role maps and RACI matrices of accounts; both as the contract's JSON."""

    def role_map(self, account: str) -> RoleMap | None:
        """Return the account's newest role map."""
        ...

    def role_maps_made(self, accounts: frozenset[str]) -> Mapping[str, datetime]:
        """Return when the role map was made of each of these accounts that has one; no map is read."""
        ...

    def save_role_map(self, account: str, roles: RoleMap, at: datetime) -> None:
        """Keep a role map; the one before is replaced."""
        ...

    def matrix(self, account: str, process: str) -> Mapping[str, object] | None:
        """Return the account's matrix for a process, with its state and log."""
        ...

    def matrices(self, account: str) -> Mapping[str, Mapping[str, object]]:
        """Return every matrix of an account by process."""
        ...

    def save_matrix(self, account: str, process: str, matrix: Mapping[str, object], at: datetime) -> None:
        """Keep or replace a matrix."""
        ...

    def remove(self, account: str) -> int:
        """Erase an account's role map and matrices, which name people; return how many went."""
        ...
