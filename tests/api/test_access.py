"""Default deny: every route, as every role and as nobody."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.access import Needs, Open, api_routes, declared, refuse_undeclared
from api.harness import House
from assistant.domain.users import UserRole

Client = Callable[..., TestClient]
FORBIDDEN, NOBODY = 403, 401


def routes(house: House) -> list[tuple[str, str, Needs | Open | None]]:
    return [
        (method, re.sub(r"\{[^}]*\}", "x", route.path), declared(route))
        for route in api_routes(house.app)
        for method in sorted(route.methods or ())
    ]


def test_nobody_gets_past_a_route_that_is_not_open(house: House, client: Client) -> None:
    nobody = client(house)
    answers = {(method, path): nobody.request(method, path).status_code for method, path, _ in routes(house)}

    guarded = {(method, path) for method, path, needs in routes(house) if isinstance(needs, Needs)}
    assert guarded
    assert {key for key, status in answers.items() if status == NOBODY} == guarded


@pytest.mark.parametrize("role", list(UserRole))
def test_a_role_gets_past_exactly_what_it_may(house: House, client: Client, role: UserRole) -> None:
    with house.parts.store.read() as work:
        user = work.users.get(str(role))
    asking = client(house, str(role))
    for method, path, needs in routes(house):
        if not isinstance(needs, Needs) or path.endswith("/events"):
            continue
        status = asking.request(method, path).status_code
        allowed = needs.permission is None or user.may(needs.permission)
        assert (status == FORBIDDEN) is not allowed, (method, path, status)
        assert status < 500, (method, path, status)


def test_what_is_open_is_little(house: House) -> None:
    opened = {path for _, path, needs in routes(house) if isinstance(needs, Open)}

    signing_in = {"/sign-in", "/sign-in/resume", "/sign-in/link/x", "/sign-in/oidc", "/sign-in/oidc/callback"}
    assert opened <= {"/health", "/ready", "/api/v1/openapi.json", "/static/x/x"} | signing_in


def test_an_app_with_a_route_that_says_nothing_does_not_start() -> None:
    app = FastAPI()

    @app.get("/quiet")
    def quiet() -> None:
        """Say nothing of who may ask."""

    with pytest.raises(RuntimeError, match="/quiet"):
        refuse_undeclared(app)


def test_a_wrong_old_or_revoked_token_is_nobody(house: House, client: Client) -> None:
    house.clock.forward(days=31)

    for secret in ("csm", "wrong", ""):
        assert client(house, secret).get("/metrics").status_code == NOBODY


def test_a_user_put_out_of_use_is_nobody(house: House, client: Client) -> None:
    with house.parts.store.write() as work:
        work.users.save(work.users.get("ops").model_copy(update={"active": False}))

    assert client(house, "ops").get("/metrics").status_code == NOBODY
