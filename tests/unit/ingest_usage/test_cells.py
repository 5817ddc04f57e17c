"""What columns and cells mean: header names, dates, counts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from ingest.usage import columns, dates, quantities

Make = Callable[..., Any]
PLAIN = "user,date\nann,2026-01-05\nbob,2026-01-06\n"


@pytest.mark.parametrize(
    "header",
    ["user,time", "User ID,Timestamp", "userId,eventTime", "E-Mail,Date", "actor,occurred_at", " MEMBER , Event Time "],
)
def test_headers_are_matched_loosely(header: str) -> None:
    user, time = header.split(",")
    found = columns.match([user, time])
    assert (found["user"], found["time"]) == (user, time)


def test_columns_without_telling_names_are_found_by_content(usage: Make) -> None:
    found = usage("wer,wann,feature\nann@x.example,2026-01-05,a\nbob@x.example,2026-01-06,b\n")
    assert found.tables[0].mapping == {"feature": "feature", "user": "wer", "time": "wann"}


def test_an_explicit_mapping_wins(usage: Make) -> None:
    text = "user,owner,date,created_at\nann,x,2026-01-05,2020-01-01\nann,y,2026-01-06,2020-01-01\n"
    found = usage(text, Account(columns={"user": "owner", "time": "date"}))
    assert found["total_users"].value == 2


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"user": "who"}, "names a column 'who' that is not there; choose from user, date"),
        ({"usr": "user"}, "'usr' is not a name of ours"),
        ({"date_order": "ymd"}, "date_order cannot be 'ymd'; use one of dmy, mdy"),
    ],
)
def test_a_mapping_that_fits_nothing_is_refused(usage: Make, mapping: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        usage(PLAIN, Account(columns=mapping))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["31-01-2026", "01-02-2026"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["1/31/2026", "2/1/2026"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["31.1.26 14:00", "1.2.26 09:30"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["01/31/2026 2:05 PM", "02/01/2026 11:59 PM"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["31 Jan 2026", "1 Feb 2026"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["Jan 31, 2026", "Feb 1, 2026"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["20260131", "20260201"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["1769817600", "1769904000"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["1769817600000", "1769904000000"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["2026-01-31T23:59:59.5Z", "2026-02-01T00:00:00Z"], [date(2026, 1, 31), date(2026, 2, 1)]),
        (["2026-01-31T23:30:00-02:00", "2026-02-01 05:00"], [date(2026, 2, 1), date(2026, 2, 1)]),
        (["2026/01/31", "2026/02/01"], [date(2026, 1, 31), date(2026, 2, 1)]),
    ],
)
def test_dates(auditor: duckdb.DuckDBPyConnection, written: list[str], read: list[date]) -> None:
    auditor.execute("CREATE OR REPLACE TEMP TABLE cells AS SELECT unnest(?::VARCHAR[]) AS cell", [written])
    found = dates.decide(auditor, "cells", "cell", "UTC", where="usage.csv", order=None)
    assert found is not None
    rows = auditor.execute(f"SELECT ({found.expression})::DATE FROM cells").fetchall()  # noqa: S608  the expression is ours
    assert [row[0] for row in rows] == read


def test_dates_that_fit_both_orders_are_not_guessed(usage: Make) -> None:
    text = "user,date\nann,01-02-2026\nbob,03-04-2026\n"
    with pytest.raises(
        BadInput, match=r'every date fits day-first and month-first alike; say date_order = "dmy" or "mdy"'
    ):
        usage(text)
    assert usage(text, Account(columns={"date_order": "dmy"})).days[0] == date(2026, 2, 1)
    assert usage(text, Account(columns={"date_order": "mdy"})).days[0] == date(2026, 1, 2)


def test_two_orders_in_one_column_are_refused(usage: Make) -> None:
    with pytest.raises(BadInput, match="1 dates are day-first and 1 month-first; export the dates as yyyy-mm-dd"):
        usage("user,date\nann,31-01-2026\nbob,01-31-2026\n")


def test_times_are_brought_to_the_accounts_zone(usage: Make) -> None:
    text = "user,time\nann,2026-01-05T23:30:00Z\nbob,2026-07-05T22:30:00Z\n"
    assert usage(text, Account(timezone="Europe/Berlin")).days == [date(2026, 1, 6), date(2026, 7, 6)]
    naive = "user,time\nann,2026-01-05 23:30\nbob,2026-01-06 23:59\n"
    assert usage(naive, Account(timezone="Europe/Berlin")).days == [date(2026, 1, 5), date(2026, 1, 6)]
    epoch = "user,time\nann,1767655800\nbob,1767655800\n"  # 2026-01-05 23:30 UTC
    assert usage(epoch, Account(timezone="Europe/Berlin")).days == [date(2026, 1, 6)] * 2


@pytest.mark.parametrize(
    ("written", "total"),
    [
        (["1.234,5", "2,25"], 1236.75),
        (["1,234.5", "2.25"], 1236.75),
        (["1,234", "1"], 1235),
        (["1 234", "1"], 1235),
        (["1'234", "1"], 1235),
        (["1.234.567", "1"], 1234568),
        (["0,5", "0,25"], 0.75),
    ],
)
def test_counts(auditor: duckdb.DuckDBPyConnection, written: list[str], total: float) -> None:
    assert sum(numbers_read(auditor, written)) == total


def numbers_read(con: duckdb.DuckDBPyConnection, written: list[str]) -> list[float]:
    con.execute("CREATE OR REPLACE TEMP TABLE cells AS SELECT unnest(?::VARCHAR[]) AS cell", [written])
    expression = quantities.expression(con, "cells", "cell", None)
    return [row[0] for row in con.execute(f"SELECT {expression} FROM cells").fetchall()]  # noqa: S608  the expression is ours


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.lists(st.decimals(0, 10**9, places=2, allow_nan=False), min_size=1, max_size=5),
    marks=st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (".", "\u00a0")]),
)
def test_numbers_are_read_as_they_were_written(
    auditor: duckdb.DuckDBPyConnection, numbers: list[Decimal], marks: tuple[str, str]
) -> None:
    decimal, thousands = marks
    written = [f"{number:,}".replace(",", "t").replace(".", decimal).replace("t", thousands) for number in numbers]
    assert numbers_read(auditor, written) == [float(number) for number in numbers]


def test_the_decimal_mark_may_be_said(usage: Make) -> None:
    text = "user;date;count\nann;2026-01-05;1.250\nann;2026-01-06;2.500\n"
    assert usage(text)["total_events"].value == 3750
    assert usage(text, Account(columns={"decimal": "."}))["total_events"].value == 3.75
