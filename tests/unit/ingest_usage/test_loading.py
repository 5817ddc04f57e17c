"""Files as people export them: every row read rightly, or left out and counted, or refused in one line."""

import contextlib
import csv
import io
import json
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.documents import Person, Side
from assistant.domain.errors import BadInput
from ingest.usage import NamedBytes, columns, dates, load, quantities
from ingest.usage.dialect import MISSING
from ingest.usage.files import UsageFile
from ingest.usage.source import open_source

Make = Callable[..., Any]
PLAIN = "user,date\nann,2026-01-05\nbob,2026-01-06\n"


def days(loaded: Any) -> list[date]:
    return [row[0] for row in loaded.rows("SELECT day FROM usage ORDER BY event_time")]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(usage: Make, mark: str) -> None:
    text = PLAIN.replace(",", mark)
    assert days(usage(text)) == [date(2026, 1, 5), date(2026, 1, 6)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings(usage: Make, encoding: str) -> None:
    found = usage({"usage.csv": "user,date\nZoë,2026-01-05\nJürgen,2026-01-06\n".encode(encoding)})
    assert found.rows("SELECT user_id FROM usage ORDER BY 1") == [("Jürgen",), ("Zoë",)]


def test_windows_1252_is_not_latin_1(usage: Make) -> None:
    rows = ['“Zoë”,2026-01-05,"a ""b"",\r\nc€"', "O'Neil\\x93,2026-01-06,N/A", "x,2026-01-06,f,more"]
    text = "\r\n".join(["user,date,feature", "", *rows, ""])
    found = usage({"usage.csv": text.encode("cp1252")})
    assert found.problems == ("3 rows read, 2 kept", "1 row with more cells than the header left out")
    assert found.rows("SELECT user_id, feature FROM usage ORDER BY day") == [
        ("“Zoë”", 'a "b",\nc€'),
        ("O'Neil\\x93", None),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings_of_json_lines(usage: Make, encoding: str) -> None:
    line = '{"user": "Zoë", "date": "2026-01-05", "x/y~ \\"z": 1}'
    text = "\n".join([line, "", "[]", line.replace("ë", "e"), "{broken", " \t", line.replace("e", "i"), '"a"', "1", ""])
    found = usage({"usage.jsonl": text.encode(encoding)}, Account(columns={"feature": 'x/y~ "z'}))
    assert found.problems == (
        "4 lines left out: lines 3, 5, 8, … are no JSON object",
        *("3 rows read, 2 kept", "1 row without a readable date left out"),
    )
    assert found.rows("SELECT user_id, feature FROM usage ORDER BY 1") == [("Zoe", "1"), ("Zoë", "1")]


def test_a_line_too_long_to_be_read_is_counted(usage: Make) -> None:
    lines = ['{"user": "ann", "date": "2026-01-05"}', '{"user": "%s"}' % ("x" * 2_100_000), ""]
    assert usage({"usage.jsonl": "\n".join(lines)}).problems[0] == "1 line left out: too long to be read"


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
    rows = auditor.execute(f"SELECT ({found.expression})::DATE FROM cells").fetchall()  # noqa: S608
    assert [row[0] for row in rows] == read


def test_dates_that_fit_both_orders_are_not_guessed(usage: Make) -> None:
    text = "user,date\nann,01-02-2026\nbob,03-04-2026\n"
    with pytest.raises(
        BadInput, match=r'every date fits day-first and month-first alike; say date_order = "dmy" or "mdy"'
    ):
        usage(text)
    assert days(usage(text, Account(columns={"date_order": "dmy"})))[0] == date(2026, 2, 1)
    assert days(usage(text, Account(columns={"date_order": "mdy"})))[0] == date(2026, 1, 2)


def test_two_orders_in_one_column_are_refused(usage: Make) -> None:
    with pytest.raises(BadInput, match="1 dates are day-first and 1 month-first; export the dates as yyyy-mm-dd"):
        usage("user,date\nann,31-01-2026\nbob,01-31-2026\n")


def test_times_are_brought_to_the_accounts_zone(usage: Make) -> None:
    text = "user,time\nann,2026-01-05T23:30:00Z\nbob,2026-07-05T22:30:00Z\n"
    assert days(usage(text, Account(timezone="Europe/Berlin"))) == [date(2026, 1, 6), date(2026, 7, 6)]
    naive = "user,time\nann,2026-01-05 23:30\nbob,2026-01-06 23:59\n"
    assert days(usage(naive, Account(timezone="Europe/Berlin"))) == [date(2026, 1, 5), date(2026, 1, 6)]
    epoch = "user,time\nann,1767655800\nbob,1767655800\n"  # 2026-01-05 23:30 UTC
    assert days(usage(epoch, Account(timezone="Europe/Berlin"))) == [date(2026, 1, 6)] * 2


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
    return [row[0] for row in con.execute(f"SELECT {expression} FROM cells").fetchall()]  # noqa: S608


def test_every_row_left_out_is_counted(usage: Make) -> None:
    text = (
        "event_id,user,date,count\n"
        "e1,ann,2026-01-05,1\ne1,ann,2026-01-05,1\ne2,,2026-01-05,1\ne3,bob,soon,1\ne4,bob,2026-01-06,many\n"
        "e5,build-bot,2026-01-06,9\ne6,abbott,2026-01-06,2\ne7,bob,2026-01-06,0\ne8,bob,2026-01-06,1,oops\n"
        "e9,n/a,2026-01-06,1\n\n"
    )
    found = usage(text)
    assert found.problems == (
        "10 rows read, 2 kept",
        "1 row with more cells than the header left out",
        "1 row without a readable date left out",
        "2 rows without a user left out",
        "1 row without a readable count left out",
        "1 row with a count of zero left out",
        "1 row by robots left out",
        "1 row with a repeated id left out",
    )
    assert found.rows("SELECT user_id, events FROM usage ORDER BY ALL") == [("abbott", 2), ("ann", 1)]
    assert found.tables[0].rows == 2


def test_only_clear_robots_are_robots(usage: Make) -> None:
    robots = ["build-bot", "bot_7", "system", "API-key-3", "noreply@acme.example", "svc-sync@acme.example"]
    people = ["abbott", "api.smith", "systems.lead", "talbot@acme.example"]
    found = usage("user,date\n" + "".join(f"{user},2026-01-05\n" for user in robots + people))
    assert found.rows("SELECT user_id FROM usage ORDER BY 1") == [(user,) for user in people]


def test_robots_of_the_account_are_shell_wildcards_in_any_case(usage: Make) -> None:
    text = "user,date\nQA-1,2026-01-05\nqa-2,2026-01-05\nann,2026-01-05\n"
    found = usage(text, Account(robots=("qa-?",)))
    assert found["total_users"].value == 1
    assert "2 rows by robots left out" in found.problems


def test_addresses_are_one_user_in_any_case_and_ids_are_not(usage: Make) -> None:
    assert usage("user,date\nAnn@x.example,2026-01-05\nann@X.example,2026-01-06\n")["total_users"].value == 1
    assert usage("user,date\naB3,2026-01-05\nab3,2026-01-06\n")["total_users"].value == 2


def test_events_outside_the_contract_are_counted_and_kept(usage: Make) -> None:
    found = usage(PLAIN, Account(contract_start=date(2026, 1, 6), renewal_date=date(2026, 1, 5)))
    assert "1 row before the contract's start on 2026-01-06 (kept)" in found.problems
    assert "1 row after the renewal date 2026-01-05 (kept)" in found.problems
    assert found["total_events"].value == 2


def test_a_last_day_cut_off_by_the_export_is_no_whole_day(usage: Make) -> None:
    rows = [f"ann,2026-01-{day:02} 17:30" for day in range(1, 31)]
    assert (
        usage("\n".join(["user,time", *rows, "ann,2026-01-31 09:00"]))["days_covered"].details["last"] == "2026-01-30"
    )
    assert (
        usage("\n".join(["user,time", *rows, "ann,2026-01-31 17:00"]))["days_covered"].details["last"] == "2026-01-31"
    )


def test_lines_before_the_header_are_told(usage: Make) -> None:
    found = usage("Usage export\n\nuser,date\nann,2026-01-05\nbob,2026-01-06\n")
    assert found.problems[0] == "1 line before the header left out"
    assert found["total_users"].value == 2


def test_parquet_and_jsonl(usage: Make, tmp_path: Path) -> None:
    duckdb.sql(
        "SELECT * FROM (VALUES ('ann', TIMESTAMPTZ '2026-01-05 23:30:00+00', 2), ('bob', '2026-01-06 08:00:00+00', 3)) "
        "t(user_id, time, count)"
    ).write_parquet(str(tmp_path / "made.parquet"))
    parquet = usage({"usage.parquet": (tmp_path / "made.parquet").read_bytes()}, Account(timezone="Europe/Berlin"))
    assert days(parquet) == [date(2026, 1, 6), date(2026, 1, 6)]
    assert parquet["total_events"].value == 5
    lines = [{"user": "ann", "time": "2026-01-05T10:00:00Z", "n": {"a": 1}}, {"user": "bob", "time": "2026-01-06"}]
    text = "\n".join([*(json.dumps(line) for line in lines), "{broken"])
    found = usage({"usage.jsonl": text})
    assert found["total_users"].value == 2
    assert found.problems == ("1 line left out: line 3 is no JSON object", "2 rows read, 2 kept")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("usage.csv", b"", "the file is empty"),
        ("usage.csv", b"user,date\n", "there is a header and no rows"),
        ("usage.csv", b"\x00\x01\x02\xff" * 50, "the file is binary"),
        ("usage.csv", b"user^date\nann^2026-01-05\n", "only one column was found"),
        ("usage.csv", b"ann,2026-01-05\nbob,2026-01-06\n", "the header line holds a value"),
        (
            "usage.csv",
            (",".join(f"c{n}" for n in range(10_000)) + "\n" + "1," * 9_999 + "1\n").encode(),
            "10,000 columns",
        ),
        ("usage.csv", b"user,date\nann,soon\nbob,later\n", "most of its values are no dates"),
        ("usage.csv", b"colour,size\nred,big\nblue,small\n", "neither usage, nor people, nor seats"),
        ("usage.csv", b"name,title\nAnn,CEO\nBob,CFO\n", "it holds no usage"),
        ("usage.csv", b"user,date\nbot,2026-01-05\nsystem,2026-01-05\n", "no row can be used"),
        ("usage.parquet", b"PAR1 and nothing of it", "the file cannot be read"),
        ("usage.parquet", b"user,date", "the file is not Parquet"),
        ("usage.csv", b" \n\t\n", "the file is empty"),
        ("usage.csv", b"user,date\n" + b"\x01\x02" * 90, "the file is binary"),
        ("usage.csv", b"user,date\nann," + b"x" * 300_000, "a line is longer than"),
        ("usage.csv", b"user,date\n" + b"ann,2026-01-05 cut\n" * 20_000, "most of its values are no dates"),
        (
            "usage.jsonl",
            '{"user": "“ann”", "date": "2026-01-05"}'.encode("cp1252"),
            "in Windows-1252; save it as UTF-8",
        ),
        ("usage.jsonl", b"this is\nno json\n", "no line holds a JSON object; write one JSON object a line"),
        ("usage.jsonl", b"\xfe\xff\x00{\x00}", "in big-endian UTF-16; save it as UTF-8"),
        ("usage.csv", b"\xfe\xff\x00u\x00,\x00d", "in big-endian UTF-16; save it as UTF-8"),
        ("usage.xlsx", b"PK", "is no usage table by its suffix"),
    ],
)
def test_bad_files_are_refused_in_one_line(name: str, content: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        load([NamedBytes(name, content)], Account())
    assert caught.value.where.startswith("usage.")
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_name_given_twice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such file"):
        load([tmp_path / "none.csv"], Account())
    twice = NamedBytes("usage.csv", PLAIN.encode())
    with pytest.raises(BadInput, match="two usage files have this name"):
        load([twice, twice], Account())


CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff@"), min_size=1, max_size=12
).map(str.strip)
WORD = CELL.filter(lambda text: text != "" and text not in MISSING)


@settings(
    max_examples=15, phases=set(Phase) - {Phase.explain}, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    users=st.lists(WORD, min_size=1, max_size=6),
    header=WORD,
    mark=st.sampled_from([",", ";", "\t", "|"]),
    moment=st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)),  # noqa: DTZ001 - naive is what is meant
)
def test_whatever_stands_in_cells_and_headers_is_read_back(
    usage: Make, users: list[str], header: str, mark: str, moment: datetime
) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    rows = [[f"x{user}", moment.isoformat(sep=" ", timespec="seconds"), user] for user in users]
    lines = [["user", "time", f"h{header}"], *rows]
    text = "\n".join(mark.join(quoted(cell) for cell in line) for line in lines) + "\n"
    found = usage(text, Account(columns={"feature": f"h{header}"}))
    wanted = sorted((f"x{user}", user) for user in users)
    assert sorted(found.rows("SELECT user_id, feature FROM usage")) == wanted


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.tuples(st.text("ab,;\"'\\\n\t x93é“€", max_size=8), st.text('a,;"\\é’ ', max_size=8)), min_size=1, max_size=5
    ),
    mark=st.sampled_from([",", ";", "\t", "|"]),
)
def test_windows_1252_is_read_as_the_same_text_in_utf_8(
    auditor: duckdb.DuckDBPyConnection, tmp_path: Path, cells: list[tuple[str, str]], mark: str
) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(
        [("€", "b"), ("x", "y"), *cells]
    )
    read = []
    for encoding in ("cp1252", "utf-8"):
        (tmp_path / encoding).mkdir(exist_ok=True)
        path = tmp_path / encoding / "usage.csv"
        path.write_bytes(stream.getvalue().encode(encoding))
        source = open_source(UsageFile("usage.csv", path, "csv", ""), auditor)
        read.append(auditor.execute(f"FROM {source.staged}").fetchall())
    assert read[0] == read[1]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("sep=;\nuser;date\nann;2026-01-05\n", "1 row read, 1 kept"),
        ("user,date\nann,2026-01-05,\nbob,2026-01-06,\n", "2 rows read, 2 kept"),
        ('"user\nid",date\nann,2026-01-05\nbob,2026-01-06\n', "2 rows read, 2 kept"),
        ('user,date,note\nann,2026-01-05,"a\nb\n\nc"\nbob,2026-01-06,x\n', "2 rows read, 2 kept"),
        ("user,date\rann,2026-01-05\rbob,2026-01-06\r", "2 rows read, 2 kept"),
        ("user,date\r\nann,2026-01-05\nbob,2026-01-06", "2 rows read, 2 kept"),
        ("user,user,,date\nann,x,,2026-01-05\n", "1 row read, 1 kept"),
        ("user,date\nann,46027\nbob,46028\n", "2 rows read, 2 kept"),
        ("id,date,event\nann,2026-01-05,login\nann,2026-01-06,login\nbob,2026-01-06,login\n", "3 rows read, 3 kept"),
        ("week,active_users\n2026-W05,3\n2026-W06,4\n2026-W07,5\n2026-W08,5\n", "4 rows read, 4 kept"),
    ],
)
def test_unusual_files_lose_no_row(usage: Make, text: str, read: str) -> None:
    assert read in usage(text).problems


def test_a_late_byte_of_latin_1_loses_no_row(usage: Make) -> None:
    rows = b"ann,2026-01-05\n" * 30_000
    found = usage({"usage.csv": b"user,date\n" + rows + "Jürgen,2026-01-06\n".encode("latin-1")})
    assert found.problems[0] == "30,001 rows read, 30,001 kept"
    assert ("Jürgen",) in found.rows("SELECT DISTINCT user_id FROM usage")


def test_a_quotation_mark_that_is_never_closed_is_found() -> None:
    text = 'user,date,feature\nann,2026-01-05,"x\n' + "bob,2026-01-06,y\n" * 200
    with pytest.raises(BadInput, match=r"199 of 202 lines cannot be read as rows; look for a quotation mark"):
        load([NamedBytes("usage.csv", text.encode())], Account())


def test_a_mistyped_year_moves_no_window(usage: Make) -> None:
    rows = [f"ann,2026-01-{1 + n % 28:02}" for n in range(200)]
    found = usage("\n".join(["user,date", *rows, "bob,2062-01-05"]))
    assert found["days_covered"].details["last"] == "2026-01-28"
    assert found.problems[-1].startswith("1 row dated 2062-01-05 or later, more than a year off the others")


def test_the_vendors_own_people_are_no_users(usage: Make) -> None:
    people = [Person(name="Pat", email="PAT@vendor.example", side=Side.VENDOR)]
    found = usage("user,date\nann@x.example,2026-01-05\npat@vendor.example,2026-01-05\n", people=people)
    assert found["total_users"].value == 1
    assert "1 row by the vendor's people left out" in found.problems


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


def test_a_few_lines_swallowed_by_a_quotation_mark_are_counted(usage: Make) -> None:
    rows = "bob,2026-01-06,y\n" * 600
    swallowed = 'ann,2026-01-05,"x\n' + "cem,2026-01-06,y\n" * 3 + '"\n'
    found = usage("user,date,feature\n" + rows + swallowed)
    assert found.problems[0] == "3 lines could not be read as a row"


def test_parquet_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    duckdb.sql("SELECT " + ", ".join(f"1 AS c{n}" for n in range(1100))).write_parquet(str(tmp_path / "wide.parquet"))
    with pytest.raises(BadInput, match="it has 1,100 columns"):
        load([tmp_path / "wide.parquet"], Account())


def test_parquet_dates_without_a_zone_are_the_accounts_own(usage: Make, tmp_path: Path) -> None:
    duckdb.sql("SELECT 'ann' AS user, DATE '2026-01-05' AS date, 1.5 AS count").write_parquet(
        str(tmp_path / "made.parquet")
    )
    found = usage({"usage.parquet": (tmp_path / "made.parquet").read_bytes()}, Account(timezone="Asia/Tokyo"))
    assert days(found) == [date(2026, 1, 5)]
    assert found["total_events"].value == 1.5


def test_a_file_of_the_same_name_in_the_working_directory_is_another_file(tmp_path: Path) -> None:
    (tmp_path / "usage.csv").write_text("user,date\nwrong,2026-01-05\nworse,2026-01-05\n")
    with (
        contextlib.chdir(tmp_path),
        load([NamedBytes("usage.csv", PLAIN.replace("bob", "ann").encode())], Account()) as data,
    ):
        assert {fact.name: fact.value for fact in data.facts()}["total_users"] == 1
        assert str(tmp_path) not in data.tables[0].sql


def test_no_message_names_the_folder_that_files_are_staged_in() -> None:
    with pytest.raises(BadInput) as caught:
        load([NamedBytes("usage.parquet", b"PAR1" + b"x" * 100)], Account())
    assert "usage-" not in str(caught.value)
    assert tempfile.gettempdir() not in str(caught.value)
