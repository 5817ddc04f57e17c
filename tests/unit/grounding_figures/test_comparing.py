"""Which figures carry which, and which contradict each other."""

from decimal import Decimal

import pytest

from assistant.grounding.figures import Carry, Figure, carries, carry, conflicts, find

CASES = """
300 stories -> 300 stories = yes
over 300 stories -> over 300 stories = yes
300 stories -> over 300 stories = no
over 300 stories -> 300 stories = hedge lost
312 stories -> over 300 stories = yes
about 300 -> about 300 = yes
297 -> about 300 = yes
297 -> 300 = no
84.7% -> 85% = yes
84.7% -> 86% = no
2.84 million -> 3 million = hedge lost
2.84 million -> about 3 million = yes
2.84 million -> 2.8 million = yes
1,234,567 -> 1.2 million = yes
2 weeks -> 14 days = yes
14 days -> two weeks = yes
1 year -> 12 months = yes
4 weeks -> 1 month = no
half the staff -> 50% of the staff = yes
doubled -> 2x = yes
twice -> double = yes
increased by 100% -> doubled = yes
fell by 50% -> halved = yes
fell by 50% -> half of it = yes
100% of users -> doubled = no
10-15% -> 10-15% = yes
10-15% -> 15% = no
10-15% -> up to 15% = yes
10-15% -> at least 10% = yes
12% -> 10-15% = no
60% -> 60 points = no
5 percentage points -> 5% = no
50 basis points -> 0.5 percentage points = yes
$400M -> $400 million = yes
$400M -> €400M = no
$400M -> USD 400,000,000 = yes
$400M -> 400 million = no
nearly 90% -> 90% = hedge lost
nearly 90% -> about 90% = yes
88.7% -> nearly 90% = yes
92% -> nearly 90% = no
up to 40% -> 40% = hedge lost
40% -> up to 40% = yes
at least 12 -> 12 = hedge lost
12 -> at least 12 = yes
80+ -> over 80 = yes
100 requests per day -> 100 requests per hour = no
240 requests per day -> 10 requests per hour = yes
12 March 2026 -> March 2026 = yes
March 2026 -> 12 March 2026 = no
12 March 2026 -> 2026 = yes
2026 -> 12 March 2026 = no
Q3 2025 -> Q3 2025 = yes
September 2025 -> Q3 2025 = yes
2019 -> 2018 = no
GPT-4 -> GPT-4 = yes
GPT-4 -> GPT-5 = no
ISO 27001 -> ISO27001 = yes
3-1 -> 1-3 = no
3-1 -> 3-1 = yes
dozens of users -> dozens of users = yes
dozens of users -> hundreds of users = no
a couple of weeks -> two weeks = hedge lost
two weeks -> a couple of weeks = yes
30 minutes -> half an hour = yes
90 minutes -> one and a half hours = yes
48-year-old -> aged 48 = yes
one in five -> 20% = yes
4 days -> 4 = no
11:00 pm -> 23:00 = yes
first 2000 users -> 2000 = yes
1 TB -> 1000 GB = yes
3rd place -> 3 places = no
60 seconds -> one minute = yes
$5,000 per month -> $60,000 per year = yes
as of 2026-03-12 -> on March 12, 2026 = yes
cut by a third -> fell 33% = yes
100 requests -> 100 requests per second = no
100 requests per second -> 100 requests = yes
64 users -> dozens of users = yes
250,000 users -> hundreds of thousands of users = yes
dozens of users -> 64 users = no
1.5 hours -> 2 hours = no
4.6 hours -> 5 hours = hedge lost
12 March 2026 -> in March = yes
12 March 2026 -> in April = no
12 May 2026 -> in the second quarter = yes
May 2026 -> the first quarter = no
12 March -> 12 March 2026 = no
12 March 2026 -> 12 March = yes
FY2025 -> fiscal year 2025 = yes
third release -> 3rd release = yes
won four times -> four times as many = yes
over 300 -> up to 300 = no
under 5% -> at most 5% = yes
won the Six Nations -> won the six nations = yes
295 -> up to 300 = yes
5 hours, every week -> five hours per week = yes
"""

CONFLICTS = """
300 stories -> 350 stories = True
300 outcome stories -> 310 stories = True
300 stories -> 300 stories = False
300 stories -> 310 tickets = False
300 stories -> over 290 stories = False
4 days -> 5 days = False
85% of users -> 80% of users = True
85% of users -> 80% of teams = False
$400M in revenue -> $400M in revenue = False
"""


def cases(table: str) -> list[tuple[str, str, str]]:
    rows = [line.rsplit(" = ", 1) for line in table.strip().splitlines()]
    return [(*pair.split(" -> ", 1), answer) for pair, answer in rows]  # type: ignore[misc]  # each line has one arrow


def only(text: str) -> Figure:
    return find(text)[-1]


@pytest.mark.parametrize(("source", "claim", "answer"), cases(CASES))
def test_a_source_carries_a_claim(source: str, claim: str, answer: str) -> None:
    assert carry(only(source), only(claim)) is Carry(answer)
    assert carries(only(source), only(claim)) is (answer == "yes")


@pytest.mark.parametrize(("source", "claim", "answer"), cases(CONFLICTS))
def test_figures_conflict_about_the_same_thing_only(source: str, claim: str, answer: str) -> None:
    assert conflicts(only(source), only(claim)) is (answer == "True")


def test_every_exact_figure_carries_itself() -> None:
    for text in ("40%", "3-1", "GPT-4", "2019", "half of it", "10-15%", "$5", "6th"):
        assert carries(only(text), only(text)), text


def test_values_are_decimal_and_exact() -> None:
    assert only("0.1 million").low == Decimal(100_000)
    assert only("1.10 dollars").low == Decimal("1.10")
