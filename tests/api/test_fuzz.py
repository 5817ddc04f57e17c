"""Schema-driven fuzzing: whatever fits the description, or nearly, is answered as described and never with a 5xx."""

import json
import os
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.harness import House, house_of
from api.openapi import document
from assistant.domain.jobs import JobKind, JobOrder
from assistant.domain.users import UserRole
from assistant.settings import Settings

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))  # of each route; `make soak` asks for more
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ADMIN = {"Authorization": "Bearer admin"}


@pytest.fixture(scope="module")
def house() -> House:
    """A service with something of everything."""
    made = house_of(Settings(embedder="lexical", requests_per_minute=10_000_000, request_seconds=600))
    made.account("Fenwick Mills")
    for role in UserRole:
        made.user(role)
    return made


@pytest.fixture(scope="module")
def known(house: House) -> dict[str, str]:
    """What there is, by the name of a path's parameter."""
    with house.parts.store.read() as work:
        author = work.users.get("reviewer")
    story = house.drafted("fenwick-mills", author)
    job = house.parts.jobs.submit(JobOrder(kind=JobKind.DRAFT, account="fenwick-mills"), "admin")
    house.parts.jobs.cancel(job.id)  # else its events would go on
    return {
        "account": "fenwick-mills", "story": story, "claim": "c1", "document": "interview.txt", "job": job.id,
        "process": "renewal", "who": "csm",
    }  # fmt: skip


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_is_answered_otherwise_than_described(
    house: House, known: dict[str, str], mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(document(house.app))
    schema.app = house.app
    for name in schema:
        for operation in schema[name].values():
            with suppress(Unsatisfiable):  # nothing can be sent to it that does not fit
                fuzz(operation, known, mode)
    tried = {json.loads(line)["route"] for line in house.log.getvalue().splitlines()}
    assert set(schema) <= tried


def fuzz(operation: Any, known: dict[str, str], mode: GenerationMode) -> None:
    """Send a route what fits its description, or does not; with ids that there are, and with others."""

    @settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans())
    def tried(case: Any, *, real: bool) -> None:
        if real:
            case.path_parameters = {**(case.path_parameters or {}), **_of(case.path_parameters, known)}
        case.call_and_validate(headers=ADMIN, checks=CHECKS)

    tried()


def _of(parameters: dict[str, Any] | None, known: dict[str, str]) -> dict[str, str]:
    return {name: known[name] for name in parameters or {} if name in known}
