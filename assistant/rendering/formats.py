"""The formats by name."""

import json
from collections.abc import Callable

from assistant.domain.errors import NotBuilt
from assistant.domain.story import Story

Renderer = Callable[[Story], str]


def renderer(name: str) -> Renderer:
    """Return what turns a story into that format; asked for before any work is done.

    Raises:
        NotBuilt: the format is planned only.
    """
    if name == "json":
        return to_json
    if name == "md":
        from assistant.rendering.markdown import to_markdown

        return to_markdown
    if name == "html":
        from assistant.rendering.webpage import to_html

        return to_html
    raise NotBuilt(f"format {name}")


def render(story: Story, name: str) -> str:
    """Return the story in that format.

    Raises:
        NotBuilt: the format is planned only.
    """
    return renderer(name)(story)


def to_json(story: Story) -> str:
    """Return the story as an `outcome-story/1` document."""
    return json.dumps(story.model_dump(mode="json"), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
