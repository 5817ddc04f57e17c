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
    """Usage of files that lie in `folder`; what is computed from it is computed once more from them alone."""

    def __init__(self, folder: Path, data: UsageData, auditor: duckdb.DuckDBPyConnection) -> None:
        self.folder, self._data, self._auditor = folder, data, auditor
        assert self.rows(ALL_ROWS) == data.con.execute(ALL_ROWS).fetchall()

    def __getitem__(self, name: str) -> UsageFact:
        return next(fact for fact in self.facts if fact.name == name)

    def all(self, name: str) -> list[UsageFact]:
        return [fact for fact in self.facts if fact.name == name]

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
        """The facts; the query of each gives exactly its value."""
        facts = self._data.facts()
        with self.rebuilt() as con:
            con.execute("CREATE TEMP TABLE usage AS FROM usage")  # the view's rows, read from the file once
            found = con.execute("SELECT " + ", ".join(f"({fact.query})" for fact in facts)).fetchone() or ()
        for fact, value in zip(facts, found, strict=True):
            assert value == fact.value, (fact.name, fact.query)
        return facts

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
        con.execute(f"SET file_search_path = '{self.folder}'")
        con.execute("CREATE SCHEMA rebuilt; SET schema = 'rebuilt'")
        try:
            for table in self.tables:
                con.execute(table.sql)
            yield con
        finally:
            con.execute("DROP TABLE IF EXISTS temp.usage; SET schema = 'main'; DROP SCHEMA rebuilt CASCADE")

    def rows(self, query: str = "FROM usage") -> list[tuple[object, ...]]:
        with self.rebuilt() as con:
            return con.execute(query).fetchall()


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
