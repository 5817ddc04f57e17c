from collections.abc import Mapping

import pytest

from assistant.domain.charters import Charter, Dependency
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.mapping.chartering.checking import check
from assistant.mapping.chartering.loading import read_charter, read_charters
from assistant.mapping.stems import nearest

GOOD = {
    "name": "help",
    "mission": "Settle what troubles our customers, fast.",
    "metrics": ("Share of questions resolved in a day",),
    "cost_metric": ("Cost for each question",),
    "activities": ("Answer questions on the product",),
    "risks": ("Questions pile up",),
}


def said(*charters: Mapping[str, object]) -> list[tuple[str, str]]:
    found = check({str(each["name"]): Charter.model_validate(each) for each in charters})
    return [(f.charter, f.rule) for f in (*found.errors, *found.warnings)]


def test_the_packaged_charters_hold_together() -> None:
    charters = read_charters(())
    found = check(charters)

    assert len(charters) == 11
    assert found.errors == ()
    assert [(f.charter, f.rule, f.on) for f in found.warnings] == [("community", "overlap", "support")]


def test_every_dependency_of_the_packaged_charters_is_an_activity_of_the_other() -> None:
    charters = read_charters(())
    needs = [(need.on, need.expects) for c in charters.values() for need in c.dependencies if not need.outside]
    matches = [(need, nearest(need[1], charters[need[0]].activities)) for need in needs]

    assert len(needs) > 30
    assert [need for need, near in matches if near is None or not near.same_work] == []


def test_a_good_charter_has_nothing_to_tell() -> None:
    assert said(GOOD) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"mission": ""}, "mission_one_sentence"),
        ({"mission": "Help customers. Be quick."}, "mission_one_sentence"),
        ({"mission": "Answer the phone."}, "mission_customer_need"),
        ({"mission": "Grow our revenue with each customer."}, "mission_customer_need"),
        ({"metrics": ()}, "no_metrics"),
        ({"activities": ()}, "no_activities"),
        ({"cost_metric": ()}, "no_cost_metric"),
        ({"risks": ()}, "no_risks"),
        ({"metrics": ("Gross renewal rate",)}, "lagging_metric"),
        ({"metrics": ("Net new ARR",)}, "lagging_metric"),
        ({"metrics": ("Churn",)}, "lagging_metric"),
        ({"metrics": ("Number of calls",)}, "activity_metric"),
        ({"metrics": ("Emails sent",)}, "activity_metric"),
        ({"metrics": ("Meetings per week",)}, "activity_metric"),
        ({"metrics": ("# of QBRs",)}, "activity_metric"),
    ],
)
def test_what_makes_a_charter_worse_is_told(change: dict[str, object], rule: str) -> None:
    assert said({**GOOD, **change}) == [("help", rule)]


@pytest.mark.parametrize(
    "metric",
    ["Time to first value", "Share of calls answered at once", "Satisfaction after a meeting", "Days to renew"],
)
def test_metrics_that_lead_are_fine(metric: str) -> None:
    assert said({**GOOD, "metrics": (metric,)}) == []


def other(**change: object) -> dict[str, object]:
    return {**GOOD, "name": "sell", "activities": ("Win new customers",), **change}


def test_what_one_expects_and_the_other_does_not_list_is_a_hole() -> None:
    need = Dependency(on="sell", expects="Tell us of promised terms")
    found = check({"help": Charter.model_validate({**GOOD, "dependencies": (need,)}),
                   "sell": Charter.model_validate(other())})  # fmt: skip

    (hole,) = found.errors
    assert (hole.charter, hole.rule, hole.on) == ("help", "unmet_dependency", "sell")
    assert "nobody lists it: a gap" in hole.message


def test_the_nearest_activity_and_who_does_it_instead_are_named() -> None:
    need = Dependency(on="sell", expects="Answer questions on prices")
    found = check({
        "help": Charter.model_validate({**GOOD, "activities": ("Listen",), "dependencies": (need,)}),
        "sell": Charter.model_validate(other(activities=("Negotiate prices",))),
        "desk": Charter.model_validate({**GOOD, "name": "desk", "activities": ("Answer questions about prices",)}),
    })  # fmt: skip

    (hole,) = found.errors
    assert "the nearest, “Negotiate prices”, lacks “Answer”, “questions”" in hole.message
    assert "desk lists “Answer questions about prices”" in hole.message


@pytest.mark.parametrize("expects", ["Questions answered", "Answering product questions", "answer a question"])
def test_words_may_be_bent(expects: str) -> None:
    need = Dependency(on="help", expects=expects)

    assert said(GOOD, other(dependencies=(need,))) == []


def test_a_function_without_a_charter_is_told_unless_it_is_outside() -> None:
    inside, outside = Dependency(on="product", expects="x"), Dependency(on="product", expects="x", outside=True)

    assert said({**GOOD, "dependencies": (inside,)}) == [("help", "unknown_function")]
    assert said({**GOOD, "dependencies": (outside,)}) == []


def test_two_that_do_the_same_overlap_unless_segments_part_them() -> None:
    small = {**GOOD, "activities": ("Answer questions of small customers on the product",)}
    large = other(activities=("Answer questions of enterprise customers on the product",))

    assert said(GOOD, other(activities=("Answer questions on the product",))) == [("help", "overlap")]
    assert said(small, large) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'name = "x"\nmision = "y"\n', "did you mean `mission`?"),
        (b'name = "x"\n[[dependencies]]\non = "y"\nexpect = "z"\n', "[[dependencies]] number 1: unknown key `expect`"),
        (b'name = ""\n', "the name is blank"),
        (b'mission = "x"\n', "key `name`"),
        (b"name = ", "not valid TOML"),
    ],
)
def test_a_charter_that_cannot_be_read_is_one_clear_line(text: bytes, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_charter(NamedBytes("help.toml", text))

    assert told in str(caught.value)


def test_two_charters_of_one_name_are_refused() -> None:
    file = NamedBytes("a.toml", b'name = "x"\n')

    with pytest.raises(BadInput, match="a second charter of `x`"):
        read_charters([file, NamedBytes("b.toml", file.data)])
