"""Dates: each case is a text and `kind value first last` of what is found in it."""

import pytest

from assistant.grounding.dates import find

CASES = [
    ("2026-03-12", "day 312 20260312 20260312"),
    ("2026-03-12T10:00:00Z", "day 312 20260312 20260312"),
    ("12 March 2026", "day 312 20260312 20260312"),
    ("the 12th of March", "day 312 None None"),
    ("March 12th, 2026", "day 312 20260312 20260312"),
    ("Sept. 3, 2024", "day 903 20240903 20240903"),
    ("March 2026", "month 3 20260300 20260399"),
    ("in March", "month 3 None None"),
    ("since May", "month 5 None None"),
    ("Q3 2025", "quarter 3 20250700 20250999"),
    ("2025 Q3", "quarter 3 20250700 20250999"),
    ("third quarter", "quarter 3 None None"),
    ("the first quarter of 2024", "quarter 1 20240100 20240399"),
    ("H2 2024", "half 2 20240700 20241299"),
    ("FY24", "year 2024 None None"),
    ("fiscal year 2024", "year 2024 None None"),
    ("the 1990s", "decade 1990 19900000 19991299"),
    ("13/02/2024", "day 213 20240213 20240213"),
    ("02/13/2024", "day 213 20240213 20240213"),
    ("03/04/2024", "day 20240304 None None"),
    ("10:30", "clock 630 None None"),
    ("10.30pm", "clock 1350 None None"),
    ("12 am", "clock 0 None None"),
    ("5 p.m.", "clock 1020 None None"),
    ("31 February 2024", ""),
    ("you may 5 times", ""),
    ("March on", ""),
    ("2026-13-40", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_dates(text: str, expected: str) -> None:
    shown = [f"{d.kind.value} {d.value} {d.first} {d.last}" for d in find(text)]
    assert shown == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "language"), [("12. März 2026", "de"), ("12 mars 2026", "fr"), ("12 de marzo de 2026", "es")]
)
def test_months_of_other_languages(text: str, language: str) -> None:
    (found,) = find(text, language)
    assert (found.first, text[found.start : found.end]) == (20260312, text)
