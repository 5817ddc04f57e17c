"""The rendered story as a reader meets it: by mouse, by keyboard, on a phone, in the dark, on paper."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

Scheme = Literal["light", "dark"]


@pytest.fixture(autouse=True)
def _hostile_page_says_nothing(page: Page) -> None:
    page.on("console", lambda message: pytest.fail(message.text))
    page.on("request", lambda request: None if request.url.startswith("file:") else pytest.fail(request.url))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(page: Page, story_page: str, scheme: Scheme, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(story_page)

    violations = Axe().run(page).response["violations"]

    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in violations] == []


def test_a_note_brings_up_its_passage_beside_the_claim(page: Page, story_page: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(story_page)
    note = page.locator("#claim-c2 .ref").first

    note.click()

    passage = page.locator("mark:has(#p2)")
    expect(passage).to_be_in_viewport()
    expect(page.locator("#claim-c2")).to_be_in_viewport()
    expect(passage).to_contain_text("The weekly plan went from 16 hours to 8 hours")
    assert background(page, "mark:has(#p2)") != background(page, "mark:has(#p5)")


def background(page: Page, selector: str) -> str:
    return str(page.eval_on_selector(selector, "node => getComputedStyle(node).backgroundColor"))


def test_an_overlapped_passage_lights_up_whole(page: Page, story_page: str) -> None:
    page.goto(f"{story_page}#p3")

    colours = page.eval_on_selector_all(
        "mark.p3", "nodes => [...new Set(nodes.map(node => getComputedStyle(node).backgroundColor))]"
    )
    assert page.locator("mark.p3").count() == 2
    assert len(colours) == 1
    assert colours[0] != background(page, "mark:has(#p5)")


def test_the_way_back_leads_from_passage_to_note_to_claim(page: Page, story_page: str) -> None:
    page.goto(f"{story_page}#p2")

    page.get_by_role("link", name="Back to note 2", exact=True).click()
    page.locator("#n2").get_by_role("link", name="c2", exact=True).click()

    expect(page.locator("#claim-c2")).to_be_in_viewport()


def test_it_works_without_javascript(browser: Browser, story_page: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(story_page)

    page.locator("#claim-c2 .ref").first.click()

    expect(page.locator("mark:has(#p2)")).to_be_in_viewport()
    context.close()


def test_nothing_runs_over_the_edge_of_a_phone(page: Page, story_page: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(story_page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_prints_the_story_with_its_notes(page: Page, story_page: str, tmp_path: Path) -> None:
    page.goto(story_page)
    page.emulate_media(media="print")

    expect(page.locator("#notes blockquote").first).to_be_visible()
    expect(page.locator(".fact pre").first).to_be_visible()
    expect(page.locator(".document").first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).overflow") == "visible"
    assert page.pdf(path=tmp_path / "story.pdf").startswith(b"%PDF")
