"""Several files and several accounts: matched, joined, united, or refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from assistant.domain.accounts import Account, FirstValue
from assistant.domain.errors import BadInput

Make = Callable[..., Any]
TWO = """account_id,account_name,user,date
A-1,Acme  Ltd,ann,2026-01-05
A-2,Other,bob,2026-01-05
A-1,Acme  Ltd,cem,2026-01-06
"""


@pytest.mark.parametrize(
    "account", [Account(id="a-1"), Account(name="acme ltd"), Account(id="acme", name=" ACME  LTD ")]
)
def test_rows_of_the_account_are_found_by_id_or_name(usage: Make, account: Account) -> None:
    found = usage(TWO, account)
    assert found["total_users"].value == 2
    assert "1 row of other accounts left out" in found.problems


def test_several_accounts_and_none_that_matches_is_bad_input(usage: Make) -> None:
    with pytest.raises(BadInput, match=r"it holds 2 accounts and none is called 'Zeta'; name one of them .* A-1, A-2"):
        usage(TWO, Account(name="Zeta"))
    with pytest.raises(BadInput, match="it holds 2 accounts; name one of them"):
        usage(TWO, Account())


def test_one_account_needs_no_name(usage: Make) -> None:
    assert usage("account,user,date\nA-1,ann,2026-01-05\nA-1,bob,2026-01-05\n", Account())["total_users"].value == 2


def test_files_of_the_same_shape_are_united(usage: Make) -> None:
    files = {
        "january.csv": "user,date,feature\nann,2026-01-05,a\n,2026-01-05,a\n",
        "february.csv": "Date;Member;Module\n2026-02-05;bob;b\n2026-02-06;ann;b\n",
    }
    found = usage(files)
    assert (found["total_users"].value, found["features_used"].value) == (2, 2)
    assert [table.rows for table in found.tables] == [1, 2]
    assert found.tables[0].problems == ("2 rows read, 1 kept", "1 row without a user left out")


def test_a_people_table_gives_titles_teams_and_assigned_seats(usage: Make) -> None:
    rows = [f"{user},{date(2026, 1, 5) + timedelta(days=n)}" for n in range(28) for user in ("u1", "u2")]
    people = (
        "user_id,email,job_title,department,status\n"
        "u1,ann@x.example,Team Lead,Ops,active\nu2,bob@x.example,VP Sales,Sales,active\n"
        "u3,cem@x.example,Analyst,Finance,active\nu4,dan@x.example,Analyst,Finance,deactivated\n"
    )
    found = usage({"usage.csv": "\n".join(["user_id,date", *rows]), "people.csv": people}, Account(seats=4))
    assert found["below_senior_director"].value == 0.5
    assert found["deployment"].value == 0.75
    assert found["deployment"].sentence == "3 of 4 seats bought were assigned (75%)."
    assert found["team_breadth"].value == 1
    assert [table.name for table in found.tables] == ["usage", "usage_2"]
    with found.rebuilt() as con:
        assert con.execute("SELECT count(*) FROM usage_2").fetchall() == [(4,)]


def test_titles_are_joined_by_address_where_ids_differ(usage: Make) -> None:
    files = {
        "usage.csv": "user,date\nAnn@X.example,2026-01-05\nbob@x.example,2026-01-05\n",
        "people.csv": "id,email,title\n1,ann@x.example,Chief Financial Officer\n2,bob@x.example,Clerk\n",
    }
    shares = {fact.subject: fact.value for fact in usage(files).all("share_by_seniority")}
    assert shares == {"c_level": 0.5, "individual_contributor": 0.5}


SUBSCRIPTIONS = (
    "subscription_id,account_id,start_date,seats\nS-1,A-1,2026-01-01,10\nS-2,A-2,2026-01-01,5\nS-3,A-1,2026-01-01,20\n"
)
PER_SUBSCRIPTION = (
    "usage_id,subscription_id,usage_date,feature_name,usage_count\n"
    "1,S-1,13-01-2026,f1,4\n2,S-2,14-01-2026,f1,5\n3,S-3,15-01-2026,f2,6\n4,S-9,15-01-2026,f2,7\n"
)


def test_usage_by_subscription_finds_its_account_through_the_subscriptions(usage: Make) -> None:
    files = {
        "usage.csv": PER_SUBSCRIPTION,
        "subscriptions.csv": SUBSCRIPTIONS,
        "accounts.csv": "account_id,account_name\nA-1,Acme\nA-2,Beta\n",
    }
    found = usage(files, Account(name="ACME"))
    assert found["total_events"].value == 10
    assert "1 row whose subscription_id is not in subscriptions.csv left out" in found.problems
    assert "1 row of other accounts left out" in found.problems
    assert found["total_users"].reason == "no user column"
    assert "seats differ (subscriptions.csv has 10, 20)" in found["seat_utilisation"].reason


def test_without_users_each_fact_that_needs_them_says_so(usage: Make) -> None:
    found = usage(PER_SUBSCRIPTION, Account())
    for name in ("total_users", "monthly_active_users", "stickiness", "frequency", "depth", "velocity", "top_builder"):
        assert found[name].value is None
        assert found[name].reason == "no user column"
        assert "no user column" in found[name].sentence
    assert found["total_events"].value == 22


def test_weekly_active_users_ready_made(usage: Make) -> None:
    weeks = [f"{date(2026, 1, 5) + timedelta(weeks=n)},{20 if n < 4 else 25}" for n in range(8)]
    found = usage("\n".join(["week,active_users", *weeks]), Account(seats=50))
    assert found["weekly_active_users"].value == 25
    assert found["velocity"].value == 0.25
    assert found["monthly_active_users"].reason == "active users are given by week, not by month"
    assert found["total_events"].reason == "only numbers of active users are given"


def test_monthly_active_users_ready_made(usage: Make) -> None:
    months = "2025-11,30\n2025-12,31\n2026-01,36\n"
    found = usage(f"month,mau\n{months}")["monthly_active_users"]
    assert (found.value, found.reason) == (36, "a calendar month, not 28 days")
    assert found.sentence == "36 users were active in the calendar month of January 2026."


def test_seats_that_differ_in_time_are_those_of_the_last_date(usage: Make) -> None:
    rows = [f"ann,{date(2026, 1, 5) + timedelta(days=n)},{10 if n < 20 else 20}" for n in range(28)]
    assert usage("\n".join(["user,date,seats", *rows]))["seat_utilisation"].value == 0.05


HOSTILE = "x'); DROP TABLE usage; --"


def test_hostile_names_and_values_stay_names_and_values(usage: Make) -> None:
    head = f'user,time,"{HOSTILE}",action,"object ""id"""'
    rows = [f'"o\'hara",2026-01-05 10:00,"{HOSTILE}",create,"it\'s"', f'"{HOSTILE}",2026-02-01 10:00,f,view,"it\'s"']
    account = Account(columns={"feature": HOSTILE, "object": 'object "id"'}, robots=("'%*",))
    found = usage({"it's [1]*.csv": "\n".join([head, *rows])}, account)
    assert found["total_users"].value == 2
    assert {fact.subject for fact in found.all("feature_events")} == {HOSTILE, "f"}
    assert found["top_builder"].subject == "o'hara"
    assert (found.folder / "it's [1]*.csv").exists()


def full() -> str:
    """70 days of everything that there are facts about, with counts that are no whole numbers."""
    rows = [
        f"u{n % 7}@acme.example,{date(2026, 1, 1) + timedelta(days=n % 70)} 0{n % 9}:30,f{n % 5},"
        f"{'create' if n < 9 else 'view'},o{n % 9},{n % 4 + 0.25},{TITLES[n % 7 % 4]},{'ops' if n % 3 else 'it'}"
        for n in range(300)
    ]
    return "\n".join(["user,time,feature,action,report,count,title,team", *rows])


TITLES = ("Analyst", "CFO", "", "Director of IT")
FULL = Account(
    name="Acme",
    seats=9,
    features=("F1", "f2", "f9"),
    kick_off=date(2026, 1, 2),
    go_live=date(2026, 2, 1),
    first_value=FirstValue(feature="F3"),
)
MONTHS = "\n".join(["month,mau", *(f"2025-{month:02},{30 + month}" for month in range(1, 13))])
WEEKS = "\n".join(["week,active_users", *(f"{date(2026, 1, 5) + timedelta(weeks=n)},{20 + n}" for n in range(9))])


@pytest.mark.parametrize(
    ("text", "account", "values"),
    [(full(), FULL, 33), (TWO, Account(id="A-1"), 3), (MONTHS, FULL, 2), (WEEKS, FULL, 5)],
)
def test_the_view_alone_answers_every_query(usage: Make, text: str, account: Account, values: int) -> None:
    found = usage(text, account)
    with duckdb.connect(config={"file_search_path": str(found.folder)}) as con:
        con.execute(found.tables[0].sql)
        assert [con.execute(fact.query).fetchone() for fact in found.facts] == [(fact.value,) for fact in found.facts]
    assert sum(fact.value is not None for fact in found.facts) == values


def test_seats_of_the_account_file_win_and_the_difference_is_told(usage: Make) -> None:
    rows = [f"ann,{date(2026, 1, 5) + timedelta(days=n)},10" for n in range(28)]
    found = usage("\n".join(["user,date,seats", *rows]), Account(seats=20))["seat_utilisation"]
    assert (found.value, found.reason) == (0.05, "the account file says 20 seats, usage.csv has 10")


def test_what_lies_outside_a_subscription_is_told_and_kept(usage: Make) -> None:
    usage_rows = "subscription_id,date,feature\nS-1,2026-01-01,a\nS-1,2026-02-01,a\nS-1,2026-05-01,a\n"
    terms = "subscription_id,account_id,start_date,end_date\nS-1,A-1,31-01-2026,28-02-2026\n"
    found = usage({"usage.csv": usage_rows, "subscriptions.csv": terms})
    assert "1 row before the start given by subscriptions.csv (kept)" in found.problems
    assert "1 row after the end given by subscriptions.csv (kept)" in found.problems
    assert found["total_events"].value == 3


def test_a_long_name_is_cut_in_the_sentence_alone(usage: Make) -> None:
    name = "f" * 500
    fact = usage(f"user,date,feature\nann,2026-01-05,{name}\nbob,2026-01-05,{name}\n")["feature_events"]
    assert fact.subject == name
    assert len(fact.sentence) < 200


def test_a_table_that_says_less_is_told_to_be_unused(usage: Make) -> None:
    found = usage({"usage.csv": "user,date\nann,2026-01-05\n", "wau.csv": "week,active_users\n2026-01-05,9\n"})
    assert found["total_users"].value == 1
    assert found.tables[1].problems == ("not used: usage.csv says more",)


def test_assigned_seats_may_stand_in_a_table_of_accounts(usage: Make) -> None:
    files = {
        "usage.csv": "account_id,user,date\nA-1,ann,2026-01-05\nA-2,bob,2026-01-05\n",
        "accounts.csv": "account_id,seats,assigned_seats\nA-1,10,8\nA-2,20,20\n",
    }
    assert usage(files, Account(id="A-1"))["deployment"].value == 0.8


def test_subscription_dates_that_could_be_either_order_do_not_stop_the_loading(usage: Make) -> None:
    files = {
        "usage.csv": "subscription_id,date,feature\nS-1,2026-01-01,a\n",
        "subscriptions.csv": "subscription_id,account_id,start_date\nS-1,A-1,01-02-2026\n",
    }
    assert usage(files)["total_events"].value == 1
