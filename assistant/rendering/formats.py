"""The formats by name."""

import json
from collections.abc import Callable

from assistant.domain.story import Story

Renderer = Callable[[Story], str | bytes]
BINARY = frozenset({"docx", "pdf", "pptx"})
"""Formats that are bytes and no text."""


def renderer(name: str) -> Renderer:
    """Return what turns a story into that format; its libraries are imported here and nowhere before.

    Raises:
        KeyError: there is no such format.
    """
    if name == "json":
        return to_json
    if name == "md":
        from assistant.rendering.markdown import to_markdown

        return to_markdown
    if name == "html":
        from assistant.rendering.webpage import to_html

        return to_html
    return _binary(name)


def _binary(name: str) -> Renderer:
    if name == "docx":
        from assistant.rendering.word import to_docx

        return to_docx
    if name == "pdf":
        from assistant.rendering.typeset import to_pdf

        return to_pdf
    if name == "pptx":
        from assistant.rendering.slides import to_pptx

        return to_pptx
    raise KeyError(name)


def render(story: Story, name: str) -> str:
    """Return the story in a format that is text.

    Raises:
        KeyError: there is no such format.
        TypeError: the format is binary; use `render_bytes`.
    """
    result = renderer(name)(story)
    if isinstance(result, bytes):
        raise TypeError(f"{name} is no text")
    return result


def render_bytes(story: Story, name: str) -> bytes:
    """Return the story in any format as a file holds it: text as UTF-8.

    Raises:
        KeyError: there is no such format.
    """
    result = renderer(name)(story)
    # A lone surrogate becomes \udc80, which JSON reads back as the same code point.
    return result if isinstance(result, bytes) else result.encode("utf-8", "backslashreplace")


def to_json(story: Story) -> str:
    """Return the story as an `outcome-story/1` document."""
    return json.dumps(story.model_dump(mode="json"), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
