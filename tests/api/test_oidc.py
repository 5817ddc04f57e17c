"""Sign-in by OpenID Connect, against a real provider in a process of its own."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from api.harness import House

Client = Callable[..., TestClient]
CLAIMS = [
    {"sub": "ada", "email": "csm@loomworks.example", "email_verified": True},
    {"sub": "eve", "email": "eve@elsewhere.example", "email_verified": True},
    {"sub": "mal", "email": "csm@loomworks.example", "email_verified": False},
]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider's address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-nonce",
        "true",
    ]
    for claims in CLAIMS:
        command += ["--user-claims", json.dumps(claims)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as provider:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/.well-known/openid-configuration")
            yield address
        finally:
            provider.terminate()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            httpx.get(address).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the provider did not start")


@pytest.fixture
def joined(build: Callable[..., House], issuer: str) -> House:
    """A service that trusts the provider, with a CSM."""
    house = build(oidc_issuer=issuer, oidc_client_id="stories", oidc_client_secret="s3cret")  # noqa: S106  of a provider that lives for a test
    house.user("csm")
    return house


def authorized(browser: TestClient, subject: str) -> tuple[str, str]:
    """Go to the provider and say yes there; where it sent the browser, and where it sends it back."""
    left = browser.get("/sign-in/oidc")
    assert left.status_code == 302, left.text
    there = left.headers["location"]
    said_yes = httpx.post(there, data={"sub": subject})
    assert said_yes.status_code == 302, said_yes.text
    back = urlsplit(said_yes.headers["location"])
    return there, f"{back.path}?{back.query}"


def test_somebody_known_comes_in_with_state_nonce_and_pkce(joined: House, client: Client) -> None:
    browser = client(joined)
    there, back = authorized(browser, "ada")
    asked = parse_qs(urlsplit(there).query)

    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert asked["code_challenge_method"] == ["S256"]
    assert browser.get(back).status_code == 303
    assert browser.get("/api/v1/me").json()["user"]["id"] == "csm"


@pytest.mark.parametrize(("subject", "why"), [("eve", "nobody here"), ("mal", "no verified")])
def test_a_stranger_or_an_address_not_verified_stays_out(joined: House, client: Client, subject: str, why: str) -> None:
    browser = client(joined)
    _, back = authorized(browser, subject)
    refused = browser.get(back)

    assert refused.status_code == 403
    assert why in refused.json()["detail"]
    assert browser.get("/api/v1/me").status_code == 401


def test_a_state_of_another_browser_does_not_hold(joined: House, client: Client) -> None:
    browser, other = client(joined), client(joined)
    _, back = authorized(browser, "ada")

    assert other.get(back).status_code == 403
    assert browser.get(re.sub(r"state=[^&]+", "state=forged", back)).status_code == 403


def test_a_code_works_once(joined: House, client: Client) -> None:
    browser = client(joined)
    _, back = authorized(browser, "ada")

    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403


def test_without_a_provider_there_is_nothing_there(house: House, client: Client) -> None:
    assert client(house).get("/sign-in/oidc").status_code == 404
