"""The report of the evals: readable by everybody, and no wider than the screen."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from evals.comparing.runs import compare
from evals.gates.rules import AgainstBaseline, Rules
from evals.gates.verdicts import failures
from evals.reports.page import to_html
from evals.running.record import Line, Record, Run, Spec, Time, Value
from evals.running.summary import summed

SPEC = Spec(task="stories", name="faithful", kind="rate", higher_is_better=True, title="claims that are carried")


def ran(shares: tuple[float, ...]) -> Run:
    records = tuple(
        Record(
            engine="extractive",
            task="stories",
            case=f"a-case-with-a-rather-long-name-{at}",
            cluster=f"account-{at}",
            measures=(Value(name="faithful", value=share, weight=9.0),),
            details=(
                Line(label="c1", ok=share == 1.0, text=f"It took {at} hours."),
                Line(label="c2", ok=None, text="…"),
            ),
            output="It took nine hours.\n" + f"{'A long line without an end ' * 20}{share}\n",
            error="ValueError: no" if share == 0.0 else None,
        )
        for at, share in enumerate(shares)
    )
    return summed(Run(suite="full", seed=1, engines=("extractive",), specs=(SPEC,), records=records))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report with everything in it: gates that failed, better and worse cases, errors, costs."""
    base, new = ran((1.0, 1.0, 0.5, 1.0)), ran((0.5, 0.75, 1.0, 0.0))
    comparison = compare(base, new)
    failed = failures(new, Rules(baseline=AgainstBaseline(max_drop=0.0)), comparison)
    times = [Time(engine="extractive", task="stories", case="a", repeat=0, seconds=1.0, cost_usd=0.25)]
    path: Path = tmp_path_factory.mktemp("report") / "index.html"
    path.write_text(to_html(new, comparison, failed, times, viewer="viewer/index.html"), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(page: Page, report: str, scheme: Literal["light", "dark"], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(report)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    violations = Axe().run(page).response["violations"]

    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_both_outputs_come_up_side_by_side(page: Page, report: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(report)

    page.locator("#changes summary").last.click()

    before, after = page.locator("#changes details[open] .sides > div").all()
    expect(before.locator("del")).to_contain_text("0.5")
    expect(after.locator("ins")).to_contain_text("1.0")
    left, right = before.bounding_box(), after.bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]


def test_nothing_is_asked_of_anybody(page: Page, report: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(report)

    assert asked == [report]
