"""Overrides and edits of kept stories become labelled texts, in the form that `evals agree` reads.

An override says that the checker was wrong: its claim is labelled `supported`. An edit says only that somebody wanted
other words: what stood there is handed over without a label, with the words that took its place, for a person to judge.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from assistant.domain.differences import CHANGED, REMOVED, differences
from assistant.domain.review import StoryRecord, StoryVersion
from assistant.domain.story import Claim, Story
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import Stories, StoryFilter

_PAGE = 200
Json = dict[str, Any]


def harvested(stories: Stories) -> Iterator[Json]:
    """Yield a case for each override, and for each claim that a person changed or took out; by story id."""
    for record in sorted(_all(stories), key=lambda record: record.id):
        versions = stories.versions(record.id)
        yield from _overrides(stories, record, {version.version: version for version in versions})
        for before, after in pairwise(versions):
            yield from _edits(record, before, after)


def _all(stories: Stories) -> Iterator[StoryRecord]:
    last: str | None = None
    while found := stories.list(StoryFilter(), Page(last, _PAGE)):
        yield from found
        last = found[-1].id


def _overrides(stories: Stories, record: StoryRecord, versions: dict[int, StoryVersion]) -> Iterator[Json]:
    for override in stories.overrides(record.id):
        story = versions[override.version].content
        claim = next((claim for claim in story.claims if claim.id == override.claim), None)
        if claim is not None:
            yield {
                **_case(record, override.version, story, claim, "override"),
                "label": "supported",
                "checker": override.verdict,
                "why": override.reason,
            }


def _edits(record: StoryRecord, before: StoryVersion, after: StoryVersion) -> Iterator[Json]:
    for found in differences(before.content, after.content):
        claim = found.before
        if claim is None or not claim.citations or found.change not in (CHANGED, REMOVED):
            continue
        became = found.after.text if found.after else None
        if became == claim.text:
            continue
        yield {
            **_case(record, before.version, before.content, claim, "edit"),
            "label": None,
            "checker": claim.verdict.value if claim.verdict else None,
            "became": became,
            "why": after.note,
        }


def _case(record: StoryRecord, version: int, story: Story, claim: Claim, kind: str) -> Json:
    return {
        "id": f"{kind}-{record.id}-v{version}-{claim.id}",
        "cluster": record.account,
        "kind": kind,
        "text": claim.text,
        "sources": _sources(story, claim),
    }


def _sources(story: Story, claim: Claim) -> list[Json]:
    """Return the whole documents that a claim cites, and the usage facts, each once."""
    texts = {document.id: document.text for document in story.documents}
    facts = {item.id: item.text for item in story.evidence if item.document is None}
    named = dict.fromkeys(citation.document or citation.evidence for citation in claim.citations)
    return [{"id": name, "text": texts.get(name, facts.get(name, ""))} for name in named]
