"""What is loaded beside the first requests, and what is told when that fails."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.harness import House, StandingRunner
from api.oidc import provider
from assistant.bootstrap.ids import IdMaker
from assistant.bootstrap.service import signing_secret
from assistant.bootstrap.starting import LateIndexes, LateRunner
from assistant.domain.errors import BadInput, StoreConflict
from assistant.domain.jobs import JobKind, JobOrder
from assistant.settings import Settings
from assistant.storage.memory_store import MemoryStore

Client = Callable[..., TestClient]


def test_an_order_waits_for_the_job_engine(house: House) -> None:
    order = JobOrder(kind=JobKind.DRAFT, account="fenwick-mills")
    seen: list[str] = []
    late = LateRunner(StandingRunner(house.parts.desk), first=lambda: seen.append("first"), failed=seen.append)
    late.launch()

    job = late.submit(order, "csm")
    assert late.get(job.id) == job
    assert late.cancel(job.id).is_final
    assert (late.is_launched, seen) == (True, ["first"])
    late.close()


def test_a_job_engine_that_does_not_start_is_told(house: House) -> None:
    told: list[str] = []

    def fails() -> None:
        raise StoreConflict("vectors: damaged; run reindex")

    late = LateRunner(StandingRunner(house.parts.desk), first=fails, failed=told.append)
    late.launch()
    late.close()

    assert told == ["jobs cannot run: vectors: damaged; run reindex"]
    assert not late.is_launched


def test_indexes_are_opened_once_and_late() -> None:
    opened: list[str] = []

    class Nothing:
        def index(self, account: str) -> object:
            return account

        def drop(self, account: str) -> None:
            opened.append(f"dropped {account}")

    def opener() -> Nothing:
        opened.append("opened")
        return Nothing()

    late = LateIndexes(opener)  # type: ignore[arg-type]  # as little of an index as is needed
    assert opened == []
    assert str(late.index("a")) == "a"
    late.drop("a")
    assert opened == ["opened", "dropped a"]


def test_the_signing_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings()
    first = signing_secret(tmp_path / "data", settings)

    assert signing_secret(tmp_path / "data", settings) == first
    assert len(first) == 32
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0
    assert signing_secret(tmp_path, Settings.model_validate({"secret_key": "shared"})) == b"shared"
    (tmp_path / "file").touch()
    with pytest.raises(StoreConflict):
        signing_secret(tmp_path / "file", settings)


def test_ids_grow_with_time_also_within_a_millisecond(house: House) -> None:
    make = IdMaker(house.clock)
    ids = [make("story") for _ in range(1000)]
    house.clock.forward(seconds=1)
    ids.append(make("story"))

    assert ids == sorted(set(ids))
    assert {len(each) for each in ids} == {len("story_") + 26}


def test_a_provider_needs_its_secret() -> None:
    with pytest.raises(BadInput, match="client id and a secret"):
        provider(Settings(oidc_issuer="https://id.example"))


def test_a_provider_that_is_down_is_a_line(build: Callable[..., House], client: Client) -> None:
    house = build(oidc_issuer="http://127.0.0.1:1", oidc_client_id="a", oidc_client_secret="b")  # noqa: S106  of nobody
    reply = client(house).get("/sign-in/oidc")

    assert reply.status_code == 403
    assert "does not answer" in reply.text


def test_a_store_that_does_not_answer_is_not_ready(house: House, client: Client) -> None:
    class Closed(MemoryStore):
        def read(self) -> NoReturn:
            raise StoreConflict("locked")

    assert client(house).get("/ready").status_code == 200
    shut = replace(house.parts, desk=replace(house.parts.desk, store=Closed()))
    reply = client(replace(house, parts=shut, app=create_app(shut))).get("/ready")

    assert (reply.status_code, reply.headers["content-type"]) == (503, "application/problem+json")


def test_a_cursor_of_no_number_is_none_of_the_log(house: House, client: Client) -> None:
    assert client(house, "ops").get("/api/v1/audit", params={"cursor": "x"}).status_code == 422


def test_it_is_not_ready_before_jobs_run(house: House, client: Client) -> None:
    late = LateRunner(house.parts.jobs, first=lambda: None, failed=lambda _line: None)
    parts = replace(house.parts, jobs=late)
    loading = replace(house, parts=parts, app=create_app(parts))

    assert client(loading).get("/ready").status_code == 503
    late.launch()
    late.submit(JobOrder(kind=JobKind.REINDEX), "ops")
    assert client(loading).get("/ready").status_code == 200
    late.close()
