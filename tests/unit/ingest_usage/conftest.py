"""Usage tables written in the test, and the check that every fact can be computed again from its file."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import duckdb
import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import Person
from assistant.domain.evidence import UsageFact, UsageSeries, UsageTable
from ingest.usage import load

ACME = Account(id="acme", name="Acme")


class Loaded:
    """Facts by name, series and tables of files that lie in `folder`."""

    def __init__(
        self, folder: Path, facts: Sequence[UsageFact], series: Sequence[UsageSeries], tables: Sequence[UsageTable]
    ) -> None:
        self.folder, self.facts, self.series, self.tables = folder, facts, series, tables

    def __getitem__(self, name: str) -> UsageFact:
        return next(fact for fact in self.facts if fact.name == name)

    def all(self, name: str) -> list[UsageFact]:
        return [fact for fact in self.facts if fact.name == name]

    @property
    def problems(self) -> tuple[str, ...]:
        return self.tables[0].problems

    def fresh(self) -> duckdb.DuckDBPyConnection:
        """A new connection in which only the tables' own SQL was run."""
        con = duckdb.connect(config={"file_search_path": str(self.folder)})
        for table in self.tables:
            con.execute(table.sql)
        return con

    def rows(self, query: str = "FROM usage") -> list[tuple[object, ...]]:
        with self.fresh() as con:
            return con.execute(query).fetchall()


@pytest.fixture
def usage(tmp_path: Path) -> Callable[..., Loaded]:
    """Write files, load them, and compute every fact once more in a fresh DuckDB before handing them over."""

    def make(files: dict[str, str | bytes] | str, account: Account = ACME, people: Sequence[Person] = ()) -> Loaded:
        named = files if isinstance(files, dict) else {"usage.csv": files}
        for name, content in named.items():
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / name).write_bytes(data)
        with ExitStack() as stack:
            data_ = stack.enter_context(load([tmp_path / name for name in named], account, people))
            loaded = Loaded(tmp_path, data_.facts(), data_.series(), data_.tables)
        recompute(loaded)
        return loaded

    return make


def recompute(loaded: Loaded) -> None:
    """Every query, in a fresh connection, gives exactly the value of its fact, and every series its points."""
    with loaded.fresh() as con:
        con.execute("CREATE TEMP TABLE usage AS FROM usage")  # the view's rows, read from the file once
        for fact in loaded.facts:
            found = con.execute(fact.query).fetchall()
            assert len(found) == 1, fact.name
            assert found[0][0] == fact.value, (fact.name, fact.query)
        for series in loaded.series:
            points = [(day, float(value)) for day, value in con.execute(series.query).fetchall()]
            assert points == list(series.points), series.name
