import json

import pytest

from assistant.domain.errors import NotBuilt
from assistant.domain.story import Story
from assistant.rendering.formats import render, renderer


def test_json_is_the_story_and_reads_back(story: Story) -> None:
    text = render(story, "json")

    assert json.loads(text)["schema"] == "outcome-story/1"
    assert Story.model_validate_json(text) == story


@pytest.mark.parametrize("name", ["docx", "pdf", "pptx"])
def test_a_planned_format_says_so(name: str) -> None:
    with pytest.raises(NotBuilt, match=f"format {name} is not built yet"):
        renderer(name)
