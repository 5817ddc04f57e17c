from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.mapping.raci.conditions import parse
from assistant.mapping.raci.policy import decide, describe, findings, read_policy

RIGHTS = b"""
[rights.short_extension]
owner = "relationship_owner"
limits = { weeks_max = 4 }
confirm = { when = "deal_value > exec_confirm_above", by = "executive", within_hours = 24 }
escalate = { to = "executive", after_hours = 48 }
delegate = { to = "Bo Lind", until = 2026-12-31 }
[rights.discount]
owner = "commercial_owner"
confirm = { when = "discount_percent > discount_percent[0] and not (seats >= 500)", by = "executive", within_hours = 4 }
[thresholds]
exec_confirm_above = 50_000
discount_percent = [10, 30]
"""


def policy(text: bytes = RIGHTS) -> NamedBytes:
    return NamedBytes("rights.toml", text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("1 < 2", True), ("2 <= 1", False), ("1 == 1.0", True), ("1 != 1", False), ("a > 9", True), ("a >= 10", True),
        ("not a > 10", True), ("a > 5 and b > 5", False), ("a > 5 or b > 5", True), ("a < 5 or b < 5 and a > 5", True),
        ("(a < 5 or b < 5) and a < 5", False), ("s[1] > s[0]", True), ("not not (a == 10)", True), ("1_000 > a", True),
    ],
)  # fmt: skip
def test_conditions_are_computed(text: str, holds: bool) -> None:
    values = {"a": Decimal(10), "b": Decimal(1), "s[0]": Decimal(10), "s[1]": Decimal(30)}

    assert parse(text).holds(values) is holds


@pytest.mark.parametrize(
    "text",
    ["", "a", "a >", "> a", "a > b c", "(a > b", "a > b)", "a = b", "a > 'b'", "__import__('os')", "a.b > 1",
     "a[b] > 1", "a > 1.2.3", "a > b and", "not", "a > " + "1" * 600, "(" * 60 + "a > 1" + ")" * 60,
     "lambda: 0", "a > -1"],
)  # fmt: skip
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse(text)


@given(st.text(max_size=80))
def test_any_text_is_a_condition_or_a_value_error(text: str) -> None:
    try:
        condition = parse(text)
    except ValueError:
        return

    assert condition.holds(dict.fromkeys(condition.names, Decimal(0))) in {True, False}


def test_above_the_threshold_somebody_confirms_in_time() -> None:
    given = read_policy(policy())
    small = decide(given, "short_extension", {"deal_value": Decimal(40_000), "weeks": Decimal(3)})
    large = decide(given, "short_extension", {"deal_value": Decimal(60_000), "weeks": Decimal(5)})

    assert (small.owner, small.confirmed_by, small.beyond) == ("relationship_owner", None, ())
    assert (large.confirmed_by, large.within_hours, large.beyond) == ("executive", 24, ("weeks 5 is above 4",))


def test_what_cannot_be_told_asks_for_confirmation_and_says_what_is_missing() -> None:
    found = decide(read_policy(policy()), "short_extension", {})

    assert (found.confirmed_by, found.unknown) == ("executive", ("deal_value",))


def test_a_threshold_that_is_not_set_is_a_finding_and_zero_is_set() -> None:
    unset = list(findings(read_policy(None), {"short_extension": "Extend"}))
    set_to_zero = read_policy(policy(b"[thresholds]\nexec_confirm_above = 0\n"))

    assert [(f.rule, f.row) for f in unset] == [("threshold_missing", "Extend")]
    assert list(findings(set_to_zero, {"short_extension": "Extend"})) == []
    assert decide(set_to_zero, "short_extension", {"deal_value": Decimal(1)}).confirmed_by == "executive"


def test_a_right_that_nobody_defines_is_a_finding() -> None:
    (found,) = findings(read_policy(None), {"gifts": "Give gifts"})

    assert found.rule == "right_missing"


def test_a_policy_says_in_words_who_confirms() -> None:
    assert describe(read_policy(policy()), "short_extension") == (
        "executive confirms within 24 hours when deal_value > exec_confirm_above (exec_confirm_above = 50,000)"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"[rights.x]\nowner = 'a'\nlimit = {}\n", "unknown key `limit`"),
        (
            b"[rights.x]\nowner = 'a'\nconfirm = { when = 'a >', by = 'b', within_hours = 1 }\n",
            "[rights.x] confirm",
        ),
        (b"[rights.x]\nowner = 'a'\nconfirm = { when = 'a > 1', by = 'b', within_hours = 0 }\n", "greater than 0"),
        (b"[rights.x]\nlimits = {}\n", "key `rights.x.owner`"),
        (b"[right]\n", "did you mean `rights`?"),
        (b"[thresholds]\nd = [30, 10]\n", "do not rise"),
        (b"owners = 3\n", "key `owners`"),
        (b"[rights.x\n", "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_policy_that_cannot_be_used_is_one_clear_line(text: bytes, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_policy(policy(text))

    assert said in str(caught.value)
    assert "rights.toml" in str(caught.value)
