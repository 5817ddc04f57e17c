"""Notes come in: told what was understood, mended, kept; accounts, usage, charts and what waits follow from them."""

from datetime import date
from typing import Any

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes, Person, Side
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.people import Role
from assistant.domain.raci import State as RaciState
from assistant.workflow.desk.accounts import get_account, list_accounts, save_account
from assistant.workflow.desk.charts import accept_raci, guide, matrices, put_in_force, raci, role_map
from assistant.workflow.desk.coverage import account_coverage, coverage
from assistant.workflow.desk.deciding import ask_for_changes, submit
from assistant.workflow.desk.home import home
from assistant.workflow.desk.interviews import Corrections, Hide, document, documents, keep_interview, understand
from assistant.workflow.desk.usages import keep_usage, usage

World = Any  # of conftest
NOTES = NamedBytes(
    "call.txt",
    b"""Account: Nordhaven
Date: 2026-05-04
Participants: Ann Kuhl (Head of Finance, Nordhaven), Priya Raman (Customer Success Manager, Loomwork)

Ann Kuhl: The monthly close went from 10 days to 4 days. Write to ann@nordhaven.example or bo@nordhaven.example.

Priya Raman: Since when?

Ann Kuhl: Since 3 March 2026.
""",
)


def test_what_was_understood_is_told_and_nothing_kept(world: World) -> None:
    told = understand(world.desk, world.cleo, [NOTES]).documents[0]

    voices = {voice.person.name: (voice.person.side, voice.person.title, voice.turns) for voice in told.people}
    assert voices["Ann Kuhl"][1:] == ("Head of Finance", 2)
    assert voices["Priya Raman"][2] == 1
    assert {seen.text for seen in told.figures} >= {"10 days", "4 days"}
    assert any("3 March 2026" in seen.text for seen in told.dates)
    text = told.document.text
    assert all(text[seen.start : seen.end] == seen.text for seen in (*told.figures, *told.dates))
    assert {text[one.start : one.end] for one in told.document.redactions} >= {"ann@nordhaven.example"}
    assert told.document.header.held_on == date(2026, 5, 4)
    assert {one.document.id for one in documents(world.desk, world.cleo, world.account.id)} == {
        "interview.txt",
        "notes.md",
    }


def test_what_is_mended_is_kept(world: World) -> None:
    told = understand(world.desk, world.cleo, [NOTES], world.account.id).documents[0].document
    found = next(one for one in told.redactions if told.text[one.start : one.end] == "bo@nordhaven.example")
    corrections = Corrections(
        people=(Person(name="Ann Kuhl", title="Finance Director", side=Side.CUSTOMER),),
        held_on={"call.txt": date(2026, 5, 5)},
        hide=(Hide("call.txt", found.start, found.end),),
    )

    kept = keep_interview(world.desk, world.cleo, world.account.id, [NOTES], corrections)

    assert [one["status"] for one in kept.documents] == ["new"]
    there = document(world.desk, world.cleo, world.account.id, "call.txt")
    assert "bo@nordhaven.example" not in there.text
    assert "ann@nordhaven.example" in there.text
    assert there.header.held_on == date(2026, 5, 5)
    known = get_account(world.desk, world.cleo, world.account.id).account
    assert next(one for one in known.people if one.name == "Ann Kuhl").title == "Finance Director"
    again = keep_interview(world.desk, world.cleo, world.account.id, [NOTES], corrections)
    assert [one["status"] for one in again.documents] == ["same"]


def test_only_what_was_suggested_is_hidden(world: World) -> None:
    with pytest.raises(BadInput, match="nothing was suggested there"):
        keep_interview(world.desk, world.cleo, world.account.id, [NOTES], Corrections(hide=(Hide("call.txt", 0, 3),)))


def test_versions_of_a_document_are_counted(world: World) -> None:
    keep_interview(world.desk, world.cleo, world.account.id, [NOTES])
    newer = NamedBytes("call.txt", NOTES.data.replace(b"4 days", b"5 days"))
    keep_interview(world.desk, world.cleo, world.account.id, [newer])

    assert "4 days" in document(world.desk, world.cleo, world.account.id, "call.txt", 1).text
    assert "5 days" in document(world.desk, world.cleo, world.account.id, "call.txt").text
    with pytest.raises(NotFound):
        document(world.desk, world.cleo, world.account.id, "call.txt", 3)


def test_a_csm_who_adds_an_account_sees_it(world: World) -> None:
    added = save_account(world.desk, world.cyra, Account.named("Nordhaven"))

    with world.desk.store.read() as work:
        cyra = work.users.get("cyra")
    assert get_account(world.desk, cyra, "nordhaven").account == added.account
    assert [view.account.id for view in list_accounts(world.desk, cyra)] == ["nordhaven"]
    with pytest.raises(BadInput, match="kept already"):
        save_account(world.desk, world.cyra, Account.named(world.account.name))
    with pytest.raises(BadInput):
        save_account(world.desk, world.cyra, Account())


def test_accounts_are_found_by_what_is_known_of_them(world: World) -> None:
    assert list_accounts(world.desk, world.rhea, query="MANUFACT") != ()
    assert list_accounts(world.desk, world.rhea, query="banking") == ()


def test_usage_is_computed_once_and_again_when_it_changes(world: World) -> None:
    first = usage(world.desk, world.cleo, world.account.id)

    assert usage(world.desk, world.cleo, world.account.id) is first
    fewer = NamedBytes(
        "usage.csv", b"\n".join(world.desk.repository.usage(world.account.id)[0].data.split(b"\n")[:2000])
    )
    shown = keep_usage(world.desk, world.cleo, world.account.id, [fewer])
    assert shown.tables[0].rows < first.tables[0].rows
    assert usage(world.desk, world.cleo, world.account.id) == shown


def test_the_role_map_follows_the_notes(world: World) -> None:
    made = role_map(world.desk, world.cleo, world.account.id)

    assert {one.id for one in made.documents} == {"interview.txt", "notes.md"}
    assert all(one.text for one in made.documents)
    assert role_map(world.desk, world.cleo, world.account.id) == made
    with world.desk.store.read() as work:
        kept = work.charts.role_map(world.account.id)
    assert kept is not None
    assert all(not one.text for one in kept.documents)
    keep_interview(world.desk, world.cleo, world.account.id, [NOTES])
    assert "Ann Kuhl" in {one.name for one in role_map(world.desk, world.cleo, world.account.id).people}


def test_a_matrix_is_suggested_accepted_by_everybody_and_put_in_force(world: World) -> None:
    desk, account = world.desk, world.account.id
    matrix = raci(desk, world.cleo, account, "renewal")
    with pytest.raises(Exception, match="not accepted yet"):
        put_in_force(desk, world.cleo, account, "renewal")
    for who in matrix.acceptors:
        matrix = accept_raci(desk, world.cleo, account, "renewal", who)
    assert matrix.state is RaciState.ACCEPTED

    put_in_force(desk, world.rhea, account, "renewal", note="agreed in the weekly meeting")

    kept = raci(desk, world.cleo, account, "renewal")
    assert (kept.state, kept.log[-1].by) == (RaciState.IN_FORCE, "Rhea")
    fresh = raci(desk, world.cleo, account, "renewal", refresh=True)
    assert fresh.state is RaciState.SUGGESTED
    assert matrices(desk, world.cleo, account)["renewal until 2026-10-01"].state is RaciState.IN_FORCE


def test_coverage_tells_what_is_missing(world: World) -> None:
    assert account_coverage(world.desk, world.cleo, world.account.id).unheard is None
    role_map(world.desk, world.cleo, world.account.id)
    world.approved()

    covered = account_coverage(world.desk, world.cleo, world.account.id)

    assert (covered.approved, covered.missing, covered.renews_in) == (1, 2, 95)
    assert covered.unheard is not None
    assert Role.BUILDER in covered.unheard  # Dele built it, and was never interviewed
    assert Role.SOLUTION_OWNER not in covered.unheard  # Owen was
    assert any(one.name == "Dele Akande" for one in covered.ask_next)
    assert coverage(world.desk, world.cleo) == (covered,)


def test_the_guide_asks_what_is_open(world: World) -> None:
    asked = guide(world.desk, world.cleo, world.account.id)

    assert asked.questions
    assert asked.account.id == world.account.id


def test_what_waits_depends_on_who_comes_in(world: World) -> None:
    world.drafted()
    assert [(task.kind, task.story) for task in home(world.desk, world.cleo).tasks] == [("draft", "story_1")]
    assert home(world.desk, world.rhea).tasks == ()
    submit(world.desk, world.cleo, "story_1")
    assert [task.kind for task in home(world.desk, world.rhea).tasks] == ["review"]
    ask_for_changes(world.desk, world.rhea, "story_1", "name the owner first")
    assert "name the owner first" in home(world.desk, world.cleo).tasks[0].why
    world.clock.to(date(2026, 12, 20))
    assert [task.kind for task in home(world.desk, world.cleo).tasks] == ["draft", "renewal"]
