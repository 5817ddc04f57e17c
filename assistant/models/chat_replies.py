"""Reads what a model answered: JSON, whatever is wrapped around it, validated with our own schema."""

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.models.chat_errors import CUT, BadReply, Fault, Remedy

A = TypeVar("A", bound=BaseModel)

_FENCE = re.compile(r"```(?:json|JSON)?[ \t]*\n(?P<body>.*?)(?:\n[ \t]*```|\Z)", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_LOOSE = frozenset({"title", "default", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"})
_LONGEST = 2_000_000  # code points; more is no answer


def strict_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """Return a JSON schema as strict mode wants it: every field required, no others, bounds left to our own check."""
    made: dict[str, Any] = _strict(schema.model_json_schema())
    return made


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    properties = node.get("properties")
    made = {key: _strict(value) for key, value in node.items() if key not in _LOOSE and key != "properties"}
    if isinstance(properties, dict):
        made["properties"] = {name: _strict(value) for name, value in properties.items()}
        made |= {"required": list(properties), "additionalProperties": False}
    return made


def read_reply(content: Any, schema: type[A], *, finish: str | None, refusal: str | None) -> A:
    """Return the validated answer.

    Args:
        content: the message's text, or its parts.
        schema: what the answer must be.
        finish: the `finish_reason`.
        refusal: the words of a refusal, where the service tells them apart.

    Raises:
        BadReply: it was cut off, refused, is empty, is no JSON, or does not fit the schema.
    """
    if finish == "length":
        raise BadReply(CUT)
    if refusal or finish == "content_filter":
        raise BadReply(Fault("refused to answer", Remedy.NOTHING))
    text = _text(content)
    if not text.strip():
        raise BadReply(Fault("sent an empty answer", Remedy.AGAIN))
    try:
        return schema.model_validate(_json(text))
    except ValidationError as error:
        raise BadReply(Fault(f"sent an answer that is no {schema.__name__}", Remedy.AGAIN)) from error


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
    return content if isinstance(content, str) else ""


def _json(text: str) -> Any:
    """Return the JSON of an answer, out of a code fence or from among words, where need be."""
    text = _THOUGHT.sub("", text[:_LONGEST])
    fenced = _FENCE.search(text)
    first = text.find("{")
    for body in (text, fenced["body"] if fenced else "", text[first : text.rfind("}") + 1] if first >= 0 else ""):
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            continue
    raise BadReply(Fault("sent an answer that is no JSON", Remedy.AGAIN))
