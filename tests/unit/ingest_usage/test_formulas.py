"""Every formula against a table small enough to be worked out by hand."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from assistant.domain.accounts import Account, FirstValue
from assistant.domain.documents import Person
from ingest.usage.facts.wording import figure, percent, plural

Make = Callable[..., Any]
START = date(2026, 1, 5)  # a Monday
ONE = timedelta(days=1)


def log(rows: Iterable[tuple[object, ...]], head: str = "user,date") -> str:
    return "\n".join([head, *(",".join(str(cell) for cell in row) for row in rows)]) + "\n"


def eight_weeks(users_by_week: Iterable[int]) -> str:
    """Each week, `n` users come on Monday; somebody else is there on the last Sunday of all."""
    rows = [(f"u{user}", START + week * 7 * ONE) for week, users in enumerate(users_by_week) for user in range(users)]
    last = max(day for _, day in rows)
    return log([*rows, ("u0", last + 6 * ONE), ("u0", START + ONE)])


def four_weeks() -> list[tuple[str, date]]:
    """28 days: Ann on all, Bob on the first 14, Cem on one."""
    days = [START + n * ONE for n in range(28)]
    return [*(("ann", day) for day in days), *(("bob", day) for day in days[:14]), ("cem", days[0])]


def test_active_users_stickiness_and_frequency(usage: Make) -> None:
    found = usage(log(four_weeks()))
    assert found["monthly_active_users"].value == 3
    assert found["daily_active_users"].value == 43 / 28
    assert found["stickiness"].value == 43 / 28 / 3
    assert found["stickiness_weekly"].value == (4 + 2 + 1) / 4 / 3
    assert found["frequency"].value == 14
    assert found["total_events"].value == 43
    assert found["monthly_active_users"].rows == 43
    assert found["monthly_active_users"].sentence == "3 users were active in the 28 days to 1 February 2026."
    window = found["monthly_active_users"].window
    assert window is not None
    assert (window.from_, window.to) == (START, date(2026, 2, 1))


def test_weekly_active_users_are_of_whole_iso_weeks(usage: Make) -> None:
    rows = [*four_weeks(), ("dan", date(2026, 2, 2)), ("eve", date(2026, 1, 2))]
    found = usage(log(rows))
    latest = found["weekly_active_users"]
    assert latest.value == 1
    assert latest.window is not None
    assert (latest.window.from_, latest.window.to) == (date(2026, 1, 26), date(2026, 2, 1))
    assert found["weekly_active_users_mean"].value == 7 / 4
    weekly = next(series for series in found.series if series.name == "weekly_active_users")
    assert weekly.points == ((START, 3), (date(2026, 1, 12), 2), (date(2026, 1, 19), 1), (date(2026, 1, 26), 1))


def test_depth_is_a_median_that_one_busy_user_does_not_lift(usage: Make) -> None:
    rows = [(*row, "5" if row[0] == "ann" else "1000" if row[0] == "cem" else "2") for row in four_weeks()]
    assert usage(log(rows, "user,date,count"))["depth"].value == 5


def test_concentration_is_the_smallest_number_of_users_giving_half(usage: Make) -> None:
    found = usage(log(four_weeks()))
    assert found["concentration"].value == 1  # 28 of 43
    even = [(user, START + n * ONE) for n in range(28) for user in ("a", "b", "c", "d")]
    assert usage(log(even))["concentration"].value == 2


def test_seats(usage: Make) -> None:
    found = usage(log(four_weeks()), Account(name="Acme", seats=4))
    assert found["seat_utilisation"].value == 0.75
    assert found["seat_utilisation"].sentence == "3 of 4 seats were in use in the 28 days to 1 February 2026 (75%)."
    over = usage(log(four_weeks()), Account(name="Acme", seats=2))["seat_utilisation"]
    assert over.value == 1.5
    assert over.reason == "more users than seats (2)"
    none = usage(log(four_weeks()), Account(name="Acme", seats=0))["seat_utilisation"]
    assert (none.value, none.reason) == (None, "the number of seats is 0")


def test_breadth_against_a_catalogue_and_without(usage: Make) -> None:
    rows = [(*row, "Gantt" if row[0] == "ann" else "forms") for row in four_weeks()]
    text = log(rows, "user,date,feature")
    assert usage(text)["breadth"].value == 2
    known = usage(text, Account(features=("gantt", "Forms", "Reports", "Dashboards")))["breadth"]
    assert (known.value, known.unit) == (0.5, "share")
    assert known.sentence == "2 of 4 features were used in the 28 days to 1 February 2026 (50%)."


def test_teams_active_of_teams_known(usage: Make) -> None:
    rows = [(*row, "ops") for row in four_weeks()]
    rows.append(("old", START - ONE, "finance"))
    assert usage(log(rows, "user,date,team"))["team_breadth"].value == 0.5


def test_velocity_and_trend(usage: Make) -> None:
    found = usage(eight_weeks([5, 5, 5, 5, 6, 6, 6, 6]))
    assert found["velocity"].value == (24 - 20) / 20
    assert found["velocity"].sentence.startswith("Weekly active users were up 20% in the 4 weeks to 1 March 2026")
    xs, ys = range(8), [5, 5, 5, 5, 6, 6, 6, 6]
    mean_x, mean_y = 3.5, 5.5
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)
    assert found["trend"].value == pytest.approx(slope / mean_y)
    assert found["trend"].details["weeks"] == 8


def test_a_week_without_use_counts_as_zero(usage: Make) -> None:
    found = usage(eight_weeks([6, 0, 6, 6, 6, 6, 6, 6]))
    assert found["velocity"].value == pytest.approx(24 / (6 + 0 + 6 + 6) - 1)


@pytest.mark.parametrize("weeks", [[6] * 7, [4] * 8])
def test_too_few_weeks_or_users_are_insufficient(usage: Make, weeks: list[int]) -> None:
    found = usage(eight_weeks(weeks))
    for name in ("velocity", "trend"):
        assert found[name].value is None
        assert "insufficient" in (found[name].reason or "")


def test_less_than_28_days_is_insufficient_for_28_day_figures(usage: Make) -> None:
    found = usage(log([("ann", START), ("bob", START + 9 * ONE)]))
    assert found["total_users"].value == 2
    assert found["monthly_active_users"].reason == "insufficient: 10 days of data, 28 needed"


def test_time_to_first_value(usage: Make) -> None:
    rows = [("ann", START, "setup"), ("ann", START + 3 * ONE, "setup"), ("bob", START + 12 * ONE, "Report ")]
    text = log(rows, "user,date,feature")
    value = FirstValue(feature="report")
    reached = usage(text, Account(contract_start=START - 2 * ONE, first_value=value))["time_to_first_value"]
    assert reached.value == 14
    assert reached.sentence == "First value (report) came 14 days after the contract's start on 3 January 2026."
    kicked_off = usage(text, Account(contract_start=START, kick_off=START + ONE, first_value=value))
    assert kicked_off["time_to_first_value"].details["counted_from"] == "kick-off"
    never = usage(text, Account(kick_off=START, first_value=FirstValue(feature="gantt")))["time_to_first_value"]
    assert (never.value, never.reason) == (None, "not within 13 days of kick-off on 5 January 2026")


def test_before_and_after_go_live(usage: Make) -> None:
    live = START + 14 * ONE
    before = [("ann", live - n * ONE) for n in range(1, 15)]
    after = [(user, live + n * ONE) for n in range(1, 16) for user in ("ann", "bob", "bob")]
    found = usage(log([*before, *after, ("zoe", live)]), Account(go_live=live))
    events, users = found["events_per_day_change"], found["active_users_per_day_change"]
    assert (events.value, events.details["before"], events.details["after"]) == (2.0, 1.0, 3.0)
    assert (users.value, users.details["before"], users.details["after"]) == (1.0, 1.0, 2.0)
    assert events.sentence == (
        "Events a day went from 1 in the 14 days before go-live on 19 January 2026 "
        "to 3 in the 14 days after it (up 200%)."
    )


def test_nothing_before_go_live_gives_the_absolute_change_only(usage: Make) -> None:
    live = START + 14 * ONE
    rows = [
        ("ann", START - 14 * ONE, 0),
        *(("bob", live + n * ONE, 4) for n in range(1, 15)),
        ("zoe", START - 20 * ONE, 1),
    ]
    found = usage(log(rows, "user,date,count"), Account(go_live=live))["events_per_day_change"]
    assert (found.value, found.unit) == (4, "per day")
    assert found.reason == "there was none before: the absolute change, not a share"


def test_last_years_windows_are_given_where_the_data_reach_back(usage: Make) -> None:
    live = date(2026, 3, 2)
    rows = [("ann", live + n * ONE) for n in range(-400, 29)]
    found = usage(log(rows), Account(go_live=live))
    assert found["events_per_day_change_year_before"].value == 0


def test_top_builders(usage: Make) -> None:
    made = [("ann", "create", "r1"), ("ann", "create", "r2"), ("bob", "Report created", "r3"), ("bob", "create", "r1")]
    used = [("bob", "view", "r1"), ("cem", "view", "r1"), ("cem", "view", "r3"), ("ann", "view", "r2")]
    rows = [(f"{user},{START.isoformat()}", action, thing) for user, action, thing in made]
    rows += [(f"{user},{(START + 27 * ONE).isoformat()}", action, thing) for user, action, thing in used]
    text = "\n".join(["user,date,action,report_id", *(",".join(row) for row in rows)]) + "\n"
    ann, bob = usage(text).all("top_builder")
    assert (ann.subject, ann.value, ann.details["reach"], ann.details["total"]) == ("ann", 1, 2, 2)
    assert (bob.subject, bob.value) == ("bob", 1)
    assert ann.sentence == (
        "ann built 1 of 2 reports that others used in the 28 days to 1 February 2026; 2 other users used them."
    )


def test_share_by_seniority_with_its_bounds(usage: Make) -> None:
    rows = [("ann", START, 60, "Analyst"), ("bob", START, 25, "Director of IT"), ("cem", START, 10, "CFO")]
    text = log([*rows, ("dan", START, 5, "")], "user,date,count,title")
    found = usage(text)
    below = found["below_senior_director"]
    assert below.value == 85 / 95
    assert (below.details["total"], below.details["unknown"]) == (100, 5)
    assert (below.details["low"], below.details["high"]) == (0.85, 0.90)
    assert "between 85% and 90%" in below.sentence
    shares = {fact.subject: fact.value for fact in found.all("share_by_seniority")}
    assert shares == {"individual_contributor": 60 / 95, "director": 25 / 95, "c_level": 10 / 95}


def test_titles_come_from_people_by_address_where_the_table_has_none(usage: Make) -> None:
    people = [Person(name="Ann Lee", title="VP Operations", email="Ann@acme.example")]
    found = usage(log([("ann@acme.example", START), ("bob@acme.example", START)]), people=people)
    assert found["below_senior_director"].value == 0
    assert found["below_senior_director"].details["unknown"] == 1


def test_top_features(usage: Make) -> None:
    rows = [("ann", START, "gantt"), ("bob", START, "gantt"), ("ann", START, "forms")]
    first, second = usage(log(rows, "user,date,feature")).all("feature_events")
    assert (first.subject, first.value, second.subject, second.value) == ("gantt", 2, "forms", 1)
    assert first.sentence.startswith("The feature gantt drew 2 of 3 events (67%)")


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        (Account(first_value=FirstValue(feature="x")), "neither kick-off nor the contract's start is known"),
        (Account(first_value=FirstValue(feature="x"), kick_off=date(2027, 1, 1)), "the data end before the start"),
        (Account(first_value=FirstValue(feature="x"), kick_off=START), "no feature column"),
        (Account(kick_off=START), "no first-value event is named in the account file"),
    ],
)
def test_time_to_first_value_says_what_is_missing(usage: Make, account: Account, reason: str) -> None:
    assert usage(log(four_weeks()), account)["time_to_first_value"].reason == reason


def test_go_live_at_the_edge_of_the_data_is_insufficient(usage: Make) -> None:
    found = usage(log(four_weeks()), Account(go_live=START + ONE))["events_per_day_change"]
    assert found.reason == "insufficient: no whole week of data on both sides of go-live"


def test_objects_that_nobody_created_have_no_builder(usage: Make) -> None:
    rows = [(*row, "view", "r1") for row in four_weeks()]
    assert (
        usage(log(rows, "user,date,action,sheet"))["top_builder"].reason == "no action says that an object was created"
    )
    mine = [("ann", START, "create", "r1"), *((u, d, "view", "r2") for u, d in four_weeks())]
    found = usage(log(mine, "user,date,action,sheet"))["top_builder"]
    assert (found.reason, found.unit) == ("no object was used by anybody but its maker", "sheets")


def test_monthly_rows_have_no_days(usage: Make) -> None:
    rows = [(user, date(2026, month, 1), 10) for month in (1, 2, 3) for user in ("ann", "bob")]
    found = usage(log(rows, "user,month,events"))
    assert found["frequency"].reason == "rows are by month, not by day"
    assert found["weekly_active_users"].reason == "rows are by month"
    assert found["monthly_active_users"].value == 2 or found["monthly_active_users"].reason
    assert found["total_events"].value == 60


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.714, "71%"),
        (0.0, "0%"),
        (0.0004, "0.04%"),
        (0.055, "5.5%"),
        (0.994, "99.4%"),
        (1.0, "100%"),
        (25.0, "2,500%"),
    ],
)
def test_percentages_as_written(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234, "1,234"), (1234.5, "1,234"), (24.33, "24.3"), (1.236, "1.24"), (0.0456, "0.0456"), (2.0, "2")],
)
def test_figures_as_written(value: float, text: str) -> None:
    assert figure(value) == text


def test_plurals() -> None:
    assert [plural(noun) for noun in ("report", "story", "day", "box", "process")] == [
        *("reports", "stories", "days", "boxes", "processes"),
    ]
