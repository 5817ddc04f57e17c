"""The headline with the result, and the summary: made only of what claims of the story carry."""

import re
from collections.abc import Sequence

from assistant.writing.material import Material
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.naming import is_name
from assistant.writing.proposal import Line

_LONGEST = 16  # words of a headline
_SUBJECT = re.compile(r"^(?:the|a|an|our|their)\s+", re.IGNORECASE)


def titles(
    material: Material, findings: Sequence[tuple[Finding, tuple[str, ...]]], results: Sequence[tuple[str, str]]
) -> tuple[Line, ...]:
    """Return headlines, best first; the last asserts nothing and can always stand.

    Args:
        material: what the story is written from.
        findings: outcomes, best first, with the keys of the claims that tell them.
        results: sentences of the strongest claims with their keys, best first, for want of a finding.
    """
    who = material.account_name or "The customer"
    found = [Line(text, keys) for finding, keys in findings if (text := headline(who, finding)) is not None]
    sentences = [
        Line(text.rstrip("."), (key,)) for text, key in results if len(text.split()) <= _LONGEST and "“" not in text
    ]
    last = f"{material.account_name}: outcome story" if material.account_name else "Outcome story"
    return (*found, *sentences, Line(last, ()))


def headline(who: str, finding: Finding) -> str | None:
    """Put one finding into a headline in the source's own figures, or None where it has no plain name."""
    name = _SUBJECT.sub("", finding.name)
    if not is_name(name) or len(name.split()) > 6:  # noqa: PLR2004
        return None
    if finding.form == "pair" and finding.before is not None and finding.after is not None:
        before, after = (figure.text.strip() for figure in finding.figures)
        return f"{who} {_verb(finding)} {name} from {before} to {after}"
    if finding.form == "change" and finding.change_kind == "percent" and finding.change is not None:
        verb = "cuts" if finding.change < 0 else "increases"
        return f"{who} {verb} {name} by {finding.figures[0].text.strip()}"
    return None


def _verb(finding: Finding) -> str:
    """Falling values are cut; rising ones are taken up, which says nothing about what is good."""
    return "cuts" if (finding.change or 0) < 0 else "takes"


def summary(keys: Sequence[str]) -> tuple[Line, ...]:
    """Return the summary: the claims of the given keys in their accepted words."""
    return tuple(Line(None, (key,)) for key in dict.fromkeys(keys))
