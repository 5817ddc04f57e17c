"""How typical a published figure is: said beside it, never left out (domain handbook, section 6)."""

import re

from assistant.writing.outcomes.findings import Finding

_PERIOD = re.compile(
    r"\b(?:(?:in|since|until|by|during|for|over|within|after|every|each|per|a|last|this|the (?:first|last))\s+)"
    r"(?:the\s+)?(?:(?:first|last|past|next|\w+)\s+){0,2}"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|"
    r"summer|autumn|winter|"
    r"q[1-4]|quarters?|years?|months?|weeks?|days?|(?:19|20)\d\d)(?:\s+(?:of\s+)?(?:19|20)\d\d)?\b",
    re.IGNORECASE,
)


def period_in(text: str) -> str | None:
    """Return the words of a sentence that say when or over which time, or None."""
    match = _PERIOD.search(text)
    return match.group() if match else None


def note(finding: Finding) -> str:
    """Return the note on how typical a finding is: one account, its period, how often it is told, what is open."""
    period = next((found for found in (period_in(statement.text) for statement in finding.statements) if found), None)
    parts = ["One account"]
    parts.append(f'period as told: "{period}"' if period else "period not given")
    if finding.form in ("pair", "return", "compound"):
        parts.append("the change is computed from the two values cited")
    if finding.form != "single":
        parts.append("what else changed in that time is not accounted for")
    return "; ".join(parts) + "."
