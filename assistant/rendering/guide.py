"""The guide for the next interview as JSON, as Markdown to take along, and as a page."""

import json
from collections.abc import Callable, Iterator, Sequence

from assistant.domain.evidence import Citation
from assistant.domain.guide import Guide, Question, Topic
from assistant.rendering.markdown import escape
from assistant.rendering.plain import line

HEADINGS = {
    Topic.WHAT: "What is it?",
    Topic.WHY: "Why did you build it?",
    Topic.VALUE: "What value?",
    Topic.CONTRADICTION: "What does not agree",
    Topic.FIGURE: "What the figures lack",
    Topic.OPEN: "What was left open",
    Topic.VOICE: "Who has not been heard",
    Topic.CLOSING: "Always",
}
NOT_ALOUD = "Why and passages are for the interviewer: they may hold the figure, so do not read them out."
TEXT_FORMATS = ("json", "md", "html")


def guide_renderer(name: str) -> Callable[[Guide], str]:
    """Return what turns a guide into that format.

    Raises:
        KeyError: there is no such format.
    """
    return {"json": to_json, "md": to_markdown, "html": to_html}[name]


def to_json(guide: Guide) -> str:
    """Return the guide as an `interview-guide/1` document."""
    return json.dumps(guide.model_dump(mode="json"), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_markdown(guide: Guide) -> str:
    """Return the guide as Markdown."""
    return "\n".join(_markdown(guide)).rstrip() + "\n"


def to_html(guide: Guide) -> str:
    """Return the guide as a self-contained page."""
    from assistant.rendering.webpage import page

    groups = [(HEADINGS[topic], questions) for topic, questions in by_topic(guide)]
    return page("guide.html.j2", title=title(guide), guide=guide, groups=groups, known=HEADINGS, not_aloud=NOT_ALOUD)


def by_topic(guide: Guide) -> list[tuple[Topic, list[Question]]]:
    """Return the questions by what they are about, in the order in which they are asked."""
    groups = [(topic, [one for one in guide.questions if one.topic is topic]) for topic in Topic]
    return [(topic, questions) for topic, questions in groups if questions]


def title(guide: Guide) -> str:
    """Return what the guide is called."""
    return f"Questions for {guide.account.name or 'the next interview'}"


def place(citation: Citation) -> str:
    """Return where a passage stands, for people to read."""
    if citation.document is None:
        return "usage data"
    return f"{citation.document}, characters {citation.start}–{citation.end}"


def _markdown(guide: Guide) -> Iterator[str]:
    yield f"# {_said(title(guide))}\n"
    yield f"*{NOT_ALOUD}*\n"
    if guide.people:
        yield "## Whom to ask\n"
        for person in guide.people:
            heard = "has spoken" if person.heard else "not heard yet"
            who = ", ".join(part for part in (person.name, person.title, heard) if part)
            yield f"- {_said(who)}: {', '.join(person.questions)}"
        yield ""
    for topic, questions in by_topic(guide):
        yield f"## {HEADINGS[topic]}\n"
        for one in questions:
            yield f"- **{one.id}. {_said(one.question)}**" + (f" (ask {_said(one.ask)})" if one.ask else "")
            yield f"  - Why: {_said(one.why)}"
            yield from _passages(one.citations)
        yield ""
    if guide.answered:
        yield "## What the notes answer already\n"
        for answer in guide.answered:
            yield f"- {_said(answer.question)}"
            yield from _passages(answer.citations)


def _passages(citations: Sequence[Citation]) -> Iterator[str]:
    for citation in citations:
        yield f"  - {_said(place(citation))}: “{_said(citation.text)}”"


def _said(text: str) -> str:
    return escape(line(text))
