"""Examples for the description of the API, made from its schemas: a field's own example, else its default."""

from collections.abc import Mapping
from typing import Any

_DEEP = 3  # levels below which lists stay empty and what is optional stays out
_FORMATS = {"date": "2026-09-01", "date-time": "2026-09-01T09:00:00Z", "binary": "", "uuid": "0" * 32}
_PLAIN: dict[str, Any] = {"string": "text", "boolean": False, "null": None}
_GIVEN = ("examples", "enum")
Schema = Mapping[str, Any]


def example_of(schema: Schema, components: Mapping[str, Schema], depth: int = 0) -> Any:
    """Return an example that fits a schema.

    Args:
        schema: JSON Schema as pydantic writes it.
        components: schemas by name, for `$ref`.
        depth: levels above this one.
    """
    for name in _GIVEN:
        if schema.get(name):
            return schema[name][0]
    for name in ("example", "default", "const"):
        if name in schema:
            return schema[name]
    if "$ref" in schema:
        return example_of(components[schema["$ref"].rpartition("/")[2]], components, depth)
    if "anyOf" in schema or "oneOf" in schema:
        return _any(schema.get("anyOf") or schema["oneOf"], components, depth)
    return _typed(schema, components, depth)


def _any(choices: list[Schema], components: Mapping[str, Schema], depth: int) -> Any:
    nullable = any(choice.get("type") == "null" for choice in choices)
    if nullable and depth >= _DEEP:
        return None
    return example_of(choices[0], components, depth)


def _typed(schema: Schema, components: Mapping[str, Schema], depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        return _object(schema, components, depth)
    if kind == "array":
        return _array(schema, components, depth)
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    if schema.get("pattern") == "^[a-z]{2}$":
        return "en"
    return _FORMATS.get(schema.get("format", ""), _PLAIN.get(str(kind)))


def _object(schema: Schema, components: Mapping[str, Schema], depth: int) -> dict[str, Any]:
    required = schema.get("required", ())
    return {
        name: example_of(each, components, depth + 1)
        for name, each in schema.get("properties", {}).items()
        if name in required or (depth < _DEEP and "default" not in each)
    }


def _array(schema: Schema, components: Mapping[str, Schema], depth: int) -> list[Any]:
    if "prefixItems" in schema:
        return [example_of(each, components, depth + 1) for each in schema["prefixItems"]]
    if "items" not in schema or (depth >= _DEEP and not schema.get("minItems")):
        return []
    return [example_of(schema["items"], components, depth + 1)]
