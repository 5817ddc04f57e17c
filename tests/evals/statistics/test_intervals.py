"""Intervals: held against published figures, and against what must hold of any."""

from math import sqrt
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.estimates.clusters import Point, sums
from evals.estimates.intervals import NONE, mean, rate, variance, wilson
from evals.estimates.quantiles import t_quantile

POINTS = st.lists(
    st.builds(
        lambda cluster, hits, misses: Point(cluster, hits / (hits + misses), hits + misses),
        st.sampled_from("abcdefgh"),
        st.integers(0, 9),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize(
    ("hits", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_figures_of_newcombe_1998(hits: int, size: int, low: float, high: float) -> None:
    # Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, table I, method 3.
    assert wilson(hits / size, size) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("freedom", "value"), [(1, 12.7062), (2, 4.3027), (3, 3.1824), (5, 2.5706), (10, 2.2281),
                                                (30, 2.0423), (120, 1.9799)])  # fmt: skip
def test_t_has_the_quantiles_of_the_tables(freedom: int, value: float) -> None:
    assert t_quantile(freedom) == pytest.approx(value, rel=1.3e-3)


def test_t_needs_a_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="at least one"):
        t_quantile(0)


def test_the_variance_of_a_ratio_is_that_worked_out_by_hand() -> None:
    # Three accounts with 8 of 10, 3 of 5 and 9 of 9: R = 20/24; residuals -1/3, -7/6 and 3/2.
    clusters = sums([Point("a", 0.8, 10), Point("b", 0.6, 5), Point("c", 1.0, 9)])

    assert variance(clusters) == pytest.approx((1 / 9 + 49 / 36 + 9 / 4) / 24**2 * 3 / 2)


def test_of_single_cases_it_is_the_plain_standard_error() -> None:
    values = [1.0, 0.0, 1.0, 1.0]
    clusters = sums(Point(str(at), value) for at, value in enumerate(values))

    assert sqrt(variance(clusters)) == pytest.approx(sqrt(0.75 * 0.25 / 3))


def test_cases_of_one_account_count_for_less_than_cases_of_many() -> None:
    alone = [Point(str(at), float(at % 4 > 0)) for at in range(40)]
    together = [Point(str(at % 4), float(at % 4 > 0)) for at in range(40)]

    (wide, narrow) = rate(together), rate(alone)
    assert wide.value == narrow.value == 0.75
    assert wide.low is not None
    assert wide.high is not None
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_thirty_accounts_without_a_fault_leave_room_for_one() -> None:
    found = rate([Point(str(at), 1.0, 10) for at in range(30)])

    assert found.low == pytest.approx(wilson(1.0, 30)[0])
    assert (found.value, found.high) == (1.0, 1.0)


@given(POINTS)
def test_a_rate_lies_within_its_interval_and_that_within_bounds(points: list[Point]) -> None:
    for found in (rate(points), mean(points)):
        assert found.value is not None
        if found.low is None or found.high is None:
            assert found.clusters == 1
        else:
            assert -1e-12 <= found.low <= found.value + 1e-12
            assert found.value - 1e-12 <= found.high <= 1 + 1e-12


@given(POINTS, st.randoms())
def test_the_order_of_cases_changes_no_digit(points: list[Point], dice: Random) -> None:
    shuffled = list(points)
    dice.shuffle(shuffled)

    assert (rate(shuffled), mean(shuffled)) == (rate(points), mean(points))


@given(POINTS)
def test_a_case_split_in_two_of_the_same_account_changes_nothing(points: list[Point]) -> None:
    halves = [Point(p.cluster, p.value, p.weight / 2) for p in points for _ in range(2)]

    assert rate(halves)[:4] == pytest.approx(rate(points)[:4])


def test_a_mean_beyond_one_has_an_interval_by_t() -> None:
    found = mean([Point("a", 100), Point("b", 110), Point("c", 120)])

    assert found[:3] == pytest.approx((110, 110 - 4.3027 * 10 / sqrt(3), 110 + 4.3027 * 10 / sqrt(3)), rel=1e-5)
    assert mean([Point("a", 100)]) == (100, None, None, 1, 1)


def test_nothing_scored_is_no_figure() -> None:
    assert rate([]) == NONE
    assert rate([Point("a", 0.0, 0.0)]) == NONE
    assert mean([Point("a", 0.5, 1)]) == (0.5, None, None, 1, 1)


def test_accounts_that_are_all_alike_are_no_more_than_their_cases() -> None:
    found = rate([Point(name, 0.5, 10) for name in "abc"])

    assert found[1:3] == pytest.approx(wilson(0.5, 30))


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_the_interval_covers_what_is_true(share: float) -> None:
    # 400 draws of 30 accounts with 8 cases each, whose chances differ between accounts by a normal spread.
    dice = Random(11)  # noqa: S311  a repeatable draw, no secret
    spread = NormalDist(0, 0.05)
    covered = 0
    for _ in range(400):
        points = []
        for account in range(30):
            chance = min(1.0, max(0.0, share + spread.inv_cdf(dice.random())))
            hits = sum(dice.random() < chance for _ in range(8))
            points.append(Point(str(account), hits / 8, 8))
        found = rate(points)
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= share <= found.high
    assert covered >= 372  # 93 %
