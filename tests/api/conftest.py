"""What tests of the API share: services in memory, and clients of them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.harness import House, house_of
from assistant.domain.users import UserRole
from assistant.settings import Settings

Build = Callable[..., House]
Client = Callable[..., TestClient]
_TESTING: dict[str, Any] = {"embedder": "lexical", "requests_per_minute": 100_000}


@pytest.fixture
def build() -> Build:
    """Makes a service in memory with settings of one's own."""
    return lambda **given: house_of(Settings(**(_TESTING | given)))


@pytest.fixture
def house(build: Build) -> House:
    """A service in memory, with a user of each role; the CSM has one account."""
    made = build()
    made.account("Fenwick Mills")
    made.account("Tarn Foods")
    for role in UserRole:
        made.user(role, "", *(["fenwick-mills"] if role is UserRole.CSM else []))
    return made


@pytest.fixture
def client() -> Iterator[Client]:
    """Makes clients of a service: `client(house, "csm")` sends that user's token, `client(house)` none."""
    made: list[TestClient] = []

    def of(house: House, secret: str | None = None, **headers: Any) -> TestClient:
        sent = {"Authorization": f"Bearer {secret}"} if secret else {}
        one = TestClient(
            house.app, base_url="http://localhost", headers=sent | headers, raise_server_exceptions=False,
            follow_redirects=False,
        )  # fmt: skip
        made.append(one)
        return one

    yield of
    for one in made:
        one.close()
