"""Files as people export them: every row read rightly, or left out and counted, or refused in one line."""

import contextlib
import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import Person, Side
from assistant.domain.errors import BadInput
from ingest.usage import NamedBytes, load

Make = Callable[..., Any]
PLAIN = "user,date\nann,2026-01-05\nbob,2026-01-06\n"


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


def test_parquet_and_jsonl(usage: Make, tmp_path: Path) -> None:
    duckdb.sql(
        "SELECT * FROM (VALUES ('ann', TIMESTAMPTZ '2026-01-05 23:30:00+00', 2), ('bob', '2026-01-06 08:00:00+00', 3)) "
        "t(user_id, time, count)"
    ).write_parquet(str(tmp_path / "made.parquet"))
    parquet = usage({"usage.parquet": (tmp_path / "made.parquet").read_bytes()}, Account(timezone="Europe/Berlin"))
    assert parquet.days == [date(2026, 1, 6), date(2026, 1, 6)]
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


def test_parquet_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    duckdb.sql("SELECT " + ", ".join(f"1 AS c{n}" for n in range(1100))).write_parquet(str(tmp_path / "wide.parquet"))
    with pytest.raises(BadInput, match="it has 1,100 columns"):
        load([tmp_path / "wide.parquet"], Account())


def test_parquet_dates_without_a_zone_are_the_accounts_own(usage: Make, tmp_path: Path) -> None:
    duckdb.sql("SELECT 'ann' AS user, DATE '2026-01-05' AS date, 1.5 AS count").write_parquet(
        str(tmp_path / "made.parquet")
    )
    found = usage({"usage.parquet": (tmp_path / "made.parquet").read_bytes()}, Account(timezone="Asia/Tokyo"))
    assert found.days == [date(2026, 1, 5)]
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
