"""Puts values into a prompt. Nothing that comes from notes can end its fence or pass for an instruction's frame.

Every value goes through `neutral`, wherever it stands, as the environment's `finalize` does it; text of
several lines must go through the filter `fenced`, which puts tags around it that no value can write.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from prompts.loader import Prompt

_BRACKETS = str.maketrans({"<": "‹", ">": "›", "`": "'"})
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


@dataclass(frozen=True)
class Rendered:
    """A prompt ready to be sent."""

    name: str
    version: int
    sha256: str
    output: str
    temperature: float
    system: str
    user: str


class _Safe(str):
    """Text that has been made neutral already."""

    __slots__ = ()


def neutral(text: str) -> str:
    """Return text on one line, without tags, code fences and characters that no reader sees."""
    seen = "".join(" " if char.isspace() else char for char in text)
    kept = (char for char in seen if unicodedata.category(char) not in _UNSEEN)
    return " ".join("".join(kept).translate(_BRACKETS).split())


def fenced(lines: str | Iterable[str], tag: str) -> str:
    """Return lines between an opening and a closing tag; each line stays one line and can hold no tag."""
    body = [lines] if isinstance(lines, str) else lines
    return _Safe("\n".join([f"<{tag}>", *(neutral(line) for line in body), f"</{tag}>"]))


def render(prompt: Prompt, values: Mapping[str, Any]) -> Rendered:
    """Return a prompt with its values put in.

    Raises:
        ValueError: the values are not exactly the inputs that the prompt declares.
    """
    if set(values) != set(prompt.inputs):
        raise ValueError(f"prompt {prompt.name} v{prompt.version} takes {', '.join(prompt.inputs)}")
    given = {**values, "examples": prompt.examples}
    system, user = (environment().from_string(part).render(given).strip() for part in (prompt.system, prompt.user))
    return Rendered(
        prompt.name, prompt.version, prompt.sha256, prompt.output, prompt.temperature, system=system, user=user
    )


@lru_cache(maxsize=1)
def environment() -> Any:
    """Return the Jinja environment of prompts: strict, sandboxed, every value made neutral."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, finalize=_finalised
    )
    made.filters["fenced"] = fenced
    return made


def _finalised(value: Any) -> Any:
    """Make what an expression gives neutral, unless the fence has done it; undefined values raise as ever."""
    return neutral(value) if isinstance(value, str) and not isinstance(value, _Safe) else value
