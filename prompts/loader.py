"""Reads prompt files: front matter, text and hash."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

NAMES = ("plan", "extract", "draft", "repair", "polish", "judge", "translate", "roles", "raci", "evals_judge")

_PARTS = re.compile(r"\A\+\+\+\n(?P<head>.*?)\n\+\+\+\n(?P<system>.*?)\n%% user\n(?P<user>.*)\Z", re.DOTALL)
_FILE = re.compile(r"v(\d+)\.md\.j2")


@dataclass(frozen=True)
class Prompt:
    """One version of one prompt.

    Attributes:
        sha256: of the file's bytes; goes into provenance.
        inputs: names that the template uses, all of which must be given.
        output: name of the schema that the answer is validated with.
        examples: few-shot examples, which the template shows as `examples`.
    """

    name: str
    version: int
    sha256: str
    purpose: str
    inputs: tuple[str, ...]
    output: str
    temperature: float
    examples: tuple[dict[str, Any], ...]
    system: str
    user: str


def versions(name: str) -> tuple[int, ...]:
    """Return the versions that there are of a prompt, oldest first."""
    found = (_FILE.fullmatch(entry.name) for entry in (files("prompts") / name).iterdir())
    return tuple(sorted(int(match[1]) for match in found if match))


def load(name: str, version: int | None = None) -> Prompt:
    """Return a prompt, its newest version unless one is named.

    Raises:
        FileNotFoundError: there is no such prompt or version.
        ValueError: the file is not made like a prompt.
    """
    number = versions(name)[-1] if version is None else version
    data = (files("prompts") / name / f"v{number}.md.j2").read_bytes()
    parts = _PARTS.match(data.decode("utf-8"))
    if parts is None:
        raise ValueError(f"prompt {name} v{number}: needs +++ TOML +++, a system part, `%% user` and a user part")
    head = tomllib.loads(parts["head"])
    return Prompt(
        name=name,
        version=number,
        sha256=hashlib.sha256(data).hexdigest(),
        purpose=head["purpose"],
        inputs=tuple(head["inputs"]),
        output=head["output"],
        temperature=float(head["temperature"]),
        examples=tuple(head.get("examples", ())),
        system=parts["system"],
        user=parts["user"],
    )
