"""Browsers: sessions by link and by token, and what a forged request cannot do."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from api.harness import House
from api.sessions import local
from assistant.bootstrap.first_start import first_link

Client = Callable[..., TestClient]


def signed_in(house: House, client: Client) -> TestClient:
    """A browser in which the administrator has signed in."""
    issued = first_link(house.parts.desk)
    assert issued is not None
    browser = client(house)
    assert browser.get(f"/sign-in/link/{issued.secret}").status_code == 303
    return browser


def test_a_link_signs_in_once(house: House, client: Client) -> None:
    issued = first_link(house.parts.desk)
    assert issued is not None
    first, second = client(house), client(house)

    came_in = first.get(f"/sign-in/link/{issued.secret}")
    assert (came_in.status_code, came_in.headers["location"]) == (303, "/")
    assert first.get("/api/v1/me").json()["user"]["role"] == "admin"
    assert second.get(f"/sign-in/link/{issued.secret}").status_code == 403
    assert second.get("/api/v1/me").status_code == 401


def test_a_link_lasts_a_quarter_of_an_hour(house: House, client: Client) -> None:
    issued = first_link(house.parts.desk)
    assert issued is not None
    house.clock.forward(minutes=15)

    assert client(house).get(f"/sign-in/link/{issued.secret}").status_code == 403


def test_no_link_is_made_once_somebody_has_signed_in(house: House, client: Client) -> None:
    signed_in(house, client)

    assert first_link(house.parts.desk) is None


def test_the_first_start_makes_the_first_administrator(build: Callable[..., House], client: Client) -> None:
    browser = signed_in(build(), client)

    assert browser.get("/api/v1/me").json()["user"]["name"] == "First administrator"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(house: House, client: Client) -> None:
    issued = first_link(house.parts.desk)
    assert issued is not None

    cookie = client(house).get(f"/sign-in/link/{issued.secret}").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_behind_https_the_cookie_is_for_https_only(build: Callable[..., House], client: Client) -> None:
    house = build(public_url="https://stories.example")
    issued = first_link(house.parts.desk)
    assert issued is not None

    reply = client(house).get(f"/sign-in/link/{issued.secret}")
    assert reply.headers["set-cookie"].startswith("__Host-outcome-stories=")
    assert "; Secure" in reply.headers["set-cookie"]
    assert reply.headers["strict-transport-security"].startswith("max-age=")


def test_a_change_by_cookie_needs_the_sessions_token(house: House, client: Client) -> None:
    browser = signed_in(house, client)
    token = browser.get("/api/v1/me").json()["csrf_token"]

    assert browser.post("/sign-out").status_code == 403
    assert browser.post("/sign-out", headers={"X-CSRF-Token": "0" * 64}).status_code == 403
    assert browser.post("/sign-out", data={"csrf_token": "0" * 64}).status_code == 403
    assert browser.get("/api/v1/me").status_code == 200
    assert browser.post("/sign-out", data={"csrf_token": token}).status_code == 303


def test_signing_out_ends_the_session_in_the_store(house: House, client: Client) -> None:
    browser, thief = signed_in(house, client), client(house)
    thief.cookies = browser.cookies
    token = browser.get("/api/v1/me").json()["csrf_token"]

    assert browser.post("/sign-out", headers={"X-CSRF-Token": token}).headers["location"] == "/sign-in"
    assert thief.get("/api/v1/me").status_code == 401


def test_a_session_runs_out(build: Callable[..., House], client: Client) -> None:
    house = build(session_hours=2)
    browser = signed_in(house, client)
    house.clock.forward(hours=2)

    assert browser.get("/api/v1/me").status_code == 401


def test_a_token_signs_a_browser_in(house: House, client: Client) -> None:
    browser = client(house)

    assert browser.post("/sign-in", data={"token": "wrong"}).status_code == 403
    came_in = browser.post("/sign-in", data={"token": "csm", "next": "/stories"})
    assert (came_in.status_code, came_in.headers["location"]) == (303, "/stories")
    assert browser.get("/api/v1/me").json()["user"]["id"] == "csm"


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}]
)
def test_another_site_cannot_sign_somebody_in(house: House, client: Client, headers: dict[str, str]) -> None:
    assert client(house).post("/sign-in", data={"token": "csm"}, headers=headers).status_code == 403


def test_a_session_secret_is_no_bearer_token(house: House, client: Client) -> None:
    browser = signed_in(house, client)
    (secret,) = browser.cookies.values()

    assert client(house, secret).get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil.example", "stories", "", None])
def test_one_goes_on_only_within_the_service(address: str | None) -> None:
    assert local(address) == "/"
