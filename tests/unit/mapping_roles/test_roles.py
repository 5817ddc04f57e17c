"""Each role: said by the person, by others, denied, past, imagined, asked, of the vendor's; never by title."""

from collections.abc import Callable

import pytest

from assistant.domain.people import MappedPerson, Role, RoleMap

Mapped = Callable[..., RoleMap]
HEAD = """Account: Brightwater Clinics
Date: {day}
Participants: Dana Reyes (Operations Manager, Brightwater Clinics), Tomasz Wolny (VP Operations, Brightwater Clinics), \
Ines Faro (Analyst, Brightwater Clinics), Kim Osei (Customer Success Manager, Loomwork)

"""
CASES = [
    ("executive_sponsor", "Tomasz Wolny", "Dana Reyes: Tomasz is our executive sponsor.", True),
    ("executive_sponsor", "Tomasz Wolny", "Dana Reyes: Tomasz opened the kick-off himself.", True),
    ("executive_sponsor", "Tomasz Wolny", "Dana Reyes: Tomasz asked us to standardise on it.", True),
    ("executive_sponsor", "Tomasz Wolny", "Tomasz Wolny: I sponsor the programme.", True),
    ("executive_sponsor", "Dana Reyes", "Tomasz Wolny: Dana asked us to come.", False),
    ("executive_sponsor", "Tomasz Wolny", "Dana Reyes: Tomasz is no longer our sponsor.", False),
    ("executive_sponsor", "Tomasz Wolny", "Dana Reyes: Tomasz used to be our sponsor.", False),
    ("executive_sponsor", "Kim Osei", "Dana Reyes: Kim is our executive sponsor.", False),
    ("executive_sponsor", "Tomasz Wolny", "Dana Reyes: Is Tomasz our sponsor?", False),
    ("economic_buyer", "Tomasz Wolny", "Dana Reyes: He is busy. Tomasz holds the budget for this.", True),
    ("economic_buyer", "Tomasz Wolny", "Dana Reyes: I talked to Tomasz. He signs the order.", True),
    ("economic_buyer", "Tomasz Wolny", "Tomasz Wolny: It comes out of my budget.", True),
    ("economic_buyer", "Tomasz Wolny", "Dana Reyes: Tomasz does not hold the budget.", False),
    ("economic_buyer", "Tomasz Wolny", "Dana Reyes: Tomasz would sign the order if he could.", False),
    ("decision_maker", "Dana Reyes", "Dana Reyes: I decided we would move the wards first.", True),
    (
        "decision_maker",
        "Dana Reyes",
        "Tomasz Wolny: She signs off the design. Dana signs off the design, I mean.",
        True,
    ),
    ("decision_maker", "Dana Reyes", "Dana Reyes: I never decided the scope.", False),
    ("solution_owner", "Dana Reyes", "Dana Reyes: I own the intake process.", True),
    ("solution_owner", "Dana Reyes", "Dana Reyes: This is my process.", True),
    ("solution_owner", "Dana Reyes", "Tomasz Wolny: Dana owns intake.", True),
    ("solution_owner", "Dana Reyes", "Dana Reyes: I do not own the intake process.", False),
    ("solution_owner", "Dana Reyes", "Dana Reyes: I own a house by the lake.", False),
    ("builder", "Ines Faro", "Ines Faro: I built it over a weekend.", True),
    ("builder", "Ines Faro", "Dana Reyes: Ines set up the automations.", True),
    ("builder", "Ines Faro", "Dana Reyes: The dashboard was built by Ines.", True),
    ("builder", "Ines Faro", "Ines Faro: I did not build it.", False),
    ("builder", "Ines Faro", "Ines Faro: At my last company I built the dashboards.", False),
    ("builder", "Ines Faro", "Ines Faro: I could build it.", False),
    ("builder", "Kim Osei", "Kim Osei: I built the board for you.", False),
    ("administrator", "Ines Faro", "Ines Faro: I add the users.", True),
    ("administrator", "Ines Faro", "Dana Reyes: Ines is the administrator.", True),
    ("administrator", "Ines Faro", "Dana Reyes: She is no longer the admin, Ines.", False),
    ("administrator", "Ines Faro", "Dana Reyes: Ines is no longer the admin.", False),
    ("administrator", "Ines Faro", "Ines Faro: When I was at Corvale I was the administrator.", False),
    ("people_manager", "Dana Reyes", "Dana Reyes: My team of twelve works in it.", True),
    ("people_manager", "Dana Reyes", "Dana Reyes: I make them log it.", True),
    ("people_manager", "Dana Reyes", "Ines Faro: Three analysts report to Dana.", True),
    ("power_user", "Ines Faro", "Dana Reyes: Ask Ines, she knows every trick.", True),
    ("power_user", "Ines Faro", "Dana Reyes: Ines is not a power user.", False),
    ("end_user", "Ines Faro", "Ines Faro: I fill in the form each morning.", True),
    ("end_user", "Ines Faro", "Ines Faro: I never fill in the form each morning.", False),
    ("technical_evaluator", "Ines Faro", "Ines Faro: I ran the security review.", True),
    ("technical_evaluator", "Ines Faro", "Dana Reyes: Ines needs SSO before anything else.", True),
    ("procurement", "Ines Faro", "Dana Reyes: Ines is in procurement.", True),
    ("procurement", "Ines Faro", "Dana Reyes: Ines negotiates the contract.", True),
    ("influencer", "Ines Faro", "Dana Reyes: Everyone listens to Ines.", True),
    ("influencer", "Ines Faro", "Dana Reyes: Nobody listens to Ines.", False),
    ("detractor", "Ines Faro", "Ines Faro: I never saw the point.", True),
    ("detractor", "Ines Faro", "Dana Reyes: Ines blocked the roll-out.", True),
    ("detractor", "Ines Faro", "Dana Reyes: Ines did not block the roll-out.", False),
    ("detractor", "Ines Faro", "Dana Reyes: Ines was sceptical at first.", False),
    ("detractor", "Ines Faro", "Dana Reyes: Ines is against it.", True),
    (
        "champion",
        "Dana Reyes",
        "Dana Reyes: I took it to the steering group. I got the budget for it. It is the one I am proudest of.",
        True,
    ),
    ("champion", "Dana Reyes", "Dana Reyes: I keep telling the other regions.", False),
    ("coach", "Dana Reyes", "Dana Reyes: I keep telling the other regions.", True),
    ("coach", "Dana Reyes", "Dana Reyes: Between us, the review is in May.", True),
    ("champion", "Dana Reyes", "Kim Osei: Dana is not our champion.", False),
    (
        "champion",
        "Tomasz Wolny",
        "Kim Osei: Tomasz is our champion. Tomasz took it to the board. His bonus depends on it.",
        True,
    ),
]


PLAN = """# Account plan: Brightwater Clinics
Date: 2026-04-02

- Executive sponsor: Helena Brandt (SVP Supply)
- Economic buyer: Luis Ortega, CFO
- Champion: Mei Tanaka (Planning Lead)
- Admin: Raj Patel
- Detractor: Oskar Lind (Plant Manager) - never saw the point

Mei took the dashboard to the leadership team and her bonus depends on it. She got the budget for 40 more seats.
Raj built the intake form, and he adds the users.
Helena used to be the sponsor at the Lyon site.
Luis is no longer the economic buyer; Anna Keller, the new CFO, signs the order now.
"""


def talk(said: str, day: str = "2026-05-04") -> str:
    return f"{HEAD.format(day=day)}{said}\n\nKim Osei: Thank you.\n"


def person(found: RoleMap, name: str) -> MappedPerson:
    (one,) = [each for each in found.people if each.name == name]
    return one


def shown(one: MappedPerson) -> set[str]:
    """Return the roles that more than a title speaks for."""
    return {held.role.value for held in one.roles if held.basis != "title"}


@pytest.mark.parametrize(("role", "name", "said", "holds"), CASES)
def test_what_is_said_gives_a_role_or_not(mapped: Mapped, role: str, name: str, said: str, *, holds: bool) -> None:
    found = mapped({"talk.txt": talk(said)})

    assert (role in shown(person(found, name))) is holds


def test_a_denial_is_kept_as_a_reason_against(mapped: Mapped) -> None:
    found = mapped({"talk.txt": talk("Dana Reyes: Ines is no longer the admin.")})

    (against,) = person(found, "Ines Faro").against
    assert against.role is Role.ADMINISTRATOR
    assert against.citations[0].text == "Ines is no longer the admin."


def test_own_words_outweigh_others_in_one_talk(mapped: Mapped) -> None:
    said = "Ines Faro: I do not own the intake process.\n\nDana Reyes: Ines owns the intake process."

    assert "solution_owner" not in shown(person(mapped({"talk.txt": talk(said)}), "Ines Faro"))


def test_the_newest_word_counts_and_the_change_is_shown(mapped: Mapped) -> None:
    notes = {
        "new.txt": talk("Dana Reyes: Ines is the administrator.", "2026-06-01"),
        "old.txt": talk("Dana Reyes: Ines is not the administrator.", "2026-01-01"),
    }
    one = person(mapped(notes), "Ines Faro")

    assert "administrator" in shown(one)
    assert any("administrator now" in note for note in one.notes)


def test_the_vendors_people_have_no_role(mapped: Mapped) -> None:
    found = mapped({"talk.txt": talk("Kim Osei: I built the board, I own it, and I hold the budget.")})

    assert person(found, "Kim Osei").roles == ()


def test_whoever_left_holds_no_role_and_is_a_risk(mapped: Mapped) -> None:
    found = mapped({"talk.txt": talk("Dana Reyes: Tomasz is our executive sponsor. Tomasz left the company in April.")})

    assert person(found, "Tomasz Wolny").roles == ()
    assert ("left", Role.EXECUTIVE_SPONSOR) in {(risk.kind, risk.role) for risk in found.risks}


def test_a_new_boss_is_a_risk(mapped: Mapped) -> None:
    found = mapped({"talk.txt": talk("Dana Reyes: Tomasz is our new boss.")})

    assert "new_boss" in {risk.kind for risk in found.risks}


def test_somebody_whom_only_a_label_names_is_found(mapped: Mapped) -> None:
    found = mapped({"notes.md": "# Brightwater Clinics\n\n- Economic buyer: Lena Ortiz\n- Champion: not known yet\n"})

    assert shown(person(found, "Lena Ortiz")) == {"economic_buyer"}


def test_a_champion_lacks_nothing_and_says_so(mapped: Mapped) -> None:
    said = "Dana Reyes: I took it to the steering group. I got the budget for it. It is the one I am proudest of."
    held = next(h for h in person(mapped({"talk.txt": talk(said)}), "Dana Reyes").roles if h.role is Role.CHAMPION)

    assert {citation.text for citation in held.citations} == {
        "I took it to the steering group.",
        "I got the budget for it.",
        "It is the one I am proudest of.",
    }


def test_a_detractor_is_never_made_by_use_or_title(mapped: Mapped) -> None:
    found = mapped(people="name,title\nAda Bell,Detractor in Chief\n")

    assert all(role.role is not Role.DETRACTOR for one in found.people for role in one.roles)


def test_gaps_and_what_to_do(mapped: Mapped) -> None:
    found = mapped({"talk.txt": talk("Ines Faro: I fill in the form each morning. A competitor called us.")})

    missing = {gap.role for gap in found.gaps}
    held = {role.role for one in found.people for role in one.roles}
    assert {Role.CHAMPION, Role.TECHNICAL_EVALUATOR} <= missing
    assert not missing & held
    assert all(gap.suggestion for gap in found.gaps)


def test_an_account_plan_is_read(mapped: Mapped) -> None:
    found = mapped({"plan.md": PLAN})

    held = {one.name: shown(one) for one in found.people if shown(one)}
    assert held == {
        "Helena Brandt": {"executive_sponsor"},
        "Mei Tanaka": {"champion"},
        "Raj Patel": {"administrator", "builder"},
        "Oskar Lind": {"detractor"},
        "Anna Keller": {"economic_buyer"},
    }
    assert "new_boss" in {risk.kind for risk in found.risks}


def test_user_records_name_the_users_of_events(mapped: Mapped) -> None:
    days = "\n".join(f"2026-03-{day:02d},u{user},opened,report-{user}" for day in range(1, 29) for user in range(12))
    more = "\n".join(f"2026-03-05,u{user},settings changed,report-1" for user in (3, 3, 3))
    made = "\n".join(f"2026-03-01,u7,created,report-{n}" for n in range(12))
    found = mapped(
        usage=f"date,user_id,action,object\n{days}\n{more}\n{made}\n",
        records="user_id,name,email,job_title\nu3,Ada Bell,ada@x.example,Clerk\nu7,Bo Lund,bo@x.example,Analyst\n",
    )

    assert "administrator" in shown(person(found, "Ada Bell"))
    assert "builder" in shown(person(found, "Bo Lund"))
