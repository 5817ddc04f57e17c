"""Are the changes that a story tells the ones that the notes report?"""

import re

from evals.cases import Case, Outcome
from evals.measures import Detail, Measure
from evals.scorers.story import Json, Told
from evals.scorers.text import any_of
from evals.scorers.values import among, figures, near

_HOURS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "minuto": 1 / 60,
    "hour": 1.0,
    "stunde": 1.0,
    "day": 24.0,
    "tag": 24.0,
    "week": 168.0,
}


def told_outcomes(told: Told, case: Case) -> tuple[Measure, list[Detail]]:
    """Every main outcome of the gold is told: its figures and what it is about stand together."""
    main = [outcome for outcome in case.gold.outcomes if outcome.main]
    details = [Detail("outcome", _is_told(outcome, told), outcome.evidence) for outcome in main]
    hits = sum(detail.ok is True for detail in details)
    return Measure.rate("outcomes_told", hits, len(details), "the notes report no outcome"), details


def _is_told(outcome: Outcome, told: Told) -> bool:
    wanted = [value for value in (outcome.before, outcome.after, outcome.change) if value is not None]
    in_words = any(_tells(units, outcome, wanted) for units in told.units) or _is_spread(told, outcome, wanted)
    listed = any(_matches(metric, outcome) and _about(metric, outcome, told) for metric in told.story["metrics"])
    return in_words or listed


def _tells(claims: tuple[str, ...], outcome: Outcome, wanted: list[float]) -> bool:
    """Tell whether claims in a row hold every value, each beside what it is about or in its unit."""
    unit = outcome.unit.split()[:1]
    at_home = [figures(claim) for claim in claims if any_of(claim, (*outcome.about, *unit))]
    there = [value for values in at_home for value in values]
    return any_of(" ".join(claims), outcome.about) and all(among(value, there) for value in wanted)


def _is_spread(told: Told, outcome: Outcome, wanted: list[float]) -> bool:
    """Tell whether every value stands in a claim that names what it is about, before and after in places apart."""
    there = [value for claim in told.claims if any_of(claim["text"], outcome.about) for value in figures(claim["text"])]
    return all(among(value, there) for value in wanted)


def _about(metric: Json, outcome: Outcome, told: Told) -> bool:
    """Tell whether the metric is about the outcome, by its name or by a sentence that it stands on."""
    texts = [told.evidence[each]["text"] for each in metric["citations"] if each in told.evidence]
    return any_of(" ".join([metric["name"], metric["unit"], *texts]), outcome.about)


def changes_right(told: Told, case: Case) -> tuple[list[Measure], list[Detail]]:
    """Every change listed is one of the gold's, the right way round; and its percentage is what the two values give."""
    listed = [m for m in told.story["metrics"] if m["before"] is not None and m["after"] is not None]
    listed = [metric for metric in listed if metric["source"] != "usage"]
    right = [any(_matches(metric, outcome) for outcome in case.gold.outcomes) for metric in listed]
    sums = [(metric, _sum_is_right(metric)) for metric in listed if metric["change"]]
    details = [
        Detail("change", False, f"not in the notes: {_line(metric)}")
        for metric, good in zip(listed, right, strict=True)
        if not good
    ]
    details += [Detail("change", False, f"wrongly computed: {_line(metric)}") for metric, good in sums if not good]
    measures = [
        Measure.rate("changes_right", sum(right), len(right), "no change is listed"),
        Measure.rate("changes_computed", sum(good for _, good in sums), len(sums), "no change is computed"),
    ]
    return measures, details


def _matches(metric: Json, outcome: Outcome) -> bool:
    before, after = metric["before"], metric["after"]
    if before is None or after is None or outcome.before is None or outcome.after is None:
        return False
    units = re.split(r"\s+to\s+|\s+bis\s+", outcome.unit)
    told = near(before, outcome.before) and near(after, outcome.after)
    scale = _hours(metric["unit"])
    one, other = _hours(units[0]), _hours(units[-1])
    if scale is None or one is None or other is None:
        return told
    return near(before * scale, outcome.before * one) and near(after * scale, outcome.after * other)


def _hours(unit: str) -> float | None:
    """Return how many hours a unit of time lasts; None is a unit of something else, or a rate."""
    first = unit.lower().split(" per ")[0].split()
    last = first[-1] if first else ""
    return next((hours for name, hours in _HOURS.items() if last.startswith(name)), None)


def _sum_is_right(metric: Json) -> bool:
    before, after, kind = metric["before"], metric["after"], metric["change"]["kind"]
    value: float = metric["change"]["value"]
    if kind in ("points", "absolute"):
        expected = after - before
    elif not before:
        return False
    else:
        expected = after / before if kind == "ratio" else (after - before) / before * 100
    return bool(abs(expected - value) <= _slack(value))


def _slack(value: float) -> float:
    return max(0.051, 0.006 * abs(value))


def _line(metric: Json) -> str:
    return f"{metric['name']}: {metric['before']:g} to {metric['after']:g} {metric['unit']}"


def usage_right(told: Told, case: Case) -> tuple[Measure, list[Detail]]:
    """The users active over the last 28 days are as many as the table was made with."""
    if case.gold.active_users is None:
        return Measure("usage_right", None, 0.0, "no usage table whose users are known"), []
    facts = [fact for fact in told.story["usage_facts"] if fact["name"] == "monthly_active_users"]
    good = any(fact["value"] == case.gold.active_users for fact in facts)
    detail = Detail("usage", good, f"{case.gold.active_users} users in the last 28 days")
    return Measure.rate("usage_right", float(good), 1), [detail]
