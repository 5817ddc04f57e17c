"""How far to the front of a story a sentence belongs: what came of it first, firm and clear. Weights are ours."""

import re
from collections.abc import Mapping

from assistant.grounding.figures import Figure, FigureKind
from assistant.writing import spoken
from assistant.writing.outcomes.findings import Finding, Form
from assistant.writing.outcomes.units import is_telling
from assistant.writing.scoring import Scored

_BY_FORM: Mapping[Form, float] = {"compound": 7.5, "return": 4.5, "pair": 4.0, "change": 3.5, "single": 0.0}
_REACHES = re.compile(
    r"\b(?:deliver\w*|customers?|revenue|sales|quality|errors?|defects?|complaints?|downtime|outages?|churn|"
    r"retention|productiv\w+|lead time|time.to.market|waiting|costs?)\b",
    re.IGNORECASE,
)
_PROUD = re.compile(r"\b(?:proud(?:est)?|biggest (?:change|win|thing|difference)|most important)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\b(?:i think|i guess|maybe|probably|perhaps|about \d+ or|if|would|might|could)\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:I|my|me)\b|\bI['’]")
_OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_BAD = re.compile(
    r"\b(?:fail\w*|terrible|problem\w*|struggl\w+|trouble|worst|bad|hard|wrong|not|\w+n['’]t)\b", re.IGNORECASE
)
_THERE = re.compile(r"(?:today,? |now,? )?there\b", re.IGNORECASE)
_PASSING = re.compile(
    r"\b(?:remember|example|at the end of|right now|this (?:week|month)|was using|I['’]ve been|cell phone)\b"
)
_OFFERS = re.compile(r"\bwe (?:\w+ly )?(?:provide|offer|help|build|serve|make|sell|power|connect)\b", re.IGNORECASE)
_MANY = 100


def as_title(item: Scored) -> float:
    """Return how well a sentence would do as the headline, for want of a change: it is about them, not about one."""
    text = item.candidate.text
    alone = item.candidate.spoken and bool(_ALONE.search(text)) and not _OURS.search(text)
    found = prominence(item) + 0.5 * item.weight + 1.0 * item.vivid - 2.5 * alone - 1.0 * bool(_BAD.search(text))
    found += 2.0 * bool(_OFFERS.search(text)) - 1.0 * bool(_THERE.match(text)) - 4.0 * bool(_PASSING.search(text))
    about = 0.5 * spoken.about_business(text) + 1.0 * spoken.milestones(text)
    return found + (about if item.candidate.spoken else 0.0)


def prominence(item: Scored) -> float:
    """Return how strongly a sentence asks to open the story, or to be its headline."""
    candidate = item.candidate
    text = candidate.text
    found = 0.5 * item.weight + max((_of_finding(finding) for finding in item.findings), default=0.0)
    if not any(finding.form != "single" for finding in item.findings):
        found += max((_of_figure(figure) for figure in candidate.figures), default=0.0)
    found += 1.0 * (item.part == "changed") - 2.0 * (item.part in ("who", "next"))
    found += 1.0 * bool(item.findings and _PROUD.search(candidate.passage.text)) + 1.0 * candidate.praised
    found -= 3.0 * candidate.leans + 1.0 * bool(_UNSURE.search(text))
    return found - (0.8 * spoken.debris(text) if candidate.spoken else 0.0)


def is_firm(item: Scored) -> bool:
    """Tell whether a sentence says something that came of it, for sure: a figure, and no guess."""
    text = item.candidate.text
    figured = any(_of_figure(figure) > 1 for figure in item.candidate.figures)
    return figured and not _UNSURE.search(text) and not (item.candidate.spoken and spoken.debris(text))


def of_finding(finding: Finding) -> float:
    """Return how strong an outcome is for a headline."""
    return _of_finding(finding) + 1.0 * any(_PROUD.search(statement.around) for statement in finding.statements)


def _of_finding(finding: Finding) -> float:
    """A named measure of time, money or share that reaches the customer tells more than a count that grew."""
    strength = _BY_FORM[finding.form] + 0.5 * finding.named
    if finding.form == "pair":
        strength += 1.0 * any(figure.unit for figure in finding.figures)
    return strength + 0.7 * bool(_REACHES.search(finding.name))


def _of_figure(figure: Figure) -> float:
    if not is_telling(figure) or figure.vague:
        return 0.0
    large = figure.kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.RATIO) or figure.high >= _MANY
    return 2.8 if large and figure.kind is not FigureKind.DURATION else 0.8
