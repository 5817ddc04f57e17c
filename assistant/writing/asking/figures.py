"""What is missing beside the figures: of what, over which time, measured how, compared with what, what else changed."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.guide import Topic
from assistant.writing.asking.inquiry import Inquiry, sayable
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.typicality import period_in

_MOST = 8
_MEASURED = re.compile(
    r"\b(?:measur\w+|according to|report(?:s|ed)?|dashboard|survey\w*|timed|logged|tracked|counted|recorded|"
    r"ledger|invoices?|audit\w*|figures? (?:come|came)|data (?:show|from))\b",
    re.IGNORECASE,
)
_ELSE = "What else changed in that time that could have had a part in it?"


def about_figures(findings: Sequence[Finding], ask: str | None) -> Iterator[Inquiry]:
    """Return a question for each outcome that lacks something, the most telling ones first."""
    outcomes = sorted(findings, key=lambda finding: finding.form == "single")
    asked: set[str] = set()
    for finding in outcomes:
        name = sayable(finding.name) if finding.named else None
        if name is None or name.casefold() in asked or len(asked) >= _MOST:
            continue
        missing = dict(_missing(finding))
        if missing:
            asked.add(name.casefold())
            yield Inquiry(Topic.FIGURE, _question(name, list(missing)), _why(missing), ask, finding.cites)
    changes = [finding for finding in findings if finding.form != "single"]
    if changes:
        why = "A change is told; the notes do not say what else changed, and so not how much of it this explains."
        cites = tuple(dict.fromkeys(cite for finding in changes[:3] for cite in finding.cites))
        yield Inquiry(Topic.FIGURE, _ELSE, why, ask, cites)


def _missing(finding: Finding) -> Iterator[tuple[str, str]]:
    """Return what to ask and why, for each thing that the sentences about a figure leave out."""
    if finding.form == "change":
        yield "what was it before, and what is it now", "only the change is told"
    if finding.form == "single":
        yield "what was it before", "one value is told, and nothing to compare it with"
    if not any(period_in(statement.text) for statement in finding.statements):
        yield "over which time was that", "no period is given"
    if not any(_MEASURED.search(statement.around or statement.text) for statement in finding.statements):
        yield "how is it measured, and by whom", "nothing says how it was measured"


def _question(name: str, parts: Sequence[str]) -> str:
    *first, last = parts
    asked = f"{', '.join(first)}; and {last}" if first else last
    return f"About “{name}”: {asked}?"


def _why(missing: dict[str, str]) -> str:
    told = "; ".join(missing.values())
    return f"{told[:1].upper()}{told[1:]}."
