"""The rule for title, summary and headings: each figure, name and quotation stands in a supported claim (contract)."""

from collections.abc import Iterator, Sequence

from assistant.domain.story import Claim, Metric, Story
from assistant.domain.verdicts import Verdict
from assistant.grounding.evidence import as_read
from assistant.grounding.figures import Carry, Figure, carry, find
from assistant.grounding.names import names
from assistant.grounding.quotes import quotations
from assistant.workflow.desk.sources import computed_figures


def supported(story: Story) -> tuple[Claim, ...]:
    """Return the claims that may carry a title or a summary."""
    return tuple(claim for claim in story.claims if claim.verdict is Verdict.SUPPORTED)


def carriers(text: str, story: Story, given: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the claims that carry the details of a text, and the details that none carries.

    Args:
        text: a title, a sentence of a summary, or a heading.
        story: whose supported claims carry it.
        given: names that need no claim.
    """
    claims = supported(story)
    metrics = {metric.id: metric for metric in story.metrics}
    ids, lost = list[str](), list[str]()
    for detail, holders in _details(text, story, claims, metrics, given):
        if holders:
            ids.append(holders[0])
        else:
            lost.append(detail)
    return tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(lost))


def _details(
    text: str, story: Story, claims: Sequence[Claim], metrics: dict[str, Metric], given: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    for figure in find(text, story.language):
        yield figure.text, [claim.id for claim in claims if _has_figure(claim, figure, story.language, metrics)]
    known = {word.casefold() for name in given for word in name.split()}
    for name in names(text):
        words = [word.text for word in name.words]
        opens = name.first and len(words) == 1  # any word has a capital there
        if not opens and any(word.casefold() not in known for word in words):
            yield name.text, [claim.id for claim in claims if all(word in claim.text for word in words)]
    for quotation in quotations(text):
        if not quotation.is_scare:
            said = as_read(quotation.text)
            yield f"“{quotation.text}”", [claim.id for claim in claims if said in as_read(claim.text)]


def _has_figure(claim: Claim, figure: Figure, language: str, metrics: dict[str, Metric]) -> bool:
    computed = [words for id_ in claim.metrics if id_ in metrics for words in computed_figures(metrics[id_])]
    there = [*find(claim.text, language), *(other for words in computed for other in find(words))]
    return any(carry(other, figure) is Carry.YES for other in there)
