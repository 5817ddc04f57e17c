"""How files are written: encodings, delimiters, quotation marks; no row is lost in silence."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from ingest.usage import NamedBytes, load
from ingest.usage.dialect import MISSING
from ingest.usage.files import UsageFile
from ingest.usage.source import open_source

Make = Callable[..., Any]
PLAIN = "user,date\nann,2026-01-05\nbob,2026-01-06\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(usage: Make, mark: str) -> None:
    text = PLAIN.replace(",", mark)
    assert usage(text).days == [date(2026, 1, 5), date(2026, 1, 6)]


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


def test_lines_before_the_header_are_told(usage: Make) -> None:
    found = usage("Usage export\n\nuser,date\nann,2026-01-05\nbob,2026-01-06\n")
    assert found.problems[0] == "1 line before the header left out"
    assert found["total_users"].value == 2


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


def test_a_few_lines_swallowed_by_a_quotation_mark_are_counted(usage: Make) -> None:
    rows = "bob,2026-01-06,y\n" * 600
    swallowed = 'ann,2026-01-05,"x\n' + "cem,2026-01-06,y\n" * 3 + '"\n'
    found = usage("user,date,feature\n" + rows + swallowed)
    assert found.problems[0] == "3 lines could not be read as a row"
