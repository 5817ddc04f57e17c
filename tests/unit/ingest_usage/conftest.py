"""Usage tables written in the test, and the check that everything can be computed again from the named file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

import duckdb
import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import Person
from assistant.domain.evidence import UsageFact, UsageSeries, UsageTable
from ingest.usage import UsageData, load

ACME = Account(id="acme", name="Acme")
ALL_ROWS = "SELECT count(*), sum(hash(usage::VARCHAR)::HUGEINT) FROM usage"


class Loaded:
    """Usage of files that lie in `folder`; every fact that is asked for is computed once more from them alone."""

    def __init__(self, folder: Path, data: UsageData, auditor: duckdb.DuckDBPyConnection) -> None:
        self.folder, self._data, self._auditor = folder, data, auditor
        self._audited = f"main.audited_{id(self)}"
        with self.rebuilt() as con:
            con.execute(f"CREATE OR REPLACE TABLE {self._audited} AS FROM usage")
        assert self.rows(ALL_ROWS) == data.con.execute(ALL_ROWS).fetchall()

    def __getitem__(self, name: str) -> UsageFact:
        return self.all(name)[0]

    def all(self, name: str) -> list[UsageFact]:
        """The facts of a name; the query of each gives exactly its value."""
        found = [fact for fact in self.facts if fact.name == name]
        for fact in found:
            assert self.rows(fact.query) == [(fact.value,)], fact.query
        return found

    @property
    def tables(self) -> tuple[UsageTable, ...]:
        return self._data.tables

    @property
    def problems(self) -> tuple[str, ...]:
        return self.tables[0].problems

    @property
    def days(self) -> list[object]:
        """The day of each row, in order of time."""
        return [row[0] for row in self.rows("SELECT day FROM usage ORDER BY event_time")]

    @cached_property
    def facts(self) -> tuple[UsageFact, ...]:
        return self._data.facts()

    @cached_property
    def series(self) -> tuple[UsageSeries, ...]:
        """The series; the query of each gives exactly its points."""
        for series in self._data.series():
            assert [(day, float(str(value))) for day, value in self.rows(series.query)] == list(series.points)
        return self._data.series()

    @contextmanager
    def rebuilt(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a connection that knows nothing but what the tables' own SQL makes of the files in the folder."""
        con = self._auditor
        con.execute(f"SET file_search_path = '{self.folder}'; CREATE SCHEMA rebuilt; SET schema = 'rebuilt'")
        try:
            for table in self.tables:
                con.execute(table.sql)
            yield con
        finally:
            con.execute("SET schema = 'main'; DROP SCHEMA rebuilt CASCADE")

    def rows(self, query: str = "FROM usage") -> list[tuple[object, ...]]:
        """What a query gives over the rows of the view as it was rebuilt."""
        return self._auditor.execute(f"WITH usage AS (FROM {self._audited}) {query}").fetchall()


@pytest.fixture(scope="module")
def auditor() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as con:
        yield con


@pytest.fixture
def usage(tmp_path: Path, auditor: duckdb.DuckDBPyConnection) -> Iterator[Callable[..., Loaded]]:
    """Write files into a folder of their own and load them."""
    with ExitStack() as stack:
        made = iter(range(10_000))

        def make(
            files: dict[str, str | bytes] | str,
            account: Account = ACME,
            people: Sequence[Person] = (),
            pseudonym: Callable[[str], str] | None = None,
        ) -> Loaded:
            folder = tmp_path / f"load-{next(made)}"
            folder.mkdir()
            named = files if isinstance(files, dict) else {"usage.csv": files}
            for name, content in named.items():
                (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
            paths = [folder / name for name in named]
            return Loaded(folder, stack.enter_context(load(paths, account, people, pseudonym=pseudonym)), auditor)

        yield make
