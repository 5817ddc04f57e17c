"""Every use case as every role, as somebody whose account it is not, and as somebody who was let go."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.domain.consent import Channel, Item
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import AssistantError, NotAllowed, NotFound
from assistant.domain.users import Permission, UserRole
from assistant.workflow.desk import (
    accounts,
    auditing,
    charts,
    consenting,
    coverage,
    deciding,
    editing,
    erasing,
    exporting,
    forgetting,
    home,
    interviews,
    library,
    people,
    remarks,
    searching,
    signing,
    stories,
    usages,
)

World = Any  # of conftest
Call = Callable[[Any, Any, str], object]  # desk, user, account

FILE = NamedBytes("a.txt", b"Ann Kuhl: I built it.")
ASKED = consenting.Asked(None, Item.LOGO, Channel.WEB, date(2026, 1, 1), None, "mail")

OF_ACCOUNT: dict[str, tuple[Permission, Call]] = {
    "get_account": (Permission.READ, accounts.get_account),
    "understand": (Permission.WRITE, lambda d, u, a: interviews.understand(d, u, [FILE], a)),
    "keep_interview": (Permission.WRITE, lambda d, u, a: interviews.keep_interview(d, u, a, [FILE])),
    "documents": (Permission.READ, interviews.documents),
    "document": (Permission.READ, lambda d, u, a: interviews.document(d, u, a, "notes.md")),
    "keep_usage": (Permission.WRITE, lambda d, u, a: usages.keep_usage(d, u, a, d.repository.usage(a))),
    "usage": (Permission.READ, usages.usage),
    "read_story": (Permission.READ, lambda d, u, _: stories.read_story(d, u, "story_1")),
    "versions": (Permission.READ, lambda d, u, _: stories.versions(d, u, "story_1")),
    "differences": (Permission.READ, lambda d, u, _: stories.differences(d, u, "story_1", 1, 1)),
    "edit_claim": (Permission.WRITE, lambda d, u, _: editing.edit_claim(d, u, "story_1", "c10", "It was so.")),
    "add_claim": (Permission.WRITE, lambda d, u, _: editing.add_claim(d, u, "story_1", "c10", "It was so.")),
    "remove_claim": (Permission.WRITE, lambda d, u, _: editing.remove_claim(d, u, "story_1", "c10")),
    "edit_title": (Permission.WRITE, lambda d, u, _: editing.edit_title(d, u, "story_1", "A title")),
    "edit_summary": (Permission.WRITE, lambda d, u, _: editing.edit_summary(d, u, "story_1", "In short.")),
    "set_expiry": (Permission.WRITE, lambda d, u, _: editing.set_expiry(d, u, "story_1", None)),
    "recheck": (Permission.WRITE, lambda d, u, _: editing.recheck(d, u, "story_1")),
    "submit": (Permission.WRITE, lambda d, u, _: deciding.submit(d, u, "story_1")),
    "comment": (Permission.WRITE, lambda d, u, _: remarks.comment(d, u, "story_1", "Why?")),
    "resolve_comment": (Permission.WRITE, lambda d, u, _: remarks.resolve_comment(d, u, "story_1", "comment_000001")),
    "approve": (Permission.DECIDE, lambda d, u, _: deciding.approve(d, u, "story_1")),
    "ask_for_changes": (Permission.DECIDE, lambda d, u, _: deciding.ask_for_changes(d, u, "story_1", "shorter")),
    "reject": (Permission.DECIDE, lambda d, u, _: deciding.reject(d, u, "story_1", "old")),
    "override_claim": (Permission.DECIDE, lambda d, u, _: remarks.override_claim(d, u, "story_1", "c10", "seen")),
    "publish": (Permission.PUBLISH, lambda d, u, _: deciding.publish(d, u, "story_1", Channel.WEB)),
    "withdraw an approved one": (Permission.PUBLISH, lambda d, u, _: deciding.withdraw(d, u, "story_2", "old")),
    "withdraw a draft": (Permission.WRITE, lambda d, u, _: deciding.withdraw(d, u, "story_1", "old")),
    "export_story": (
        Permission.PUBLISH,
        lambda d, u, _: exporting.export_story(d, u, "story_2", "md", Channel.INTERNAL),
    ),
    "read_export": (Permission.READ, lambda d, u, _: exporting.read_export(d, u, "export_000001")),
    "exports": (Permission.READ, lambda d, u, _: exporting.exports(d, u, story="story_2")),
    "one_liner": (Permission.READ, lambda d, u, _: library.one_liner(d, u, "story_2")),
    "consent_matrix": (Permission.READ, lambda d, u, a: consenting.consent_matrix(d, u, Channel.WEB, account=a)),
    "consents of a story": (
        Permission.READ,
        lambda d, u, _: consenting.consent_matrix(d, u, Channel.WEB, story="story_1"),
    ),
    "give_consent": (Permission.WRITE, lambda d, u, a: consenting.give_consent(d, u, a, ASKED)),
    "withdraw_consent": (Permission.WRITE, lambda d, u, a: consenting.withdraw_consent(d, u, a, "consent_000001")),
    "running_out": (Permission.READ, consenting.running_out),
    "library of the account": (
        Permission.READ,
        lambda d, u, a: library.library(d, u, filters=searching.Filters(account=a)),
    ),
    "search in the account": (
        Permission.READ,
        lambda d, u, a: searching.search(d, u, "spreadsheet", filters=searching.Filters(account=a)),
    ),
    "account_coverage": (Permission.READ, coverage.account_coverage),
    "role_map": (Permission.READ, charts.role_map),
    "raci": (Permission.READ, lambda d, u, a: charts.raci(d, u, a, "renewal")),
    "matrices": (Permission.READ, charts.matrices),
    "accept_raci": (Permission.WRITE, lambda d, u, a: charts.accept_raci(d, u, a, "renewal", "Nobody")),
    "put_in_force": (Permission.WRITE, lambda d, u, a: charts.put_in_force(d, u, a, "renewal")),
    "record_right": (Permission.WRITE, lambda d, u, a: charts.record_right(d, u, a, "renewal", "x")),
    "guide": (Permission.READ, charts.guide),
    "erase_document": (Permission.ERASE, lambda d, u, a: erasing.erase_document(d, u, a, "notes.md")),
    "erase_person": (Permission.ERASE, lambda d, u, a: forgetting.erase_person(d, u, a, "Ciara Dunne")),
}
OF_ALL: dict[str, tuple[Permission, Call]] = {
    "list_accounts": (Permission.READ, lambda d, u, _: accounts.list_accounts(d, u)),
    "list_stories": (Permission.READ, lambda d, u, _: stories.list_stories(d, u)),
    "library": (Permission.READ, lambda d, u, _: library.library(d, u)),
    "search": (Permission.READ, lambda d, u, _: searching.search(d, u, "spreadsheet")),
    "coverage": (Permission.READ, lambda d, u, _: coverage.coverage(d, u)),
    "home": (Permission.READ, lambda d, u, _: home.home(d, u)),
    "exports": (Permission.READ, lambda d, u, _: exporting.exports(d, u)),
    "audit": (Permission.OPERATE, lambda d, u, _: auditing.audit(d, u)),
    "verify_chain": (Permission.OPERATE, lambda d, u, _: auditing.verify_chain(d, u)),
    "users": (Permission.ADMINISTER, lambda d, u, _: people.users(d, u)),
    "invite": (Permission.ADMINISTER, lambda d, u, _: people.invite(d, u, "Nia", UserRole.CSM)),
    "set_role": (Permission.ADMINISTER, lambda d, u, _: people.set_role(d, u, "cleo", UserRole.CSM)),
    "assign": (Permission.ADMINISTER, lambda d, u, a: people.assign(d, u, "cleo", (a,))),
    "rename": (Permission.ADMINISTER, lambda d, u, _: people.rename(d, u, "cleo", "Cleo", None)),
    "deactivate": (Permission.ADMINISTER, lambda d, u, _: people.deactivate(d, u, "cyra")),
    "reactivate": (Permission.ADMINISTER, lambda d, u, _: people.reactivate(d, u, "cyra")),
    "tokens": (Permission.ADMINISTER, lambda d, u, _: people.tokens(d, u, "cleo")),
    "create_token": (Permission.ADMINISTER, lambda d, u, _: signing.create_token(d, u, "cleo")),
    "sign_in_link": (Permission.ADMINISTER, lambda d, u, _: signing.sign_in_link(d, u, "cleo")),
    "revoke": (Permission.ADMINISTER, lambda d, u, _: signing.revoke(d, u, "cleo", "x")),
}


@pytest.fixture
def full(world: World) -> World:
    world.drafted()
    world.approved("story_2")
    world.agreed("story_1", Channel.WEB)
    remarks.comment(world.desk, world.cleo, "story_1", "Hm.")
    exporting.export_story(world.desk, world.rhea, "story_2", "md", Channel.INTERNAL)
    return world


@pytest.mark.parametrize("name", [*OF_ACCOUNT, *(f"all: {name}" for name in OF_ALL)])
def test_who_may(full: World, name: str) -> None:
    permission, call = OF_ALL[name[5:]] if name.startswith("all: ") else OF_ACCOUNT[name]
    desk, account = full.desk, full.account.id
    gone = full.ada.model_copy(update={"active": False})
    for user in (gone, *(u for u in (full.otto, full.cleo, full.rhea) if not u.may(permission))):
        with pytest.raises(NotAllowed):
            call(desk, user, account)
    if name in OF_ACCOUNT and full.cyra.may(permission):
        with pytest.raises(NotFound):
            call(desk, full.cyra, account)
    allowed = next(u for u in (full.rhea, full.ada) if u.may(permission))
    try:
        call(desk, allowed, account)
    except NotAllowed as error:
        raise AssertionError(f"{allowed.id} may {permission}") from error
    except AssistantError:
        pass  # not theirs to do now, which is another matter


def test_a_csm_sees_assigned_accounts_only(full: World) -> None:
    for listed in (accounts.list_accounts, stories.list_stories, library.library, coverage.coverage, exporting.exports):
        assert listed(full.desk, full.cleo)
        assert listed(full.desk, full.cyra) == ()
    assert searching.search(full.desk, full.cyra, "spreadsheet") == ()
    assert searching.search(full.desk, full.cleo, "spreadsheet") != ()
    assert home.home(full.desk, full.cyra).tasks == ()


def test_what_is_not_yours_reads_like_what_is_not_there(full: World) -> None:
    for known, unknown in ((full.account.id, "nowhere"),):
        told = []
        for id_ in (known, unknown):
            with pytest.raises(NotFound) as refused:
                accounts.get_account(full.desk, full.cyra, id_)
            told.append(str(refused.value).replace(id_, "ID"))
        assert told[0] == told[1]
    told = []
    for id_ in ("story_1", "story_9"):
        with pytest.raises(NotFound) as refused:
            stories.read_story(full.desk, full.cyra, id_)
        told.append(str(refused.value).replace(id_, "ID"))
    assert told[0] == told[1]
