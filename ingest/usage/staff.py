"""Titles and teams of users, joined from a people table or from people named by the account."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.domain.documents import Person
from ingest.usage import sql
from ingest.usage.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Staff(NamedTuple):
    """How users get a title, a team and a level."""

    table: Table | None = None
    table_key: str = ""  # quoted column of the people table that names the user
    user_key: str = "user_id"  # column of the usage rows that it equals
    named: Mapping[str, str] = {}  # lower-case e-mail or name -> title
    levels: Mapping[str, str] = {}  # title -> level

    @property
    def joined(self) -> bool:
        """Tell whether anything is joined."""
        return bool(self.table or self.named or self.levels)

    def joins(self, relation_of: Callable[[Table], str], *, hidden: bool = False) -> str:
        """Return the LEFT JOINs that give each usage row its `p` (people table), `n` (named) and `l` (level).

        Hidden, people are named by the digests of their addresses and names.
        """
        joined = ""
        title = "u.title"
        if self.table is not None:
            joined += f" LEFT JOIN ({self._people(relation_of(self.table))}) p ON p.person = lower(u.{self.user_key})"
            title = f"coalesce({title}, p.title)"
        if self.named:
            person = "lower(coalesce(u.email, u.user_id))"
            titles = {sql.digest_of(who): title for who, title in self.named.items()} if hidden else self.named
            named = sql.pairs("n", ("person", "title"), titles)
            joined += f" LEFT JOIN {named} ON n.person = {sql.digest(person) if hidden else person}"
            title = f"coalesce({title}, n.title)"
        if self.levels:
            joined += f" LEFT JOIN {sql.pairs('l', ('title', 'level'), self.levels)} ON l.title = {title}"
        return joined

    def columns(self) -> tuple[str, str, str]:
        """Return the SQL of title, team and level of a joined row."""
        titles, teams = ["u.title"], ["u.team"]
        if self.table is not None:
            titles.append("p.title")
            teams.append("p.team")
        if self.named:
            titles.append("n.title")
        level = "l.level" if self.levels else "NULL::VARCHAR"
        return f"coalesce({', '.join(titles)}, NULL)", f"coalesce({', '.join(teams)}, NULL)", level

    def _people(self, relation: str) -> str:
        table = self.table
        assert table is not None  # noqa: S101 - only called where there is one
        title, team = (
            f"min(trim({c}::VARCHAR))" if (c := table.column(k)) else "NULL::VARCHAR" for k in ("title", "team")
        )
        return (
            f"SELECT lower(trim({self.table_key}::VARCHAR)) AS person, {title} AS title, {team} AS team "
            f"FROM {relation} WHERE {self.table_key} IS NOT NULL GROUP BY 1"
        )


def find(
    con: "DuckDBPyConnection", tables: Sequence[Table], people: Iterable[Person], level_of: Callable[[str], str]
) -> Staff:
    """Find titles for the users of the temporary table `loaded`, and the level of each title.

    Args:
        con: an open connection with `loaded`.
        tables: every table given; one of kind `people` is joined by the key that matches most users.
        people: people with a title, matched by e-mail, else by name.
        level_of: the classifier of titles.
    """
    table, table_key, user_key = _best_key(con, tables)
    named = {
        who.strip().lower(): person.title
        for person in people
        if person.title
        for who in (person.email, person.name)
        if who
    }
    titles = {
        str(row[0]) for row in con.execute("SELECT DISTINCT title FROM loaded WHERE title IS NOT NULL").fetchall()
    }
    titles |= set(named.values())
    if table is not None and (column := table.column("title")):
        listed = con.execute(f"SELECT DISTINCT trim({column}::VARCHAR) FROM {table.raw} WHERE {column} IS NOT NULL")
        titles |= {str(row[0]) for row in listed.fetchall()}
    return Staff(table, table_key, user_key, named, {title: level_of(title) for title in titles})


def _best_key(con: "DuckDBPyConnection", tables: Sequence[Table]) -> tuple[Table | None, str, str]:
    best: tuple[int, Table | None, str, str] = (0, None, "", "user_id")
    for table in (each for each in tables if each.kind == "people" and (each.column("title") or each.column("team"))):
        for theirs in {column for ours in ("user", "email", "name") if (column := table.column(ours))}:
            for ours in ("user_id", "email"):
                query = (
                    f"SELECT count(*) FROM (SELECT DISTINCT lower({ours}) AS k FROM loaded) SEMI JOIN "
                    f"(SELECT lower(trim({theirs}::VARCHAR)) AS k FROM {table.raw}) USING (k)"
                )
                row = con.execute(query).fetchone()
                if row and row[0] > best[0]:
                    best = (int(row[0]), table, theirs, ours)
    return best[1:]
