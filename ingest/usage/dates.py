"""Dates as they are written in a column: the order of day and month is decided over all values, or not at all."""

from typing import TYPE_CHECKING, NamedTuple

from assistant.domain.errors import BadInput
from ingest.usage import sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EARLIEST, LATEST = 1990, 2100
CLOCKS = (
    "",
    " %H:%M",
    " %H:%M:%S",
    "T%H:%M:%S",
    "T%H:%M",
    " %I:%M %p",
    " %I:%M:%S %p",
    ", %H:%M:%S",
    ", %H:%M",
    ", %I:%M %p",
)
WORDED = (
    "%d %b %Y",
    "%d-%b-%Y",
    "%b %d %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d %Y",
    "%B %d, %Y",
    "%d-%b-%y",
    "%Y%m%d",
    "%Y-%m",
    "%G-W%V",
)
TOLERATED = 0.01  # share of values in the other order that counts as mistakes rather than as a second order
# Seconds since 1970, or thousandths or millionths; or days of a spreadsheet.
NUMBER = r"(\d{10}(\d{3}){0,2}|[3-5]\d{4})(\.\d+)?"
NUMERIC = r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})\b"


class DateFormat(NamedTuple):
    """How to read a date column."""

    expression: str  # SQL giving a naive TIMESTAMP in the account's time zone
    order: str  # iso, epoch, dmy, mdy, worded


def moment(column: str, zone: str, *, utc: bool) -> DateFormat:
    """Return the format of a column that holds time stamps already."""
    value = f"{column}::TIMESTAMP"
    if utc:
        value = f"timezone({sql.literal(zone)}, {column})"
    return DateFormat(value, "iso")


def decide(
    con: "DuckDBPyConnection", relation: str, column: str, zone: str, *, where: str, order: str | None
) -> DateFormat | None:
    """Decide how the dates of a text column are to be read; None when most values are no dates.

    Args:
        con: an open connection.
        relation: what to select from.
        column: the quoted column.
        zone: the account's time zone; a time without offset is in it.
        where: file and column, for a message.
        order: `dmy` or `mdy` where the user said so.

    Raises:
        BadInput: every value fits day-first and month-first alike, or both orders are in use.
    """
    plain = _plain_iso(con, relation, column, zone)
    if plain is not None:
        return plain
    counted = con.execute(_census(relation, column)).fetchone()
    if counted is None:
        return None
    total, iso, zulu, offset, epoch, numeric, first_big, second_big, same, worded = (int(each or 0) for each in counted)
    best = max(iso, epoch, numeric, worded)
    if total == 0 or best * 2 < total:
        return None
    if best == numeric:
        chosen = order or _order(numeric, first_big, second_big, same, where)
        return DateFormat(_day_month(column, chosen), chosen)
    if best == iso:
        return DateFormat(_iso(column, zone, zulu, offset), "iso")
    return (
        DateFormat(_epoch(column, zone), "epoch") if best == epoch else DateFormat(_strptime(column, WORDED), "worded")
    )


def _plain_iso(con: "DuckDBPyConnection", relation: str, column: str, zone: str) -> DateFormat | None:
    """The common case, found in one cheap scan: every value is ISO and none may carry an offset other than Z."""
    query = (
        f"SELECT count({column}), count(try_cast({column} AS TIMESTAMP)), "
        f"count(*) FILTER ({column} LIKE '%Z'), "
        f"count(*) FILTER (contains({column}, '+') OR {column} LIKE '%:%-%' OR {column} LIKE '%UTC') FROM {relation}"
    )
    total, iso, zulu, offset = con.execute(query).fetchone() or (0, 0, 0, 0)
    if total == 0 or iso < total or offset or zulu not in {0, total}:
        return None
    local = f"try_cast({column} AS TIMESTAMP)"
    if zulu and zone != "UTC":
        local = f"timezone({sql.literal(zone)}, timezone('UTC', {local}))"
    return DateFormat(local, "iso")


def _census(relation: str, column: str) -> str:
    one = rf"regexp_extract(v, '{NUMERIC}', ['a', 's', 'b', 'y'])"
    a, b = "try_cast(parts.a AS INTEGER)", "try_cast(parts.b AS INTEGER)"
    worded = _strptime("v", WORDED)
    return (
        "SELECT sum(n), sum(n) FILTER (iso), "
        "sum(n) FILTER (iso AND (v LIKE '%Z' OR v LIKE '%UTC')), "
        r"sum(n) FILTER (iso AND regexp_matches(v, '\d\d:\d\d.*[+-]\d\d(:?\d\d)?$')), "
        f"sum(n) FILTER (regexp_full_match(v, '{NUMBER}')), "
        f"sum(n) FILTER (parts.a <> ''), sum(n) FILTER ({a} > 12), "
        f"sum(n) FILTER ({b} > 12), sum(n) FILTER ({a} = {b}), "
        f"sum(n) FILTER (NOT iso AND parts.a = '' AND {worded} IS NOT NULL) FROM ("
        f"SELECT v, n, try_cast(v AS TIMESTAMP) IS NOT NULL AS iso, {one} AS parts FROM ("
        f"SELECT trim({column}::VARCHAR) AS v, count(*) AS n FROM {relation} WHERE {column} IS NOT NULL GROUP BY 1))"
    )


def _order(numeric: int, first_big: int, second_big: int, same: int, where: str) -> str:
    if first_big and second_big and min(first_big, second_big) > TOLERATED * numeric:
        raise BadInput(
            where,
            f"{first_big:,} dates are day-first and {second_big:,} month-first",
            mend="export the dates as yyyy-mm-dd",
        )
    if first_big == second_big == 0 and same < numeric:
        raise BadInput(
            where,
            "every date fits day-first and month-first alike",
            mend='say date_order = "dmy" or "mdy" under [columns] in the account file, or use yyyy-mm-dd',
        )
    return "mdy" if second_big > first_big else "dmy"


def _iso(column: str, zone: str, zulu: int, offset: int) -> str:
    """Naive values are local; `Z` and offsets are brought to the account's zone (a plain cast would drop them)."""
    local, zone_sql = f"try_cast({column} AS TIMESTAMP)", sql.literal(zone)
    if not zulu and not offset:
        return local
    aware = f"timezone({zone_sql}, try_cast({column} AS TIMESTAMPTZ))"
    if not offset and zone == "UTC":
        return local
    pattern = r"'(Z|UTC|\d\d:\d\d.*[+-]\d\d(:?\d\d)?)$'"
    return f"CASE WHEN regexp_matches({column}, {pattern}) THEN {aware} ELSE {local} END"


def _epoch(column: str, zone: str) -> str:
    number = f"try_cast({column} AS DOUBLE)"
    scale = f"CASE WHEN {number} >= 1e14 THEN 1e6 WHEN {number} >= 1e11 THEN 1e3 ELSE 1 END"
    sheet = f"TIMESTAMP '1899-12-30' + to_seconds(round({number} * 86400)::BIGINT)"
    since_1970 = f"timezone({sql.literal(zone)}, to_timestamp({number} / {scale}))"
    return f"CASE WHEN {number} < 1e5 THEN {sheet} ELSE {since_1970} END"


def _strptime(column: str, formats: tuple[str, ...], clocks: tuple[str, ...] = ("", " %H:%M", " %H:%M:%S")) -> str:
    listed = ", ".join(sql.literal(day + clock) for day in formats for clock in clocks)
    return f"try_strptime({column}, [{listed}])"


def _day_month(column: str, order: str) -> str:
    first, second = ("%d", "%m") if order == "dmy" else ("%m", "%d")
    plain = rf"regexp_replace(trim({column}), '^(\d+)[./-](\d+)[./-](\d+)', '\1/\2/\3')"
    two, four = (_strptime(plain, (f"{first}/{second}/{year}",), CLOCKS) for year in ("%y", "%Y"))
    return rf"CASE WHEN regexp_matches({column}, '^\s*\d+[./-]\d+[./-]\d\d\d\d') THEN {four} ELSE {two} END"
