"""Holds charters against what makes one useful (domain handbook, sections 1 and 3).

A mission is one sentence that names a customer need; metrics lead, they neither lag nor count activity; and
whatever one function expects of another stands among the other's activities.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from assistant.domain.charters import Charter, CharterFinding, CharterFindings, Dependency
from assistant.grounding.sentences import split
from assistant.mapping.stems import alike, listed, nearest

_CUSTOMER = re.compile(
    r"\b(?:customers?|clients?|users?|prospects?|buyers?|patients?|members?|subscribers?)\b", re.IGNORECASE
)
_OWN_NEED = re.compile(
    r"\b(?:(?:grow|increase|maximi[sz]e|protect|hit|drive|boost|secure|raise)\w*\s+(?:our|the company's|company)?\s*"
    r"(?:\w+\s+){0,2}?(?:revenue|sales|profits?|margins?|quota|arr|bookings|retention|market share)"
    r"|reduce\w* (?:our )?(?:churn|costs?))\b",
    re.IGNORECASE,
)
_LAGGING = re.compile(
    r"\b(?:(?:gross |net )?(?:renewal|retention|churn) rate|churn|gross retention|net retention|grr|nrr|revenue"
    r"|bookings"
    r"|(?:arr|mrr) growth|(?:new |net new |total )?(?:arr|mrr)|profits?|turnover|market share|lifetime value"
    r"|sales closed)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:#|number|numbers|count|total|amount|volume|quantity)(?: of)?\b|#|\bper (?:day|week|month)\b", re.IGNORECASE
)
_RAW = re.compile(
    r"\b(?:calls?|e-?mails?|meetings?|business reviews|[eq]brs?|visits?|touch(?:es|points)?|demos?"
    r"|tickets? (?:handled|closed|answered)|hours logged|messages?|activities|webinars?|trainings? held|sessions held"
    r"|check-?ins?|articles? (?:written|published)|posts written)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:made|sent|held|logged|attended|booked|completed|conducted|delivered|handled|written|published)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:share|rate|percentage|time to|satisfaction|score|resolved|after which|that led|conver\w+)\b|%", re.IGNORECASE
)

_SEGMENTS = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in (
        ("small", "small(?:er|est)?|smb"),
        ("middle", "mid-?market"),
        ("large", "enterprises?|large(?:r|st)?"),
        ("strategic", "strategic"),
    )
}
Rule = Callable[[Charter], Iterator[tuple[str, str]]]


def check(charters: Mapping[str, Charter]) -> CharterFindings:
    """Hold charters against the rules, each by itself and all against each other."""
    errors = [_found(charter, *each) for charter in charters.values() for rule in ERRORS for each in rule(charter)]
    warnings = [_found(charter, *each) for charter in charters.values() for rule in WARNINGS for each in rule(charter)]
    for charter in charters.values():
        for need in charter.dependencies:
            finding = _unmet(charter, need, charters)
            if finding is not None:
                (errors if finding.rule == "unmet_dependency" else warnings).append(finding)
    return CharterFindings(errors=tuple(errors), warnings=(*warnings, *_overlaps(charters)))


def _found(charter: Charter, rule: str, message: str) -> CharterFinding:
    return CharterFinding(charter=charter.name, rule=rule, message=message)


def _mission(charter: Charter) -> Iterator[tuple[str, str]]:
    count = len(split(charter.mission))
    if count != 1:
        text = "there is no mission" if not count else f"the mission has {count} sentences"
        yield "mission_one_sentence", f"{text}: say in one what the function is for"


def _parts(charter: Charter) -> Iterator[tuple[str, str]]:
    for key, what in (("metrics", "operating metrics"), ("activities", "activities")):
        if not getattr(charter, key):
            yield f"no_{key}", f"no {what}: list them under `{key}`"


def _need(charter: Charter) -> Iterator[tuple[str, str]]:
    if charter.mission and not _CUSTOMER.search(charter.mission):
        yield "mission_customer_need", "the mission names no customer: which need of theirs does the function meet?"
    elif own := _OWN_NEED.search(charter.mission):
        yield "mission_customer_need", f"“{own[0]}” is a need of the company's, not of the customer's"


def _metrics(charter: Charter) -> Iterator[tuple[str, str]]:
    for metric in charter.metrics:
        if (late := _LAGGING.search(metric)) and not _levers(metric):
            text = f"“{metric}” lags (“{late[0]}”): steer by what foretells it, and list it under `results`"
            yield "lagging_metric", text
        elif _counts_activity(metric):
            yield "activity_metric", f"“{metric}” counts activity: measure what comes of it"


def _levers(metric: str) -> bool:
    """Tell a metric that leads to a late one, such as its share that is opened in time."""
    return re.match(r"(?:leads?|leading|time|days)\b", metric, re.IGNORECASE) is not None


def _counts_activity(metric: str) -> bool:
    if _OUTCOME.search(metric) or not _RAW.search(metric):
        return False
    return any((_COUNT.search(metric), _DONE.search(metric), _RAW.fullmatch(metric.strip())))


def _costs(charter: Charter) -> Iterator[tuple[str, str]]:
    if not charter.cost_metric and not charter.no_cost_metric:
        text = "no cost metric: what tells how much to invest? If there is none, say why in `no_cost_metric`"
        yield "no_cost_metric", text
    if not charter.risks:
        yield "no_risks", "no risks: what can go wrong on the way?"


ERRORS: tuple[Rule, ...] = (_mission, _parts)
WARNINGS: tuple[Rule, ...] = (_need, _metrics, _costs)


def _unmet(charter: Charter, need: Dependency, charters: Mapping[str, Charter]) -> CharterFinding | None:
    """Say what is wrong with a dependency: nobody has such a charter, or its activities do not list it."""
    other = charters.get(need.on)
    if other is None:
        if need.outside:
            return None
        text = f"expects of {need.on} “{need.expects}”, and there is no charter of {need.on}: give it, or set `outside`"
        return CharterFinding(charter=charter.name, rule="unknown_function", message=text, on=need.on)
    near = nearest(need.expects, other.activities)
    if near is not None and near.same_work:
        return None
    if near is None or not near.shared:
        told = "none of its activities is like it"
    else:
        told = f"the nearest, “{near.text}”, lacks {listed(near.lacking)}"
    elsewhere = _elsewhere(need, charters)
    text = f"expects of {need.on} “{need.expects}”, which {need.on} does not list as its job ({told}){elsewhere}"
    return CharterFinding(charter=charter.name, rule="unmet_dependency", message=text, on=need.on)


def _elsewhere(need: Dependency, charters: Mapping[str, Charter]) -> str:
    for name, charter in charters.items():
        near = nearest(need.expects, charter.activities)
        if near is not None and near.same_work:
            return f"; {name} lists “{near.text}”"
    return "; nobody lists it: a gap"


def _overlaps(charters: Mapping[str, Charter]) -> Iterator[CharterFinding]:
    """Find activities that two functions both list, unless one of them expects just that of the other."""
    for one, other in combinations(charters.values(), 2):
        for mine in one.activities:
            for theirs in other.activities:
                if alike(mine, theirs) and not (_apart(mine, theirs) or _expected(mine, one, other, charters)):
                    text = f"“{mine}” and, at {other.name}, “{theirs}”: who does it?"
                    yield CharterFinding(charter=one.name, rule="overlap", message=text, on=other.name)


def _apart(mine: str, theirs: str) -> bool:
    """Tell whether two activities are for segments that do not overlap."""
    one, other = ({name for name, words in _SEGMENTS.items() if words.search(text)} for text in (mine, theirs))
    return bool(one and other) and one.isdisjoint(other)


def _expected(activity: str, one: Charter, other: Charter, charters: Mapping[str, Charter]) -> bool:
    """Tell whether somebody expects this activity of both functions: then both are meant to do it."""
    wanted = {
        need.on for charter in charters.values() for need in charter.dependencies if alike(need.expects, activity)
    }
    return {one.name, other.name} <= wanted
