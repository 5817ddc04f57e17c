"""Idempotency keys, entity tags of accounts, cursors, progress."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.harness import House
from api.idempotency import Idempotency
from api.progress import follow
from assistant.bootstrap.service import KEPT_REPLIES, chores_of
from assistant.domain.jobs import JobState

Client = Callable[..., TestClient]
ACCOUNTS = "/api/v1/accounts"
KEY = {"Idempotency-Key": "k-1"}


def test_a_retry_is_answered_the_same_and_changes_nothing(house: House, client: Client) -> None:
    csm = client(house, "csm")
    first = csm.post(ACCOUNTS, json={"name": "Harbour Bakery"}, headers=KEY)
    again = csm.post(ACCOUNTS, json={"name": "Harbour Bakery"}, headers=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert again.headers["idempotent-replayed"] == "true"
    assert csm.post(ACCOUNTS, json={"name": "Harbour Bakery"}).status_code == 409
    with house.parts.store.read() as work:
        assert [entry.action for entry in work.audit.all()] == ["account.added"]


def test_a_key_does_not_serve_two_requests(house: House, client: Client) -> None:
    csm = client(house, "csm")
    csm.post(ACCOUNTS, json={"name": "Harbour Bakery"}, headers=KEY)

    other = csm.post(ACCOUNTS, json={"name": "Night Bakery"}, headers=KEY)
    assert (other.status_code, other.json()["type"]) == (422, "urn:outcome-stories:problem:key-reused")


def test_a_key_is_a_users_own(house: House, client: Client) -> None:
    client(house, "csm").post(ACCOUNTS, json={"name": "Harbour Bakery"}, headers=KEY)

    assert client(house, "admin").post(ACCOUNTS, json={"name": "Night Bakery"}, headers=KEY).status_code == 201


def test_a_failed_request_may_be_tried_again_under_its_key(house: House, client: Client) -> None:
    csm = client(house, "csm")

    assert csm.post(ACCOUNTS, json={}, headers=KEY).status_code == 422
    assert csm.post(ACCOUNTS, json={"name": "Harbour Bakery"}, headers=KEY).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_has_a_length(house: House, client: Client, key: str) -> None:
    assert client(house, "csm").post(ACCOUNTS, json={"name": "B"}, headers={"Idempotency-Key": key}).status_code == 422


def test_replies_are_kept_for_a_day(house: House, client: Client) -> None:
    csm = client(house, "csm")
    csm.post(ACCOUNTS, json={"name": "Harbour Bakery"}, headers=KEY)
    house.clock.forward(seconds=KEPT_REPLIES.total_seconds() + 1)
    next(chore for chore in chores_of(house.parts.desk) if chore.name == "replies").run()

    assert csm.post(ACCOUNTS, json={"name": "Night Bakery"}, headers=KEY).status_code == 201


def test_of_two_at_once_one_is_served_and_the_other_waits(house: House, client: Client) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow() -> dict[str, str]:
        began.set()
        assert go_on.wait(10)
        return {"done": "once"}

    house.app.add_api_route("/slow", slow, methods=["POST"])
    replies: list[Any] = []
    first = threading.Thread(target=lambda: replies.append(client(house, "csm").post("/slow", headers=KEY)))
    first.start()
    assert began.wait(10)
    second = client(house, "csm").post("/slow", headers=KEY)
    go_on.set()
    first.join()

    assert (second.status_code, second.json()["type"]) == (409, "urn:outcome-stories:problem:key-in-use")
    assert client(house, "csm").post("/slow", headers=KEY).json() == replies[0].json() == {"done": "once"}


def test_a_change_given_up_for_time_keeps_its_key(build: Callable[..., House], client: Client) -> None:
    house = build(request_seconds=0.05)
    house.user("csm")

    async def slow() -> None:
        await asyncio.sleep(5)

    house.app.add_api_route("/slow", slow, methods=["POST"])
    assert client(house, "csm").post("/slow", headers=KEY).status_code == 503
    assert client(house, "csm").post("/slow", headers=KEY).status_code == 409


def test_other_scopes_pass(house: House) -> None:
    seen: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    wrapped = Idempotency(app, store=house.parts.store, clock=house.clock)
    asyncio.run(wrapped({"type": "lifespan"}, None, None))  # type: ignore[arg-type]  # neither is used
    assert seen == ["lifespan"]


def test_a_retried_order_is_one_job(house: House, client: Client) -> None:
    csm = client(house, "csm")
    path = "/api/v1/accounts/fenwick-mills/stories"
    first, again = (csm.post(path, json={}, headers=KEY) for _ in range(2))

    assert (first.status_code, first.json()) == (202, again.json())
    assert first.headers["location"] == f"/api/v1/jobs/{first.json()['id']}"
    assert len(csm.get("/api/v1/jobs").json()["items"]) == 1


def test_an_account_is_changed_as_it_was_read(house: House, client: Client) -> None:
    csm = client(house, "csm")
    path = f"{ACCOUNTS}/fenwick-mills"
    tag = csm.get(path).headers["etag"]
    change = {"name": "Fenwick Mills", "industry": "textiles"}

    assert csm.put(path, json=change).status_code == 428
    assert csm.put(path, json=change | {"id": "other"}, headers={"If-Match": tag}).status_code == 422
    changed = csm.put(path, json=change, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["account"]["industry"]) == (200, "textiles")
    assert csm.put(path, json=change, headers={"If-Match": tag}).status_code == 412
    assert csm.put(f"{ACCOUNTS}/nowhere", json=change, headers={"If-Match": "*"}).status_code == 404


def test_a_listing_is_read_page_by_page_without_gap_or_repeat(house: House, client: Client) -> None:
    for number in range(7):
        house.account(f"Firm {number}")
    admin = client(house, "admin")
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = admin.get(ACCOUNTS, params={"limit": "2", "q": "firm", "cursor": cursor}).json()
        seen += [item["account"]["id"] for item in page["items"]]
        cursor = page["next"]

    assert seen == [f"firm-{number}" for number in range(7)]


def test_a_cursor_is_not_to_be_made_up_or_taken_elsewhere(house: House, client: Client) -> None:
    admin = client(house, "admin")
    cursor = admin.get(ACCOUNTS, params={"limit": "1"}).json()["next"]

    assert admin.get(ACCOUNTS, params={"cursor": cursor}).status_code == 200
    assert admin.get(ACCOUNTS, params={"cursor": f"{cursor}x"}).status_code == 422
    assert admin.get(ACCOUNTS, params={"cursor": cursor, "q": "mills"}).status_code == 422
    assert admin.get("/api/v1/coverage", params={"cursor": cursor}).status_code == 422
    assert admin.get(ACCOUNTS, params={"limit": "201"}).status_code == 422


def test_progress_is_told_until_the_end_and_resumed_from_where_it_was(house: House, client: Client) -> None:
    csm = client(house, "csm")
    job = csm.post("/api/v1/accounts/fenwick-mills/stories", json={}).json()["id"]
    assert csm.post(f"/api/v1/jobs/{job}/cancel").json()["state"] == "cancelled"

    told = csm.get(f"/api/v1/jobs/{job}/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    lines = dict(line.split(": ", 1) for line in told.text.splitlines() if ": " in line)
    assert (lines["event"], json.loads(lines["data"])["state"]) == ("done", "cancelled")
    again = csm.get(f"/api/v1/jobs/{job}/events", headers={"Last-Event-ID": lines["id"]})
    assert "data:" not in again.text


def test_each_change_is_told_once_with_signs_of_life_between(house: House, client: Client) -> None:
    job = client(house, "csm").post("/api/v1/accounts/fenwick-mills/stories", json={}).json()["id"]
    steps = iter([None, None, JobState.RUNNING, None, None, JobState.DONE])

    async def gone() -> bool:
        state = next(steps)
        if state is not None:
            house.clock.forward(seconds=1)
            with house.parts.store.write() as work:
                work.jobs.save(work.jobs.get(job).model_copy(update={"state": state, "updated_at": house.clock()}))
        return False

    async def collected(stream: AsyncIterator[str]) -> list[str]:
        return [part async for part in stream]

    parts = asyncio.run(collected(follow(house.parts.store, job, None, gone=gone, poll=0.001, heartbeat=0.002)))
    states = [json.loads(part.split("data: ")[1])["state"] for part in parts if "data: " in part]
    assert states == ["queued", "running", "done"]
    assert ": still there\n\n" in parts


def test_anothers_job_is_not_there(house: House, client: Client) -> None:
    job = client(house, "csm").post("/api/v1/accounts/fenwick-mills/stories", json={}).json()["id"]

    for path in (f"/api/v1/jobs/{job}", f"/api/v1/jobs/{job}/events"):
        assert client(house, "reviewer").get(path).status_code == 404
    assert client(house, "admin").get(f"/api/v1/jobs/{job}").status_code == 200
    everybody = {"everybody": "true"}
    assert client(house, "reviewer").get("/api/v1/jobs", params=everybody).json()["items"] == []
    assert len(client(house, "admin").get("/api/v1/jobs", params=everybody).json()["items"]) == 1


def test_an_order_for_what_is_not_theirs_is_refused(house: House, client: Client) -> None:
    csm = client(house, "csm")

    assert csm.post("/api/v1/accounts/tarn-foods/stories", json={}).status_code == 404
    assert csm.post("/api/v1/jobs/bulk", json={"accounts": ["fenwick-mills", "tarn-foods"]}).status_code == 404
    assert csm.post("/api/v1/jobs/bulk", json={}).status_code == 422
    assert csm.post("/api/v1/jobs/bulk", json={"accounts": ["fenwick-mills"]}).status_code == 202
    assert csm.post("/api/v1/jobs/reindex").status_code == 403
    assert client(house, "ops").post("/api/v1/jobs/reindex").status_code == 202
