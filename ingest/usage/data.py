"""Usage as loaded: facts, series, and the tables they stand on."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assistant.domain.accounts import Account
from assistant.domain.evidence import UsageFact, UsageSeries, UsageTable
from ingest.usage.facts import activity, change, habits, people, series, totals
from ingest.usage.facts.making import Frame
from ingest.usage.frame import Days
from ingest.usage.seats import Seats
from ingest.usage.tables import Kind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

METRICS = (
    totals.totals,
    activity.active_users,
    activity.seats,
    activity.stickiness,
    habits.habits,
    habits.breadth,
    change.movement,
    change.first_value,
    change.go_live,
    people.builders,
    people.seniority,
    totals.top_features,
)


@dataclass(frozen=True)
class UsageData:
    """Usage of one account in a DuckDB connection of its own; close it, or use it as a context manager."""

    con: "DuckDBPyConnection"
    folder: "tempfile.TemporaryDirectory[str]"
    account: Account
    kind: Kind
    meanings: frozenset[str]
    object_name: str
    seats: Seats
    days: Days
    tables: tuple[UsageTable, ...]
    pseudonym: Callable[[str], str] | None = None

    def facts(self) -> tuple[UsageFact, ...]:
        """Return every metric as a fact, `u1` onwards; one that cannot be computed has no value and says why."""
        found = (fact for metric in METRICS for fact in metric(self._frame))
        return tuple(fact.model_copy(update={"id": f"u{number}"}) for number, fact in enumerate(found, 1))

    def series(self) -> tuple[UsageSeries, ...]:
        """Return weekly active users and monthly events, of whole weeks and months, as far as there are any."""
        return tuple(series.all_series(self._frame))

    def close(self) -> None:
        """Close the connection and remove the staging folder."""
        self.con.close()
        self.folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _frame(self) -> Frame:
        return Frame(
            con=self.con,
            account=self.account,
            days=self.days,
            kind=self.kind,
            meanings=self.meanings,
            object_name=self.object_name,
            seats=self.seats,
            pseudonym=self.pseudonym,
        )
