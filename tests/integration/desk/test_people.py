"""Users, secrets and sessions: shown once, kept by hash, over when they should be."""

from datetime import timedelta
from typing import Any

import pytest

from assistant.domain.errors import BadInput, NotAllowed, NotFound
from assistant.domain.users import TokenPurpose, UserRole
from assistant.workflow.desk.auditing import audit
from assistant.workflow.desk.people import assign, deactivate, invite, reactivate, rename, set_role, users
from assistant.workflow.desk.signing import (
    create_token,
    end_session,
    member,
    open_session,
    revoke,
    sign_in,
    sign_in_link,
    use_link,
)

World = Any  # of conftest


def test_a_token_opens_until_it_runs_out(world: World) -> None:
    issued = create_token(world.desk, world.ada, "cleo", label="sync", days=2)

    assert issued.secret not in issued.token.model_dump_json()
    signed = sign_in(world.desk, issued.secret)
    assert signed is not None
    assert (signed.user.id, signed.token.label) == ("cleo", "sync")
    assert sign_in(world.desk, issued.secret, TokenPurpose.SESSION) is None
    assert sign_in(world.desk, issued.secret + "x") is None
    world.clock.later(days=2)
    assert sign_in(world.desk, issued.secret) is None


def test_a_revoked_token_opens_nothing(world: World) -> None:
    issued = create_token(world.desk, world.ada, "cleo")

    revoke(world.desk, world.ada, "cleo", issued.token.id)

    assert sign_in(world.desk, issued.secret) is None
    with pytest.raises(NotFound):
        revoke(world.desk, world.ada, "rhea", issued.token.id)


def test_a_link_signs_in_once(world: World) -> None:
    link = sign_in_link(world.desk, world.ada, "cleo")

    session = use_link(world.desk, link.secret)

    assert session is not None
    assert use_link(world.desk, link.secret) is None
    assert sign_in(world.desk, session.secret, TokenPurpose.SESSION) is not None
    end_session(world.desk, session.secret)
    assert sign_in(world.desk, session.secret, TokenPurpose.SESSION) is None


def test_who_is_let_go_is_out_at_once(world: World) -> None:
    token, session = create_token(world.desk, world.ada, "cleo"), open_session(world.desk, "cleo")

    deactivate(world.desk, world.ada, "cleo")

    assert sign_in(world.desk, token.secret) is None
    assert sign_in(world.desk, session.secret, TokenPurpose.SESSION) is None
    with pytest.raises(NotAllowed):
        open_session(world.desk, "cleo")
    reactivate(world.desk, world.ada, "cleo")
    assert sign_in(world.desk, token.secret) is None


def test_somebody_is_always_left_to_look_after_users(world: World) -> None:
    with pytest.raises(NotAllowed, match="last administrator"):
        deactivate(world.desk, world.ada, "ada")
    with pytest.raises(NotAllowed, match="last administrator"):
        set_role(world.desk, world.ada, "ada", UserRole.OPS)
    set_role(world.desk, world.ada, "rhea", UserRole.ADMIN)
    assert set_role(world.desk, world.ada, "ada", UserRole.OPS).role is UserRole.OPS


def test_an_address_is_one_persons(world: World) -> None:
    nia = invite(world.desk, world.ada, "  Nia   Low ", UserRole.CSM, email="Nia@example.com")

    assert nia.name == "Nia Low"
    assert member(world.desk, "nia@EXAMPLE.com") == nia
    for refused in ("nia@example.com", "nonsense", "a b@example.com"):
        with pytest.raises(BadInput):
            invite(world.desk, world.ada, "Other", UserRole.CSM, email=refused)
    with pytest.raises(BadInput):
        rename(world.desk, world.ada, "cleo", "Cleo", "nia@example.com")
    deactivate(world.desk, world.ada, nia.id)
    assert member(world.desk, "nia@example.com") is None


def test_only_known_accounts_are_assigned(world: World) -> None:
    with pytest.raises(NotFound):
        assign(world.desk, world.ada, "cyra", ("nowhere",))

    assert assign(world.desk, world.ada, "cyra", (world.account.id,)).sees(world.account.id)
    assert {user.id for user in users(world.desk, world.ada)} == {"ada", "cleo", "cyra", "otto", "rhea"}


@pytest.mark.parametrize("days", [0, -1, 100_000])
def test_a_token_lasts_some_days(world: World, days: int) -> None:
    with pytest.raises(BadInput):
        create_token(world.desk, world.ada, "cleo", days=days)


def test_the_log_holds_no_secret(world: World) -> None:
    issued = create_token(world.desk, world.ada, "cleo")
    use_link(world.desk, sign_in_link(world.desk, world.ada, "cleo").secret)

    told = "".join(entry.model_dump_json() for entry in audit(world.desk, world.otto))
    assert issued.secret not in told
    assert issued.token.sha256 not in told
    assert issued.token.expires_at - issued.token.created_at == timedelta(days=world.desk.policy.token_days)
