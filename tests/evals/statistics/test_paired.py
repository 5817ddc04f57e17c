"""Two runs against each other: chances worked out by hand, and what must hold of any."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.estimates.areas import area, auroc
from evals.estimates.clusters import Pair, Point
from evals.estimates.paired import NOTHING, compare_pairs, compare_points, holm

SEED = 3
VALUES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


def points(values: list[float]) -> list[Point]:
    return [Point(f"{at:02}", value) for at, value in enumerate(values)]


def pairs(scores: list[tuple[bool, float]]) -> list[Pair]:
    return [Pair(f"{at // 2:02}", str(at), label, score) for at, (label, score) in enumerate(scores)]


@pytest.mark.parametrize(("worse", "p"), [(1, 1.0), (2, 0.5), (5, 0.0625), (6, 0.03125), (10, 2 / 1024)])
def test_accounts_that_all_fell_have_the_chance_of_a_coin_falling_alike(worse: int, p: float) -> None:
    found = compare_points(points([1.0] * 30), points([0.0] * worse + [1.0] * (30 - worse)), SEED)

    assert found.p == pytest.approx(p)
    assert found.value == pytest.approx(-worse / 30)
    assert (found.clusters, found.differing) == (30, worse)


def test_ups_and_downs_are_counted_by_hand() -> None:
    # differences 3, 2, -1 eighths of a case: of the 8 signs, 3+2-1=4 is reached or passed by 3+2+1, 3+2-1 and negatives
    found = compare_points(points([0.0, 0.0, 1.0]), points([0.75, 0.5, 0.75]), SEED)

    assert found.p == pytest.approx(4 / 8)


def test_beyond_twelve_the_draws_come_near_what_is_exact() -> None:
    base, new = [0.5] * 13, [0.75] * 10 + [0.25] * 3
    found = compare_points(points(base), points(new), SEED)

    # two-sided sign test, 10 or more of 13 alike: 2 * (286 + 78 + 13 + 1) / 8192
    assert found.p == pytest.approx(2 * 378 / 8192, abs=0.008)


def test_the_interval_of_a_difference_is_that_of_paired_t() -> None:
    found = compare_points(points([0.0, 0.0, 0.0, 0.0]), points([0.1, 0.2, 0.3, 0.4]), SEED)

    assert found.value == pytest.approx(0.25)
    assert found.low == pytest.approx(0.25 - 3.1824 * 0.1290994 / 2, abs=2e-3)


def test_only_what_both_scored_is_compared() -> None:
    assert compare_points(points([1.0]), [Point("other", 1.0)], SEED) == NOTHING
    assert compare_points(points([1.0]), points([0.5]), SEED)[:3] == (-0.5, None, None)
    assert compare_pairs(pairs([(True, 1.0)]), pairs([(True, 1.0)]), SEED) == NOTHING


@given(VALUES)
def test_a_run_against_itself_is_no_different(values: list[tuple[int, int]]) -> None:
    held = [Point(str(cluster), value / 4) for cluster, value in values]
    found = compare_points(held, held[::-1], SEED)

    assert (found.value, found.p, found.differing) == (0.0, 1.0, 0)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=8))
def test_turned_round_it_is_the_same_chance_and_the_opposite_value(values: list[tuple[int, int]]) -> None:
    base, new = points([one / 4 for one, _ in values]), points([other / 4 for _, other in values])
    there, back = compare_points(base, new, SEED), compare_points(new, base, SEED)

    assert there.p == back.p
    assert there.value == pytest.approx(-(back.value or 0.0))


def test_the_area_is_the_chance_of_the_right_order() -> None:
    # true 0.9 0.6 0.4, untrue 0.7 0.4: wins 2 + 1 + 0.5 of 6
    scored = [Pair("a", str(at), label, score) for at, (label, score) in enumerate(
        [(True, 0.9), (True, 0.6), (True, 0.4), (False, 0.7), (False, 0.4)])]  # fmt: skip

    assert auroc(scored) == pytest.approx(3.5 / 6)
    assert auroc(scored[:3]) is None
    assert area(scored[:3], SEED).value is None
    assert area(scored, SEED)[1:3] == (None, None)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=20), st.randoms())
def test_the_area_knows_no_order_and_no_scale(scores: list[tuple[bool, int]], dice: Random) -> None:
    held = pairs([(label, float(score)) for label, score in scores])
    shuffled = list(held)
    dice.shuffle(shuffled)
    stretched = [pair._replace(score=pair.score**3) for pair in held]

    assert area(held, SEED) == area(shuffled, SEED)
    assert auroc(stretched) == auroc(held)
    turned = [pair._replace(label=not pair.label) for pair in held]
    whole = auroc(held)
    assert auroc(turned) == (None if whole is None else pytest.approx(1 - whole))


def test_a_worse_area_is_seen() -> None:
    good = pairs([(at % 2 == 0, 1.0 - at % 2 + at / 1000) for at in range(40)])
    bad = [pair._replace(score=0.5 if at % 3 else 1 - pair.score) for at, pair in enumerate(good)]
    found = compare_pairs(good, bad, SEED)

    assert found.value is not None
    assert found.value < -0.3
    assert found.p is not None
    assert found.p < 0.01
    assert found.high is not None
    assert found.high < 0


def test_holm_adjusts_as_in_the_textbook() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
