from datetime import date, timedelta
from itertools import pairwise

import pytest

from assistant.domain.evidence import UsageSeries
from assistant.rendering.charts import HEIGHT, WIDTH, bars, line_chart


def series(*values: float) -> UsageSeries:
    points = tuple((date(2026, 1, 5) + timedelta(weeks=week), value) for week, value in enumerate(values))
    return UsageSeries(name="weekly_active_users", unit="users", query="SELECT 1", points=points)


def test_a_line_rises_with_its_values_and_stays_in_the_box() -> None:
    chart = line_chart(series(10, 70, 104))

    assert chart is not None
    assert [dot.y for dot in chart.dots] == sorted((dot.y for dot in chart.dots), reverse=True)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in chart.dots)
    assert chart.y_ticks[0].label == "0"
    assert float(chart.y_ticks[-1].label) >= 104


@pytest.mark.parametrize("values", [(), (5,), (float("nan"), 3)])
def test_fewer_than_two_points_are_no_line(values: tuple[float, ...]) -> None:
    assert line_chart(series(*values)) is None


def test_all_zero_is_a_flat_line() -> None:
    chart = line_chart(series(0, 0, 0))

    assert chart is not None
    assert len({dot.y for dot in chart.dots}) == 1


def test_dates_on_the_axis_do_not_touch() -> None:
    chart = line_chart(series(*range(1, 120)))

    assert chart is not None
    places = [tick.at for tick in chart.x_ticks]
    assert all(right - left >= 80 for left, right in pairwise(places))


def test_bars_are_shares_of_the_longer() -> None:
    pair = bars(16, 8)

    assert pair is not None
    assert (pair.before, pair.after) == (100, 50)


@pytest.mark.parametrize(("before", "after"), [(None, 3), (3, None), (-1, 3), (0, 0)])
def test_no_bars_where_they_would_mislead(before: float | None, after: float | None) -> None:
    assert bars(before, after) is None
