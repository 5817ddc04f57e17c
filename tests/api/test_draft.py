import json
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from api.harness import INTERVIEW, House

Client = Callable[..., TestClient]
ASKED = {"notes": [{"name": "interview.txt", "text": INTERVIEW}]}


def test_notes_in_checked_story_out(house: House, client: Client) -> None:
    reply = client(house, "csm").post("/api/v1/draft", json=ASKED)

    story = reply.json()
    assert (reply.status_code, story["schema"], story["account"]["name"]) == (200, "outcome-story/1", "Fenwick Mills")
    text = story["documents"][0]["text"]
    citations = [each for part in story["sections"] for claim in part["claims"] for each in claim["citations"]]
    assert citations
    assert all(text[each["start"] : each["end"]] == each["text"] for each in citations)


def test_nothing_of_a_one_shot_draft_is_kept_or_logged(house: House, client: Client) -> None:
    client(house, "csm").post("/api/v1/draft", json=ASKED)

    with house.parts.store.read() as work:
        assert work.audit.all() == ()
    assert "stock" not in house.log.getvalue()
    assert json.loads(house.log.getvalue().splitlines()[-1])["route"] == "/api/v1/draft"


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"notes": []}, "body.notes"),
        ({"notes": [{"name": "a.txt", "text": "Hello."}], "kind": "poem"}, "body.kind"),
        ({"notes": [{"name": "a.txt", "text": "Hello."}], "surprise": 1}, "body.surprise"),
        ({"notes": [{"name": "a.txt", "text": ""}]}, "a.txt"),
        ({"notes": [{"name": "a.pdf", "text": "no pdf"}]}, "a.pdf"),
    ],
)
def test_what_is_wrong_is_named(house: House, client: Client, asked: dict[str, object], where: str) -> None:
    reply = client(house, "csm").post("/api/v1/draft", json=asked)

    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert where in [each["where"] for each in reply.json()["errors"]]


def test_an_account_given_by_name_has_its_id(house: House, client: Client) -> None:
    asked = {"notes": [{"name": "a.txt", "text": INTERVIEW}], "account": {"name": "Tarn Foods", "industry": "food"}}

    assert client(house, "csm").post("/api/v1/draft", json=asked).json()["account"] == {
        "id": "tarn-foods",
        "name": "Tarn Foods",
    }
