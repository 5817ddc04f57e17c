"""Geometry of the two plots: a line over time, and a pair of bars. Plain SVG, drawn by the template."""

import math
from datetime import date
from typing import NamedTuple

from assistant.domain.evidence import UsageSeries
from assistant.rendering import wording

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 12, 14, 30
_LABEL = 90  # room for a date on the time axis


class Tick(NamedTuple):
    """A labelled place on an axis, in SVG units."""

    at: float
    label: str


class Dot(NamedTuple):
    """One point of the series, in SVG units and in words."""

    x: float
    y: float
    when: date
    value: str


class LineChart(NamedTuple):
    """A series ready to be drawn in a box of WIDTH by HEIGHT."""

    title: str
    summary: str
    path: str
    area: str
    dots: tuple[Dot, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    floor: int = HEIGHT - _BOTTOM


def line_chart(series: UsageSeries) -> LineChart | None:
    """Return the drawing of a series from zero up; None when there are fewer than two points."""
    points = [(day, value) for day, value in series.points if math.isfinite(value)]
    if len(points) < 2:  # noqa: PLR2004  a line needs two
        return None
    top = round_up(max(value for _, value in points))
    first, span = points[0][0], max(1, (points[-1][0] - points[0][0]).days)
    dots = tuple(
        Dot(_x((day - first).days / span), _y(value / top), day, wording.number(value)) for day, value in points
    )
    path = " ".join(f"{'L' if index else 'M'}{dot.x} {dot.y}" for index, dot in enumerate(dots))
    floor = HEIGHT - _BOTTOM
    return LineChart(
        title=wording.readable(series.name).capitalize(),
        summary=f"{series.unit.capitalize()}: {_said(dots[0])} to {_said(dots[-1])}.",
        path=path,
        area=f"{path} L{dots[-1].x} {floor} L{dots[0].x} {floor} Z",
        dots=dots,
        x_ticks=_x_ticks(dots),
        y_ticks=tuple(Tick(_y(share), wording.number(top * share)) for share in (0, 0.5, 1)),
    )


class Bars(NamedTuple):
    """Before and after as shares of the longer bar, 0 to 100."""

    before: float
    after: float


def bars(before: float | None, after: float | None) -> Bars | None:
    """Return the pair of bars; None where either figure is missing, negative or both are zero."""
    if before is None or after is None or min(before, after) < 0 or max(before, after) == 0:
        return None
    longest = max(before, after)
    return Bars(round(before / longest * 100, 1), round(after / longest * 100, 1))


def _said(dot: Dot) -> str:
    return f"{dot.value} ({dot.when})"


def _x(share: float) -> float:
    return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _BOTTOM - _TOP), 1)


def _x_ticks(dots: tuple[Dot, ...]) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    for dot in dots:
        if dot.x <= WIDTH - _LABEL / 2 and (not ticks or dot.x - ticks[-1].at >= _LABEL):
            ticks.append(Tick(dot.x, f"{dot.when.day} {dot.when:%b}"))
    return tuple(ticks)


def round_up(value: float) -> float:
    """Return the next round figure whose half is round too."""
    if value <= 0:
        return 1
    power = math.pow(10, math.floor(math.log10(value)))
    return next(power * step for step in (1, 1.2, 1.6, 2, 3, 4, 6, 8, 10, 12) if power * step >= value)
