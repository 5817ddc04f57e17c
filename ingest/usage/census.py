"""One scan over the typed rows that counts everything that loading has to know or to report."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ingest.usage import sql
from ingest.usage.view import Fault, View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT = -1


class Group(NamedTuple):
    """Rows of one file and one user that share a fate."""

    file: int
    fate: int  # index of the first fault, or KEPT
    user: str | None
    rows: int
    whole: bool  # every count is a whole number
    early: int  # rows before the start of their term
    late: int  # rows after its end


class Census(NamedTuple):
    """All groups of rows."""

    groups: tuple[Group, ...]

    @property
    def users(self) -> frozenset[str]:
        """Users of the rows that are kept."""
        return frozenset(group.user for group in self.groups if group.user is not None and group.fate == KEPT)

    @property
    def whole(self) -> bool:
        """Tell whether all counts that are kept are whole numbers."""
        return all(group.whole for group in self.groups if group.fate == KEPT)

    def without(self, users: frozenset[str], fate: int) -> "Census":
        """Return the census with the kept rows of some users given another fate."""
        return Census(
            tuple(
                group._replace(fate=fate) if group.fate == KEPT and group.user in users else group
                for group in self.groups
            )
        )

    def fates(self, file: int) -> Counter[int]:
        """Count the rows of a file by fate."""
        counted: Counter[int] = Counter()
        for group in self.groups:
            if group.file == file:
                counted[group.fate] += group.rows
        return counted

    def outside(self, file: int) -> tuple[int, int]:
        """Count the kept rows of a file before the start of their term and after its end."""
        kept = [group for group in self.groups if group.file == file and group.fate == KEPT]
        return sum(group.early for group in kept), sum(group.late for group in kept)


def take(con: "DuckDBPyConnection", view: View) -> Census:
    """Count the rows of `loaded` by file, first fault and user."""
    cases = " ".join(f"WHEN coalesce({fault.condition}, false) THEN {n}" for n, fault in enumerate(view.faults))
    query = (
        f"SELECT file_number, CASE {cases} ELSE {KEPT} END AS fate, user_id, count(*), "
        f"coalesce(bool_and(events = floor(events)), true), "
        "count(*) FILTER (event_time::DATE < term_start), count(*) FILTER (event_time::DATE > term_end) "
        "FROM loaded GROUP BY ALL"
    )
    return Census(tuple(Group(*row) for row in con.execute(query).fetchall()))


def leave_out(view: View, census: Census, users: frozenset[str], reason: str) -> tuple[View, Census]:
    """Leave the rows of some users out of the plan, and count them so."""
    if not users:
        return view, census
    fault = Fault(reason, sql.among("user_id", users), sql.among("user_id", users, hidden=True))
    return view._replace(faults=(*view.faults, fault)), census.without(users, len(view.faults))
