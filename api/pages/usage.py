"""What usage data show of an account: plots over time and by seniority, and every figure with its query."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastapi import APIRouter, Response

from api.access import Parts, Reader, Writer
from api.pages.accounts import show
from api.pages.forms import Sent
from api.pages.screen import Shown
from assistant.domain.evidence import UsageFact
from assistant.rendering import wording
from assistant.rendering.charts import line_chart
from assistant.rendering.plots import AFTER, BEFORE, by_seniority
from assistant.workflow.desk import usages

router = APIRouter(prefix="/accounts/{account}/usage", include_in_schema=False)


class Bar(NamedTuple):
    """A bar: what it is, its length in percent of the longest, and its figure as people read it."""

    label: str
    length: float
    shown: str


class Bars(NamedTuple):
    """A plot of bars; the table behind it is its labels and figures. `pair` is before and after."""

    title: str
    bars: tuple[Bar, ...]
    note: str
    pair: bool


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show what the usage files of an account say."""
    found = usages.usage(parts.desk, user, account)
    return show(
        parts,
        user,
        screen,
        account,
        "usage",
        charts=[chart for series in found.series if (chart := line_chart(series))],
        bars=[*_pairs(found.facts), *_shares(found.facts)],
        facts=[fact for fact in found.facts if fact.value is not None],
        missing=[fact for fact in found.facts if fact.value is None],
        tables=found.tables,
    )


@router.post("")
def keep(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Keep usage files; one of the same name is replaced."""
    usages.keep_usage(parts.desk, user, account, sent.files("usage"))
    return screen.go(f"/accounts/{account}/usage", "saved")


def _shares(facts: tuple[UsageFact, ...]) -> Iterator[Bars]:
    for plot in by_seniority(facts):
        yield Bars(plot.title, _bars(zip(plot.labels, plot.values, plot.shown, strict=True)), plot.note, pair=False)


def _pairs(facts: tuple[UsageFact, ...]) -> Iterator[Bars]:
    """Yield the facts that compare two stretches of time, with both."""
    for fact in facts:
        before, after = fact.details.get("before"), fact.details.get("after")
        if fact.value is None or not isinstance(before, int | float) or not isinstance(after, int | float):
            continue
        if min(before, after) >= 0 and max(before, after) > 0:
            pair = ((BEFORE, before, wording.number(before)), (AFTER, after, wording.number(after)))
            yield Bars(wording.readable(fact.name).capitalize(), _bars(pair), fact.sentence, pair=True)


def _bars(told: Iterable[tuple[str, float, str]]) -> tuple[Bar, ...]:
    known = tuple(told)
    longest = max(value for _, value, _ in known) or 1
    return tuple(Bar(label, round(value / longest * 100, 1), shown) for label, value, shown in known)
