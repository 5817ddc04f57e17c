"""Problem details, and bounds on what a request may take."""

import json
import logging
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.harness import House, Moving
from api.limits import RateLimiter
from assistant.domain.errors import (
    BadInput,
    Blocked,
    Busy,
    EditConflict,
    IllegalMove,
    ModelFailed,
    NotAllowed,
    NotBuilt,
    NotFound,
    StoreConflict,
)

Client = Callable[..., TestClient]
ERRORS = [
    (BadInput("kind", "no such kind", mend="choose another"), 422, {"mend": "choose another"}),
    (NotBuilt("that"), 422, {}),
    (NotFound("no story s1"), 404, {}),
    (NotAllowed("not yours"), 403, {}),
    (IllegalMove("draft", "publish", ("submit",)), 409, {"legal": ["submit"]}),
    (Blocked(("no consent",)), 409, {"blockers": ["no consent"]}),
    (StoreConflict("in use"), 409, {}),
    (EditConflict("changed"), 412, {}),
    (Busy("full"), 429, {}),
    (ModelFailed("host", "down", attempts=3), 502, {}),
]


@pytest.mark.parametrize(("error", "status", "more"), ERRORS, ids=lambda value: type(value).__name__)
def test_every_error_of_ours_is_a_problem(
    house: House, client: Client, error: Exception, status: int, more: dict[str, object]
) -> None:
    house.app.add_api_route("/boom", raising(error))
    reply = client(house, "csm").get("/boom")
    told = reply.json()

    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
    assert told["detail"] == str(error)
    assert told["instance"] == reply.headers["x-request-id"]
    assert more.items() <= told.items()
    assert ("retry-after" in reply.headers) is (status == 429)


def raising(error: Exception) -> Callable[[], None]:
    def route() -> None:
        raise error

    return route


def test_an_unexpected_fault_tells_nothing_of_itself_but_where_in_the_log(house: House, client: Client) -> None:
    house.app.add_api_route("/boom", raising(ValueError("Ada Stone said: nine days")))
    reply = client(house, "csm").get("/boom")

    assert (reply.status_code, reply.headers["content-type"]) == (500, "application/problem+json")
    assert "Ada" not in reply.text + house.log.getvalue()
    (fault,) = [line for line in map(json.loads, house.log.getvalue().splitlines()) if line["event"] == "fault"]
    assert fault["error"] == "ValueError"
    assert fault["request"] == reply.headers["x-request-id"]
    assert fault["at"][-1].endswith(":route")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("DELETE", "/health", 405)])
def test_what_the_framework_refuses_is_a_problem_too(
    house: House, client: Client, method: str, path: str, status: int
) -> None:
    reply = client(house).request(method, path)

    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")


def test_what_does_not_fit_is_named_and_not_repeated(house: House, client: Client) -> None:
    reply = client(house, "csm").post("/api/v1/draft", json={"notes": "Ada Stone said: nine days"})

    assert reply.status_code == 422
    assert "Ada" not in reply.text
    assert client(house, "csm").post("/api/v1/draft", content=b"{", headers={"content-type": "application/json"}
                                     ).status_code == 422  # fmt: skip


def test_every_reply_has_the_headers_that_keep_a_browser_safe(house: House, client: Client) -> None:
    for path in ("/health", "/nowhere", "/api/v1/me"):
        headers = client(house).get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("given_id", "kept"), [("abc-1", True), ("a b", False), ("x" * 65, False), ("é", False)])
def test_a_request_keeps_the_id_it_comes_with_where_it_is_fit_to_be_logged(
    house: House, client: Client, given_id: str, kept: bool
) -> None:
    reply = client(house).get("/health", headers={b"x-request-id": given_id.encode()})

    assert (reply.headers["x-request-id"] == given_id) is kept


def test_a_body_beyond_the_bound_is_refused_announced_or_not(build: Callable[..., House], client: Client) -> None:
    house = build(body_megabytes=1)
    house.user("csm")
    large = b"x" * (1024 * 1024 + 1)

    def pieces() -> object:
        yield from (large[at : at + 65536] for at in range(0, len(large), 65536))

    asking = client(house, "csm", **{"content-type": "application/json"})
    assert asking.post("/api/v1/draft", content=large).status_code == 413
    assert asking.post("/api/v1/draft", content=pieces()).status_code == 413  # type: ignore[arg-type]  # a generator
    assert asking.post("/api/v1/draft", content=b"{}").status_code == 422


def test_who_is_not_signed_in_sends_little(house: House, client: Client) -> None:
    assert client(house).post("/sign-in", content=b"x" * (64 * 1024 + 1)).status_code == 413


def test_too_many_requests_are_put_off(build: Callable[..., House], client: Client) -> None:
    house = build(requests_per_minute=8)
    house.user("csm")
    house.user("reviewer")
    asking = client(house, "csm")

    statuses = [asking.get("/api/v1/me").status_code for _ in range(4)]
    refused = asking.get("/api/v1/me")
    assert statuses == [200, 200, 429, 429]
    assert int(refused.headers["retry-after"]) >= 1
    assert client(house, "reviewer").get("/api/v1/me").status_code == 200
    assert asking.get("/health").status_code == 200


@given(st.integers(1, 600), st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_a_bucket_never_gives_more_than_its_burst_and_rate(per_minute: int, pauses: list[float]) -> None:
    clock = Moving()
    limiter = RateLimiter(clock)
    taken = 0
    for pause in pauses:
        clock.at += pause
        taken += limiter.wait("k", per_minute) == 0

    assert taken <= max(1.0, per_minute / 4) + clock.at * per_minute / 60 + 1e-6


def test_what_is_asked_for_again_after_the_wait_is_given() -> None:
    clock = Moving()
    limiter = RateLimiter(clock)
    assert limiter.wait("k", 4) == 0
    wait = limiter.wait("k", 4)
    clock.at += wait

    assert wait == pytest.approx(15)
    assert limiter.wait("k", 4) == 0


def test_the_least_used_keys_are_forgotten() -> None:
    limiter = RateLimiter(Moving(), keys=2)
    waits = [limiter.wait(key, 4) > 0 for key in ("a", "b", "c", "a", "c")]

    assert waits == [False, False, False, False, True]


def test_a_request_that_takes_too_long_is_given_up(build: Callable[..., House], client: Client) -> None:
    house = build(request_seconds=0.05)

    async def slow() -> None:
        import asyncio

        await asyncio.sleep(5)

    house.app.add_api_route("/slow", slow)
    reply = client(house).get("/slow")

    assert (reply.status_code, reply.headers["content-type"]) == (503, "application/problem+json")
    assert client(house).get("/health").status_code == 200


def test_only_its_own_names_are_answered(build: Callable[..., House], client: Client) -> None:
    house = build(allowed_hosts=("localhost",))

    assert client(house).get("/health").status_code == 200
    assert client(house).get("/health", headers={"host": "evil.example"}).status_code == 400


def test_metrics_count_by_route_and_not_by_address(house: House, client: Client) -> None:
    client(house, "csm").get("/api/v1/accounts/ada-stone-s-firm")
    page = client(house, "ops").get("/metrics").text

    assert 'http_requests_total{method="GET",route="/api/v1/accounts/{account}",status="404"} 1.0' in page
    assert "ada" not in page


def test_logging_is_left_as_it_was(house: House, client: Client) -> None:
    handlers = list(logging.getLogger().handlers)
    client(house).get("/health")

    assert list(logging.getLogger().handlers) == handlers
