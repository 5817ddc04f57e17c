"""A run as table, JUnit and page."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from evals.comparing.runs import compare
from evals.gates.rules import AgainstBaseline, Gate, Rules
from evals.gates.verdicts import failures
from evals.reports.costs import by_engine, by_task
from evals.reports.differences import side_by_side
from evals.reports.junit import junit
from evals.reports.page import to_html
from evals.reports.table import comparison_text, costs_text, table
from evals.running.record import Run, Time

RunMaker = Callable[..., Run]
GOOD = dict.fromkeys(range(10), 1.0)
SCORES = [(True, 0.9), (False, 0.2), (True, 0.7), (False, 0.8)]
RULES = Rules(baseline=AgainstBaseline(max_drop=0.01), gate=(Gate(task="stories", measure="slips", max=0.5),))


@pytest.fixture
def base(made_run: RunMaker) -> Run:
    return made_run({**GOOD, 10: None}, scores=SCORES)


@pytest.fixture
def worse(made_run: RunMaker) -> Run:
    wrong = {3: ["It saved <b>13</b> hours."], 4: ["x" * 200]}
    return made_run(
        {**GOOD, 3: 0.5, 4: 0.75, 10: None}, wrong=wrong, scores=SCORES, errors={5: "ValueError: \x00 & <no>"}
    )


def test_the_table_shows_figures_intervals_and_what_is_left_out(base: Run) -> None:
    lines = table(base).splitlines()

    assert lines[0].split() == ["measure", "figure", "95", "%", "interval", "accounts", "unscored"]
    assert "  faithful   1.000  [0.722, 1.000]        10         1" in lines
    assert lines[-1].startswith("suite full, 15 cases, seed 5")
    assert "grounding (built-in)" in lines


def test_the_table_shows_what_moved_and_which_gate_failed(base: Run, worse: Run) -> None:
    comparison = compare(base, worse)
    shown = table(worse, comparison, failures(worse, RULES, comparison))

    assert "✗ faithful   0.917" in shown
    assert "-0.083 p 0.5" in shown
    assert "✗ slips" in shown
    assert "2, 1 errors" in shown


def test_a_comparison_names_cases_with_what_is_wrong_in_them(base: Run, worse: Run) -> None:
    told = comparison_text(compare(base, worse))

    assert "4 worse:" in told
    assert "stories / faithful  case-03  1.000 → 0.500\n      claim: It saved <b>13</b> hours." in told
    assert "case-05  1.000 → unscored" in told
    assert "better:" in comparison_text(compare(worse, base))


def test_junit_is_what_its_readers_take(base: Run, worse: Run) -> None:
    comparison = compare(base, worse)
    found = failures(worse, RULES, comparison)
    root = ET.fromstring(junit(worse, found, [time(1.5)]))  # noqa: S314  our own text

    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "4", "3")
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(sum(case.find("failure") is not None for case in cases))
        assert suite.get("skipped") == str(sum(case.find("skipped") is not None for case in cases))
        assert [child.tag for child in suite] == ["testcase"] * len(suite)
        for case in cases:
            assert set(case.attrib) == {"classname", "name", "time"}
            assert [child.tag for child in case] in (["system-out"], ["failure"], ["skipped", "system-out"],
                                                     ["failure", "system-out"])  # fmt: skip
    (failure,) = root.findall(".//testcase[@name='faithful']/failure")
    assert "case-03" in (failure.get("message") or "")


def test_junit_skips_what_has_no_figure(made_run: RunMaker) -> None:
    root = ET.fromstring(junit(made_run({0: None}), ()))  # noqa: S314  our own text

    assert root.find(".//testcase[@name='faithful']/skipped") is not None


def time(seconds: float, dollars: float | None = None) -> Time:
    return Time(engine="extractive", task="stories", case="case-01", repeat=0, seconds=seconds, cost_usd=dollars)


def test_costs_are_summed_by_engine_and_by_task(base: Run) -> None:
    (whole,) = by_engine(base, [time(1.0, 0.25), time(3.0, 0.5)])
    (task,) = by_task(base, [time(1.0), time(3.0, 0.5)])

    assert (whole.seconds, whole.typical, whole.slowest, whole.dollars) == (4.0, 2.0, 3.0, 0.75)
    assert (task.task, task.dollars) == ("stories", None)
    assert costs_text([whole]) == "extractive: 2 cases, 4.0 s of work, 2.00 s a case, 3.00 s at most, $0.7500"


def test_the_page_tells_all_and_lets_nothing_through(base: Run, worse: Run) -> None:
    comparison = compare(base, worse)
    page = to_html(worse, comparison, failures(worse, RULES, comparison), [time(2.0)], viewer="viewer/index.html")

    assert "<h1>3 gates do not hold</h1>" in page
    assert "It saved &lt;b&gt;13&lt;/b&gt; hours." in page
    assert "ValueError: ␀ &amp; &lt;no&gt;" in page
    assert 'href="viewer/index.html"' in page
    assert "since the base 3 cases got worse and 0 better" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_page_without_gates_and_base_says_so(base: Run) -> None:
    page = to_html(base)

    assert "<h1>What this version can do</h1>" in page
    assert "What changed" not in page
    assert to_html(base) == page
    assert "<h1>Every gate holds</h1>" in to_html(base, compare(base, base), ())
    assert "No case came out otherwise" in to_html(base, compare(base, base), ())


def test_sides_are_cut_where_they_differ() -> None:
    sides = side_by_side("one\ntwo\nthree\n", "one\n2\nthree\n")

    assert sides.before == (("one\n", False), ("two\n", True), ("three\n", False))
    assert sides.after == (("one\n", False), ("2\n", True), ("three\n", False))
    assert side_by_side("", "a").before == ()
