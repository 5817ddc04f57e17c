import json

import pytest

from assistant.domain.evidence import Citation
from assistant.domain.guide import Answered, Guide, PersonToAsk, Question, Topic
from assistant.domain.story import Provenance, StoryAccount
from assistant.rendering.guide import HEADINGS, NOT_ALOUD, guide_renderer

HOSTILE = "<script>alert(1)</script> [a](javascript:x) *b* \x1b {{ 7 * 7 }}"


def made(text: str) -> Guide:
    cited = Citation(evidence="e1", document="notes.md", start=3, end=3 + len(text), text=text)
    usage = Citation(evidence="e2", text="31 users were active.", usage_fact="u1")
    return Guide(
        account=StoryAccount(id="oakmere", name="Oakmere Orchards"),
        language="en",
        answered=(Answered(topic=Topic.WHAT, question="What is it?", citations=(cited,)),),
        questions=(
            Question(id="q1", topic=Topic.FIGURE, question=text, why=text, ask=text, citations=(cited, usage)),
            Question(id="q2", topic=Topic.CLOSING, question="May we quote you?", why="Always."),
        ),
        people=(PersonToAsk(name=text, title=text, questions=("q1",)),),
        provenance=Provenance(engine="extractive", embedder="lexical"),
    )


def test_json_reads_back() -> None:
    text = guide_renderer("json")(made("What was it before?"))

    assert json.loads(text)["schema"] == "interview-guide/1"
    assert Guide.model_validate_json(text) == made("What was it before?")


def test_markdown_has_questions_reasons_passages_and_people() -> None:
    text = guide_renderer("md")(made("What was it before?"))

    for part in (
        "# Questions for Oakmere Orchards",
        NOT_ALOUD,
        f"## {HEADINGS[Topic.FIGURE]}",
        "- **q1. What was it before?** (ask What was it before?)",
        "  - notes.md, characters 3–22: “What was it before?”",
        "  - usage data: “31 users were active.”",
        "not heard yet: q1",
        "What the notes answer already",
    ):
        assert part in text
    assert f"## {HEADINGS[Topic.VOICE]}" not in text


@pytest.mark.parametrize("name", ["md", "html"])
def test_hostile_text_stays_text(name: str) -> None:
    text = guide_renderer(name)(made(HOSTILE))

    assert "<script>" not in text.replace(r"\<script>", "").replace("<style>", "")
    assert "\x1b" not in text
    assert "{{ 7 * 7 }}" in text.replace("\\", "")


def test_the_page_needs_nothing_from_outside() -> None:
    text = guide_renderer("html")(made("What was it before?"))

    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in text
    assert 'href="#q1"' in text
    assert 'id="q1"' in text
    assert "http" not in text.split("</style>")[1]


def test_an_unknown_format_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        guide_renderer("docx")
