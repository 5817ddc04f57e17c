"""The description of the API: complete, and true."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from api.access import Needs, api_routes, declared
from api.harness import House, house_of
from api.openapi import document
from assistant.settings import Settings

Client = Callable[..., TestClient]


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return document(house_of(Settings(embedder="lexical")).app)


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def contents(operation: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for status, response in operation["responses"].items():
        for media, content in response.get("content", {}).items():
            yield f"response {status}", media, content
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        yield "request", media, content


def test_every_route_of_the_api_is_described(house: House, described: dict[str, Any]) -> None:
    served = {
        f"{method} {route.path_format}"
        for route in api_routes(house.app)
        for method in route.methods or ()
        if route.path.startswith("/api/")
    }

    assert served <= {name for name, _ in operations(described)}


def test_every_route_has_a_summary_and_says_what_it_does(described: dict[str, Any]) -> None:
    lacking = [name for name, each in operations(described) if not each.get("summary") or not each.get("description")]

    assert lacking == []
    ids = [each["operationId"] for _, each in operations(described)]
    assert len(set(ids)) == len(ids)


def test_every_route_says_who_may_use_it(house: House, described: dict[str, Any]) -> None:
    guarded = {
        f"{method} {route.path_format}": str(needs.permission or "signed in")
        for route in api_routes(house.app)
        if isinstance(needs := declared(route), Needs)
        for method in route.methods or ()
    }

    for name, each in operations(described):
        assert ("security" in each) is (name in guarded), name
        assert each.get("x-permission") == guarded.get(name), name


def test_every_route_describes_what_it_answers_and_how_it_refuses(described: dict[str, Any]) -> None:
    for name, each in operations(described):
        good = [status for status in each["responses"] if status.startswith("2")]
        assert good, name
        for status in good:
            assert status == "204" or each["responses"][status]["content"], name
        refusals = {status for status in each["responses"] if status.startswith(("4", "5"))}
        assert {"422", "429"} <= refusals, name
        if "security" in each:
            assert {"401", "403"} <= refusals, name
        for status in refusals:
            assert list(each["responses"][status]["content"]) == ["application/problem+json"], name


def test_every_body_has_an_example_that_fits(described: dict[str, Any]) -> None:
    components = {"components": described["components"]}
    for name, each in operations(described):
        for where, media, content in contents(each):
            if "json" not in media:
                continue
            assert "example" in content, f"{name} {where}"
            validator = Draft202012Validator({**content["schema"], **components})
            faults = [fault.message for fault in validator.iter_errors(content["example"])]
            assert faults == [], f"{name} {where}: {content['example']}"


def test_every_parameter_and_field_that_is_sent_has_a_bound(described: dict[str, Any]) -> None:
    for name, each in operations(described):
        for parameter in each.get("parameters", []):
            schema = parameter["schema"]
            inner = next((one for one in schema.get("anyOf", []) if one.get("type") != "null"), schema)
            if inner.get("type") == "string" and parameter["in"] == "query" and "enum" not in inner:
                assert "maxLength" in inner or "format" in inner, f"{name} {parameter['name']}"


def test_it_is_served_to_anybody(house: House, client: Client) -> None:
    served = client(house).get("/api/v1/openapi.json").json()

    assert served["openapi"].startswith("3.1")
    assert set(served["components"]["securitySchemes"]) == {"token", "session"}
