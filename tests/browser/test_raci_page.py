"""A responsibility matrix as a page: readable by everybody, and no wider than the screen."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.domain.documents import NamedBytes
from assistant.domain.variants import VARIANTS
from assistant.rendering.raci_page import to_html
from assistant.workflow.raci import RaciRequest, suggest_raci
from ingest.account_file import parse_account


@pytest.fixture(scope="module")
def matrix_page(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the matrix suggested for the sample account."""
    account = NamedBytes("account.toml", (examples / "account.toml").read_bytes())
    notes = NamedBytes("notes.md", (examples / "notes.md").read_bytes())
    request = RaciRequest(notes=(notes,), account=parse_account(account))
    matrix = suggest_raci(request, lambda _: None, datetime(2026, 9, 10, tzinfo=UTC))
    path = tmp_path_factory.mktemp("page") / "matrix.html"
    path.write_text(to_html(matrix, VARIANTS["raci"]), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(page: Page, matrix_page: str, scheme: Literal["light", "dark"], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(matrix_page)

    violations = Axe().run(page).response["violations"]

    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in violations] == []


def test_the_table_scrolls_on_its_own(page: Page, matrix_page: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(matrix_page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_letter_leads_to_what_speaks_for_it(page: Page, matrix_page: str) -> None:
    page.goto(matrix_page)

    page.locator("td .ref").first.click()

    expect(page.locator("li:target blockquote").first).to_be_visible()
