"""Users and tokens, as an administrator looks after them, and on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.harness import House
from assistant.cli.main import main

Client = Callable[..., TestClient]
USERS = "/api/v1/users"


def test_somebody_is_invited_works_and_is_let_go(house: House, client: Client) -> None:
    admin = client(house, "admin")
    cora = admin.post(USERS, json={"name": "Cora Bell", "role": "csm", "accounts": ["fenwick-mills"]}).json()["id"]
    made = admin.post(f"{USERS}/{cora}/tokens", json={"label": "import", "days": 7}).json()
    hers = client(house, made["secret"])
    assert hers.get("/api/v1/accounts/fenwick-mills").status_code == 200

    changed = admin.patch(f"{USERS}/{cora}", json={"accounts": ["tarn-foods"], "email": "cora@loomworks.example"})
    assert (changed.json()["accounts"], changed.json()["name"]) == (["tarn-foods"], "Cora Bell")
    assert hers.get("/api/v1/accounts/fenwick-mills").status_code == 404
    (token,) = admin.get(f"{USERS}/{cora}/tokens").json()["items"]
    assert token["label"] == "import"
    assert made["secret"] not in admin.get(f"{USERS}/{cora}/tokens").text
    assert admin.delete(f"{USERS}/{cora}/tokens/{token['id']}").json()["revoked_at"]
    assert hers.get("/api/v1/me").status_code == 401
    assert admin.patch(f"{USERS}/{cora}", json={"active": False}).json()["active"] is False
    assert admin.patch(f"{USERS}/{cora}", json={"active": True, "role": "reviewer"}).json()["role"] == "reviewer"
    assert cora in [user["id"] for user in admin.get(USERS).json()["items"]]


def test_a_link_signs_somebody_in(house: House, client: Client) -> None:
    address = client(house, "admin").post(f"{USERS}/csm/sign-in-link").json()["address"]
    browser = client(house)

    assert browser.get(address).status_code == 303
    assert browser.get("/api/v1/me").json()["user"]["id"] == "csm"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": " ", "role": "csm"}, 422),
        ({"name": "C", "role": "king"}, 422),
        ({"name": "C", "role": "csm", "email": "nobody"}, 422),
        ({"name": "C", "role": "csm", "email": "OPS@loomworks.example"}, 422),
        ({"name": "C", "role": "csm", "accounts": ["nowhere"]}, 404),
    ],
)
def test_what_cannot_be_is_refused(house: House, client: Client, body: dict[str, object], status: int) -> None:
    assert client(house, "admin").post(USERS, json=body).status_code == status


def test_there_is_always_an_administrator(house: House, client: Client) -> None:
    admin = client(house, "admin")

    assert admin.patch(f"{USERS}/admin", json={"role": "csm"}).status_code == 403
    assert admin.patch(f"{USERS}/admin", json={"active": False}).status_code == 403
    assert admin.patch(f"{USERS}/nobody", json={"active": False}).status_code == 404


def test_tokens_are_made_listed_and_revoked_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(tmp_path / "data")

    def ran(*arguments: str) -> str:
        assert main(["token", *arguments, "--data", data]) == 0
        return capsys.readouterr().out.strip()

    secret = ran("create", "--role", "csm", "--name", "Cora Bell")
    listed = ran("list")
    (user,) = json.loads(listed)["users"]
    (token,) = user["tokens"]
    assert (user["name"], user["role"], token["revoked_at"]) == ("Cora Bell", "csm", None)
    assert len(secret) >= 43
    assert secret not in listed
    ran("revoke", token["id"])
    assert json.loads(ran("list"))["users"][0]["tokens"][0]["revoked_at"]
    assert main(["token", "revoke", "token_1", "--data", data]) == 2
    assert main(["token", "create", "--role", "csm", "--account", "nowhere", "--data", data]) == 2
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
