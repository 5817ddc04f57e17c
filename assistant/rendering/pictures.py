"""Plots as SVG pictures that stand alone, for formats that take no chart of their own."""

from collections.abc import Iterator
from html import escape

from assistant.rendering.charts import round_up
from assistant.rendering.office_charts import ACCENT, FAINT, MUTED
from assistant.rendering.plain import shortened
from assistant.rendering.plots import Plot

_INK = "1F2933"
_WIDE, _NARROW = 640, 320
_HIGH, _LABELS, _TOP, _FLOOR = 230, 160, 34, 26
_BAR, _GAP = 22, 12
_DAYS_LABELLED = 7


def svg(plot: Plot) -> str:
    """Return a plot as an SVG document; every text in it is escaped."""
    draw = _line if plot.form == "line" else _bars
    wide = _NARROW if plot.form == "pair" else _WIDE
    high = _HIGH if plot.form == "line" else _TOP + len(plot.values) * (_BAR + _GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="Libertinus Serif" '
        f'font-size="13">{_title(plot, wide)}{"".join(draw(plot, wide))}</svg>'
    )


def _title(plot: Plot, wide: int) -> str:
    return _text(0, 16, shortened(plot.title, wide / 16), weight="bold")


def _bars(plot: Plot, wide: int) -> Iterator[str]:
    left = 60 if plot.form == "pair" else _LABELS
    room = wide - left - 70
    longest = max(plot.values) or 1
    for index, (label, value, shown) in enumerate(zip(plot.labels, plot.values, plot.shown, strict=True)):
        top = _TOP + index * (_BAR + _GAP)
        long = round(room * value / longest, 1)
        colour = MUTED if plot.form == "pair" and index == 0 else ACCENT
        yield _text(left - 8, top + 15, label, anchor="end")
        yield f'<rect x="{left}" y="{top}" width="{long}" height="{_BAR}" fill="#{colour}"/>'
        yield _text(left + long + 6, top + 15, shown)


def _line(plot: Plot, wide: int) -> Iterator[str]:
    top = round_up(max(plot.values))
    left, right, floor = 46, wide - 20, _HIGH - _FLOOR
    first, span = plot.days[0], max(1, (plot.days[-1] - plot.days[0]).days)
    for share in (0, 0.5, 1):
        at = round(floor - share * (floor - _TOP), 1)
        yield f'<path d="M{left} {at}H{right}" stroke="#{FAINT}"/>'
        yield _text(left - 6, at + 4, f"{top * share:,.10g}", anchor="end")
    places = [
        (round(left + (day - first).days / span * (right - left), 1), round(floor - value / top * (floor - _TOP), 1))
        for day, value in zip(plot.days, plot.values, strict=True)
    ]
    step = -(-len(places) // _DAYS_LABELLED)
    for (x, _), day in list(zip(places, plot.days, strict=True))[::step]:
        yield _text(x, _HIGH - 8, f"{day.day} {day:%b}", anchor="middle")
    path = "M" + "L".join(f"{x} {y}" for x, y in places)
    yield f'<path d="{path}" fill="none" stroke="#{ACCENT}" stroke-width="2"/>'
    x, y = places[-1]
    yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="#{ACCENT}"/>{_text(x, y - 8, plot.shown[-1], anchor="end")}'


def _text(x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" fill="#{_INK}">'
        f"{escape(text, quote=False)}</text>"
    )
