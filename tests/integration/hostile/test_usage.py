"""Usage files with wrong delimiters, absurd values and hostile names: counted and told, or refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Drafted = Callable[..., dict[str, Any]]
Refused = Callable[..., str]
Written = Callable[[str, bytes | str], Path]

NOTES = "Account: Fenwick Mills\n\nAda Stone: The stock count took us 9 days.\n\nVic: And?\n\nAda Stone: 3 days now.\n"
HEAD = "user_id,timestamp,event\n"


def day(number: int) -> str:
    return f"2026-{1 + number // 28 % 6:02}-{1 + number % 28:02}"


def rows(line: str, count: int = 60) -> str:
    return "".join(line.format(n=n, m=n % 9, day=day(n)) + "\n" for n in range(count))


GOOD = HEAD + rows("u{m},{day},open")


def parquet(select: str, to: Path) -> bytes:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY ({select}) TO '{to}' (FORMAT parquet)")
    return to.read_bytes()


def objects(*given: Any) -> str:
    return "\n".join(json.dumps(one) for one in given)


REFUSED: dict[str, bytes | str] = {
    "caret.csv": GOOD.replace(",", "^"),
    "space.csv": GOOD.replace(",", " "),
    "mixed.csv": HEAD + rows("u{n};{day},open"),
    "columns.csv": ",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" * 10_000) + "\n",
    "short.csv": HEAD + rows("u{n}"),
    "header.csv": HEAD,
    "empty.csv": "",
    "blank.csv": "  \n \n",
    "word.csv": "x",
    "bytes.csv": bytes(range(256)) * 80,
    "nul.csv": GOOD.replace("u5,", "u\0005,"),
    "undecidable.csv": "user_id,date\n" + "".join(f"u{n},0{1 + n % 9}/0{1 + n // 9}/2026\n" for n in range(60)),
    "contradicting.csv": "user_id,date\nu1,13/01/2026\nu2,01/13/2026\n",
    "no_values.csv": HEAD + ",,\n" * 60,
    "no_times.csv": HEAD + rows("u{n},,open"),
    "no_users.csv": HEAD + rows(",{day},open"),
    "huge.csv": "user_id,date,count\n" + rows("u{n},{day},1e308"),
    "negative.csv": "user_id,date,count\n" + rows("u{n},{day},-5"),
    "digits.csv": "user_id,date,count\n" + rows("u{n},{day}," + "9" * 60),
    "far.csv": HEAD + rows("u{n},9999-12-31,open"),
    "long_ago.csv": HEAD + rows("u{n},1677-09-21,open"),
    "beyond.csv": HEAD + "u1,290000-01-01,open\n",
    "no_day.csv": HEAD + rows("u{n},2026-02-30,open"),
    "one_line.csv": "x" * 3_000_000,
    "cell.csv": HEAD + "u" * 2_000_000 + ",2026-01-01,open\n",
    "other.csv": "a,b,c\n1,2,3\n",
    "accounts.csv": "account,user_id,timestamp\n" + rows("Acme{m},u{n},{day}"),
    "page.csv": "<html><body><table><tr><td>user_id</td></tr></table></body></html>",
    "object.csv": '{"user_id": 1}\n',
    "sheet.csv": b"PK\x03\x04" + b"xl/" * 20,
    "text.parquet": GOOD,
    "noise.parquet": b"PAR1" + b"\0" * 200,
    "ends.parquet": b"PAR1" + b"\0" * 200 + b"PAR1",
    "empty.jsonl": "",
    "blank.jsonl": "\n\n",
    "empties.jsonl": "{}\n{}\n",
    "scalars.jsonl": '1\n2\n"x"\nnull\n',
    "arrays.jsonl": "[1,2]\n[3]\n",
    "array.jsonl": json.dumps([{"user_id": "u", "timestamp": "2026-01-01"}]),
    "deep.jsonl": '{"a":' * 5000 + "1" + "}" * 5000,
    "brackets.jsonl": "[" * 100_000,
    "no_number.jsonl": '{"user_id":"a","timestamp":"2026-01-01","count":NaN}\n' * 5,
    "half.jsonl": '{"user_id":"\\ud800","timestamp":"2026-01-01"}\n' * 5,
    "sheet.xlsx": b"PK",
    "noname": GOOD,
}

READ: dict[str, bytes | str] = {
    "semicolons.csv": GOOD.replace(",", ";"),
    "tabs.csv": GOOD.replace(",", "\t"),
    "bars.csv": GOOD.replace(",", "|"),
    "mark.csv": b"\xef\xbb\xbf" + GOOD.encode(),
    "utf16.csv": GOOD.encode("utf-16"),
    "latin.csv": GOOD.replace("open", "öffnen").encode("latin-1"),
    "returns.csv": GOOD.replace("\n", "\r"),
    "gaps.csv": GOOD.replace("\n", "\n\n"),
    "preamble.csv": "# exported\n# today\n" + GOOD,
    "twice.csv": "user_id,user_id,timestamp,event\n" + rows("u{m},v{n},{day},open"),
    "nameless.csv": "user_id,,timestamp,,event\n" + rows("u{m},,{day},,open"),
    "quoted.csv": HEAD + rows('"u\n{m}",{day},"op,e""n"'),
    "sql_names.csv": '"user_id","timestamp","x""; DROP TABLE usage; --"\n' + rows("u{m},{day},1"),
    "sql_values.csv": HEAD + rows('"\'; DROP TABLE usage; --{n}",{day},"\' OR 1=1 --"'),
    "sql_features.csv": "user_id,timestamp,feature\n" + rows('u{m},{day},"a\'b""c%s$1;--"'),
    "formulas.csv": HEAD + rows("\"=cmd|'/c calc'!A{n}\",{day},@SUM(1+1)"),
    "epoch.csv": HEAD + "".join(f"u{n},{1_760_000_000 + n * 86_400},open\n" for n in range(60)),
    "sheet_days.csv": HEAD + "".join(f"u{n},{46_000 + n},open\n" for n in range(60)),
    "we'ird\"; --\n.csv": GOOD,
    "gl*ob?[x].csv": GOOD,
    "{a,b}.csv": GOOD,
    "keys.jsonl": '{"user_id":"a","user_id":"b","timestamp":"2026-01-01"}\n' * 60,
    "nested.jsonl": objects(*({"user": {"id": n, "x": [1, {"y": 2}]}, "timestamp": day(n)} for n in range(60))),
}

COUNTED: dict[str, tuple[str, int, str]] = {
    "ragged.csv": (HEAD + rows("u{m},{day},open") + rows("u{m},{day},open,x", 40), 60, "more cells"),
    "infinite.csv": ("user_id,date,count\n" + rows("u{m},{day},5") + "u1,2026-01-01,inf\n", 60, "readable count"),
    "dates.csv": (HEAD + rows("u{m},{day},open") + "u1,yesterday,open\n", 60, "readable date"),
    "ages.csv": (GOOD + "u1,9999-12-31,open\nu1,1677-01-01,open\n", 60, "readable date"),
    "bad.jsonl": (
        objects(*({"user_id": f"u{n % 9}", "timestamp": day(n)} for n in range(60))) + "\n{broken\n",
        60,
        "left out",
    ),
}


@pytest.fixture
def notes(written: Written) -> Path:
    return written("notes.txt", NOTES)


@pytest.mark.parametrize("name", REFUSED)
def test_usage_that_cannot_be_used_is_refused(written: Written, refused: Refused, notes: Path, name: str) -> None:
    assert refused("draft", notes, "--usage", written(name, REFUSED[name])).startswith(name)


@pytest.mark.parametrize("name", READ)
def test_usage_in_odd_forms_is_read_whole(written: Written, drafted: Drafted, notes: Path, name: str) -> None:
    story = drafted(notes, "--usage", written(name, READ[name]))
    (table,) = story["usage_tables"]
    assert table["rows"] == 60
    assert story["usage_facts"]


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_left_out_is_counted(written: Written, drafted: Drafted, notes: Path, name: str) -> None:
    content, kept, why = COUNTED[name]
    (table,) = drafted(notes, "--usage", written(name, content))["usage_tables"]
    assert table["rows"] == kept
    assert any(why in problem for problem in table["problems"])


@pytest.mark.parametrize("end", [50, -3, -1000])
def test_parquet_that_is_cut_short_is_refused(
    written: Written, refused: Refused, notes: Path, tmp_path: Path, end: int
) -> None:
    whole = parquet("SELECT 'u' || n AS user_id, DATE '2026-01-01' AS date FROM range(3000) t(n)", tmp_path / "whole")
    assert refused("draft", notes, "--usage", written("cut.parquet", whole[:end])).startswith("cut.parquet")


@pytest.mark.parametrize(
    "select",
    [
        "SELECT '\\xAA\\xFF'::BLOB AS user_id, DATE '2026-01-01' AS timestamp FROM range(9)",
        "SELECT n::HUGEINT AS user_id, TIMESTAMPTZ '2026-01-01 00:00:00+05' AS timestamp FROM range(9) t(n)",
        "SELECT 'u' || n AS user_id, DATE '2026-01-01' AS date, MAP {'a': 1} AS event FROM range(9) t(n)",
    ],
)
def test_parquet_with_odd_types_is_read(
    written: Written, drafted: Drafted, notes: Path, tmp_path: Path, select: str
) -> None:
    path = written("odd.parquet", parquet(select, tmp_path / "made"))
    (table,) = drafted(notes, "--usage", path)["usage_tables"]
    assert table["rows"] == 9


@pytest.mark.parametrize(
    "select",
    [
        "SELECT 'u' || n AS user_id, TIMESTAMP 'infinity' AS timestamp FROM range(9) t(n)",
        "SELECT 'u' || n AS user_id, DATE '2026-01-01' AS date, 'nan'::DOUBLE AS count FROM range(9) t(n)",
        "SELECT uuid() AS user_id, TIME '10:00' AS timestamp FROM range(9) t(n)",
        "SELECT 'u' AS user_id, TIMESTAMP '2026-01-01' AS timestamp WHERE false",
    ],
)
def test_parquet_without_a_row_that_can_be_used_is_refused(
    written: Written, refused: Refused, notes: Path, tmp_path: Path, select: str
) -> None:
    path = written("odd.parquet", parquet(select, tmp_path / "made"))
    assert refused("draft", notes, "--usage", path).startswith("odd.parquet")
