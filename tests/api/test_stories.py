"""A story's life over HTTP: from notes to a file that goes out, and back in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.harness import INTERVIEW, House
from assistant.domain.users import User, UserRole

Client = Callable[..., TestClient]
FENWICK = "/api/v1/accounts/fenwick-mills"


@pytest.fixture
def csm(house: House) -> User:
    with house.parts.store.read() as work:
        return work.users.get("csm")


@pytest.fixture
def story(house: House, csm: User) -> str:
    """The address of a draft of the CSM's."""
    return f"/api/v1/stories/{house.drafted('fenwick-mills', csm)}"


def asked(client: TestClient, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """Ask, and be answered well."""
    reply = client.request(method, path, json=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
    assert reply.is_success, reply.text
    return reply.json()


def test_from_notes_to_a_file_that_goes_out_and_is_pulled(house: House, client: Client, story: str) -> None:
    csm, reviewer = client(house, "csm"), client(house, "reviewer")
    needs = asked(csm, "GET", f"{story}/consents?channel=one_to_one")
    for row in needs["rows"]:
        need = row["need"]
        consent = {"person": need["person"], "item": need["item"], "channel": "one_to_one", "start": "2026-08-01",
                   "how": "e-mail"}  # fmt: skip
        asked(csm, "POST", f"{FENWICK}/consents", consent)
    handed_in = asked(csm, "POST", f"{story}/submit")
    approved = asked(reviewer, "POST", f"{story}/approve", If_Match=f'"r{handed_in["record"]["revision"]}"')
    assert approved["blockers"]["one_to_one"] == []
    published = asked(reviewer, "POST", f"{story}/publish", {"channel": "one_to_one"}, If_Match="*")
    assert (published["record"]["state"], published["channels"]) == ("published", ["one_to_one"])
    made = reviewer.post(f"{story}/exports", json={"format": "html", "channel": "one_to_one", "sent_to": "Tarn Foods"})
    assert made.status_code == 201

    file = csm.get(made.headers["location"])
    assert file.headers["content-disposition"].startswith('attachment; filename="story_')
    assert file.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert [item["record"]["state"] for item in asked(csm, "GET", "/api/v1/library")["items"]] == ["published"]
    assert asked(csm, "GET", f"{story}/one-liner")["text"]

    withdrawn = asked(reviewer, "POST", f"{story}/withdraw", {"reason": "They asked us to."})
    assert [export["sent_to"] for export in withdrawn["exports"] if export["pulled_at"]] == ["Tarn Foods"]
    pulled = csm.get(made.headers["location"])
    assert (pulled.status_code, bool(pulled.json()["blockers"])) == (409, True)


def test_the_gate_says_what_is_in_the_way(house: House, client: Client, story: str) -> None:
    asked(client(house, "csm"), "POST", f"{story}/submit")
    asked(client(house, "reviewer"), "POST", f"{story}/approve", If_Match="*")

    reply = client(house, "reviewer").post(f"{story}/publish", json={"channel": "web"}, headers={"If-Match": "*"})
    assert (reply.status_code, reply.json()["type"]) == (409, "urn:outcome-stories:problem:blocked")
    assert reply.json()["blockers"]


def test_whoever_wrote_it_cannot_approve_it(house: House, client: Client) -> None:
    with house.parts.store.read() as work:
        author = work.users.get("reviewer")
    mine = f"/api/v1/stories/{house.drafted('fenwick-mills', author)}"
    asked(client(house, "reviewer"), "POST", f"{mine}/submit")

    assert client(house, "reviewer").post(f"{mine}/approve", headers={"If-Match": "*"}).status_code == 403


def test_an_edit_names_what_it_was_made_on(house: House, client: Client, story: str) -> None:
    csm = client(house, "csm")
    read = csm.get(story)
    claim = read.json()["content"]["sections"][0]["claims"][0]
    edit = {"text": "Now the stock count takes 3 days.", "note": "shorter"}
    path = f"{story}/claims/{claim['id']}"

    assert csm.patch(path, json=edit).status_code == 428
    assert csm.patch(path, json=edit, headers={"If-Match": '"r99"'}).status_code == 412
    assert csm.patch(path, json=edit, headers={"If-Match": '"other"'}).status_code == 412
    edited = csm.patch(path, json=edit, headers={"If-Match": read.headers["etag"]})
    assert (edited.status_code, edited.json()["version"]) == (200, 2)
    assert edited.headers["etag"] != read.headers["etag"]
    changes = asked(csm, "GET", f"{story}/differences?before=1&after=2")["items"]
    assert [change["change"] for change in changes if change["change"] != "same"]
    assert [each["version"] for each in asked(csm, "GET", f"{story}/versions")["items"]] == [1, 2]


def test_of_two_editors_at_once_one_wins_and_the_other_is_told(house: House, client: Client, story: str) -> None:
    first, second = client(house, "csm"), client(house, "admin")
    tag = first.get(story).headers["etag"]

    def edit(editor: TestClient, title: str) -> int:
        return editor.put(f"{story}/title", json={"text": title}, headers={"If-Match": tag}).status_code

    with ThreadPoolExecutor() as pool:
        statuses = sorted(pool.map(edit, (first, second), ("Stock counted in days", "A count in three days")))
    assert statuses == [200, 412]
    assert asked(first, "GET", story)["version"] == 2


def test_what_is_refused_is_vouched_for_and_said_of(house: House, client: Client, story: str) -> None:
    csm, reviewer = client(house, "csm"), client(house, "reviewer")
    after = asked(csm, "GET", story)["content"]["sections"][0]["claims"][0]["id"]
    added = asked(csm, "POST", f"{story}/claims", {"after": after, "text": "Scrap fell by 40%."}, If_Match="*")
    refused = [c for part in added["content"]["sections"] for c in part["claims"] if c["text"] == "Scrap fell by 40%."]
    assert refused[0]["verdict"] != "supported"
    claim = refused[0]["id"]

    assert reviewer.post(f"{story}/claims/{claim}/override", json={"reason": ""}).status_code == 422
    vouched = asked(reviewer, "POST", f"{story}/claims/{claim}/override", {"reason": "I have seen the report."})
    assert [each["claim"] for each in vouched["overrides"]] == [claim]
    comment = asked(csm, "POST", f"{story}/comments", {"text": "Which report?", "claim": claim})
    settled = asked(reviewer, "POST", f"{story}/comments/{comment['id']}/resolve")
    assert settled["resolved_by"] == "reviewer"
    assert asked(csm, "DELETE", f"{story}/claims/{claim}", If_Match="*")["version"] == 3
    assert asked(csm, "POST", f"{story}/recheck", If_Match="*")["version"] == 3


def test_another_csms_story_is_not_there(house: House, client: Client, story: str) -> None:
    house.user("csm", "tarn", "tarn-foods")
    stranger = client(house, "csm-tarn")

    assert stranger.get(story).status_code == 404
    assert stranger.put(f"{story}/title", json={"text": "Mine"}, headers={"If-Match": "*"}).status_code == 404
    assert asked(stranger, "GET", "/api/v1/stories")["items"] == []
    assert stranger.get(FENWICK).status_code == 404
    assert asked(stranger, "GET", "/api/v1/search?q=stock")["results"] == []


def test_what_was_understood_is_told_and_corrected_before_it_is_kept(house: House, client: Client) -> None:
    csm = client(house, "csm")
    notes = [{"name": "call.txt", "text": INTERVIEW + "Ada Stone: Write to me at ada@fenwick.example.\n"}]
    told = asked(csm, "POST", "/api/v1/interviews/understand", {"notes": notes, "account": "fenwick-mills"})
    (document,) = told["documents"]
    assert {voice["person"]["name"]: voice["turns"] for voice in document["people"]} == {"Ada Stone": 3, "Cora Bell": 2}
    assert {"9 days", "3 days"} <= {figure["text"] for figure in document["figures"]}
    assert document["held_on"] == "2026-03-02"
    address = next(each for each in document["redactions"] if "@" in document["text"][each["start"] : each["end"]])

    corrections = {
        "people": [{"name": "Ada Stone", "title": "Chief Operating Officer", "side": "customer"}],
        "held_on": {"call.txt": "2026-03-03"},
        "hide": [{key: address[key] for key in ("document", "start", "end")}],
    }
    kept = asked(csm, "POST", f"{FENWICK}/interviews", {"notes": notes, "corrections": corrections})
    assert [each["status"] for each in kept["documents"]] == ["new"]
    read = asked(csm, "GET", f"{FENWICK}/documents/call.txt")
    assert "ada@fenwick.example" not in read["text"]
    assert read["header"]["held_on"] == "2026-03-03"
    assert [each["held_on"] for each in asked(csm, "GET", f"{FENWICK}/documents")["items"]] == ["2026-03-03"]
    assert asked(csm, "GET", FENWICK)["account"]["people"][0]["title"] == "Chief Operating Officer"
    assert "ada@" not in house.log.getvalue()


def test_files_are_taken_and_bounded(house: House, client: Client) -> None:
    csm = client(house, "csm")
    notes = ("files", ("../../call.txt", INTERVIEW.encode(), "text/html"))
    kept = csm.post(f"{FENWICK}/interviews/files", files=[notes], data={"corrections": '{"held_on": {}}'})
    assert [each["id"] for each in kept.json()["documents"]] == ["call.txt"]
    assert csm.post("/api/v1/interviews/understand-files", files=[notes]).status_code == 200
    assert csm.post(f"{FENWICK}/interviews/files", files=[notes], data={"corrections": "{"}).status_code == 422
    assert csm.post(f"{FENWICK}/interviews/files", files=[notes] * 51).status_code == 422
    assert csm.post(f"{FENWICK}/interviews/files", data={"redact": "on"}).status_code == 422
    usage = ("files", ("usage.csv", b"user,date,feature\nu1,2026-01-05,board\nu2,2026-01-06,board\n", "text/csv"))
    shown = csm.post(f"{FENWICK}/usage/files", files=[usage])
    assert shown.status_code == 201, shown.text
    assert asked(csm, "GET", f"{FENWICK}/usage")["tables"][0]["file"] == "usage.csv"


def test_charts_coverage_and_what_waits(house: House, client: Client, story: str) -> None:
    csm, reviewer = client(house, "csm"), client(house, "reviewer")

    assert {each["name"] for each in asked(csm, "GET", f"{FENWICK}/role-map")["people"]} == {"Ada Stone", "Cora Bell"}
    assert asked(csm, "POST", f"{FENWICK}/role-map")["people"]
    assert asked(csm, "GET", f"{FENWICK}/raci/renewal")["state"] == "suggested"
    assert list(asked(csm, "GET", f"{FENWICK}/raci")["matrices"]) == ["renewal"]
    assert csm.get(f"{FENWICK}/raci/cooking").status_code == 422
    assert csm.post(f"{FENWICK}/raci/renewal/enforce").status_code == 409
    assert asked(csm, "GET", f"{FENWICK}/guide")["questions"]
    assert [each["missing"] for each in asked(csm, "GET", "/api/v1/coverage")["items"]] == [3]
    assert asked(csm, "GET", f"{FENWICK}/coverage")["unheard"] is not None
    assert [task["kind"] for task in asked(csm, "GET", "/api/v1/home")["tasks"]] == ["draft"]
    asked(csm, "POST", f"{story}/submit")
    assert [task["kind"] for task in asked(reviewer, "GET", "/api/v1/home")["tasks"]] == ["review"]


def test_the_log_tells_who_did_what_and_no_words_of_it(house: House, client: Client, story: str) -> None:
    asked(client(house, "csm"), "POST", f"{story}/withdraw", {"reason": "Ada left."})
    ops = client(house, "ops")
    page = ops.get("/api/v1/audit?limit=1").json()

    assert [entry["action"] for entry in page["items"]] == ["story.withdrawn"]
    assert "Ada left" not in str(page)
    rest = ops.get("/api/v1/audit", params={"limit": "1", "cursor": page["next"]}).json()
    assert rest["items"][0]["seq"] == page["items"][0]["seq"] - 1
    assert asked(ops, "GET", "/api/v1/audit/chain") == {"whole": True, "first_broken": None}
    assert {role for role in UserRole if client(house, str(role)).get("/api/v1/audit").status_code == 200} == {
        UserRole.OPS,
        UserRole.ADMIN,
    }


def test_a_document_is_erased_for_good_by_who_may(house: House, client: Client, story: str) -> None:
    assert client(house, "csm").delete(f"{FENWICK}/documents/interview.txt").status_code == 403
    told = asked(client(house, "admin"), "DELETE", f"{FENWICK}/documents/interview.txt")

    assert (told["versions"], told["erased"]) == (1, [story.rpartition("/")[2]])
    assert client(house, "csm").get(story).status_code == 404
    assert asked(client(house, "csm"), "GET", f"{FENWICK}/documents")["items"] == []


def test_a_person_is_erased_for_good(house: House, client: Client, story: str) -> None:
    asked(client(house, "admin"), "POST", f"{FENWICK}/people/erase", {"name": "Ada Stone"})

    assert "Ada Stone" not in client(house, "csm").get(story).text
    assert "Ada Stone" not in client(house, "csm").get(f"{FENWICK}/documents/interview.txt").text
