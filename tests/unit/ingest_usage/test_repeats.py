"""Rows that are there more than once: left out where that is certain, else told and kept."""

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
HEAD = "user,date,feature\n"
ROWS = "".join(f"u{n % 3},2026-01-{5 + n},f\n" for n in range(12))


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (HEAD + ROWS + ROWS, 12),
        (HEAD + ROWS + HEAD + ROWS, 13),
        (HEAD + ROWS + HEAD + ROWS + HEAD + ROWS, 26),
        (HEAD + "ann,2026-01-05,f\n" + HEAD + "ann,2026-01-05,f\n", 2),
    ],
)
def test_a_file_joined_to_itself_counts_once(usage: Make, text: str, left_out: int) -> None:
    found = usage(text)
    rows = text.count("\n") - 1
    assert found.problems == (
        f"{rows} rows read, {rows - left_out} kept",
        f"{left_out} rows repeating the whole file left out",
    )
    assert found["total_events"].value == rows - left_out


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (HEAD + ROWS + ROWS.replace("f", "g", 1), 11),  # one cell differs
        (HEAD + ROWS + ROWS + "u9,2026-02-01,f\n", 12),  # something follows
        (HEAD + "ann,2026-01-05,f\n" * 40, 39),  # one busy day
        (HEAD + "ann,2026-01-05,f\nbob,2026-01-05,f\n" * 2, 2),  # too few to be sure
    ],
)
def test_equal_rows_are_told_and_kept(usage: Make, text: str, alike: int) -> None:
    found = usage(text)
    rows = text.count("\n") - 1
    assert found.problems == (
        f"{rows} rows read, {rows} kept",
        f"{alike} rows equal to an earlier one in every cell (kept: equal events can be real)",
    )
    assert found["total_events"].value == rows


def test_rows_of_other_accounts_are_no_repeats(usage: Make) -> None:
    text = "account,user,date\nAcme,ann,2026-01-05\nBeta,bob,2026-01-05\nBeta,bob,2026-01-05\n"
    assert usage(text).problems == ("3 rows read, 1 kept", "2 rows of other accounts left out")


def test_the_same_file_under_two_names_counts_once(usage: Make) -> None:
    found = usage({"usage.csv": HEAD + ROWS, "copy of usage.csv": HEAD + ROWS})
    assert found["total_events"].value == 12
    assert found.tables[1].problems == ("not used: usage.csv holds the same",)
