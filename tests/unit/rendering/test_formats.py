import json
from typing import get_args

import pytest

from assistant.cli.options import Format
from assistant.domain.story import Story
from assistant.rendering.formats import render, render_bytes, renderer


def test_json_is_the_story_and_reads_back(story: Story) -> None:
    text = render(story, "json")

    assert json.loads(text)["schema"] == "outcome-story/1"
    assert Story.model_validate_json(text) == story


def test_every_format_of_the_command_line_is_there(story: Story) -> None:
    assert {name for name in get_args(Format) if not render_bytes(story, name)} == set()


def test_a_binary_format_is_no_text(story: Story) -> None:
    with pytest.raises(TypeError, match="pdf is no text"):
        render(story, "pdf")


def test_an_unknown_format_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        renderer("odt")


CONTRACT = {
    "": "schema account kind engine language title summary sections title_claims summary_claims gaps contradictions "
    "flags redactions metrics quotes evidence usage_facts usage_tables documents checks provenance",
    "account": "id name",
    "sections.0": "heading claims",
    "sections.0.claims.0": "id text kind citations metrics verdict score reasons",
    "sections.0.claims.0.citations.0": "evidence document start end text",
    "gaps.0": "question ask",
    "contradictions.0": "text citations",
    "flags.0": "kind text citations",
    "redactions.0": "document start end kind",
    "metrics.0": "id name before after unit change formula source citations",
    "metrics.0.change": "kind value",
    "quotes.0": "text speaker title side match citations",
    "evidence.0": "id type document start end text speaker rank",
    "usage_facts.0": "id name value unit reason window rows query",
    "usage_facts.0.window": "from to",
    "usage_tables.0": "name file sha256 mapping sql",
    "documents.0": "id sha256 media_type text",
    "checks": "supported partial unsupported contradicted publishable blockers",
    "provenance": "engine model prompts embedder tokens cost_usd seconds",
    "provenance.tokens": "input output",
}


@pytest.mark.parametrize("place", CONTRACT)
def test_json_has_every_key_that_other_programs_rely_on(story: Story, place: str) -> None:
    part = json.loads(render(story, "json"))
    for step in place.split(".") if place else ():
        part = part[int(step)] if step.isdigit() else part[step]

    assert set(CONTRACT[place].split()) - set(part) == set()
