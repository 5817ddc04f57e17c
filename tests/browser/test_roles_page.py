"""The map of adoption roles as a page: readable by everybody, and no wider than the screen."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.domain.documents import NamedBytes
from assistant.rendering.roles_page import to_html
from assistant.workflow.roles import RolesRequest, map_of
from ingest.account_file import parse_account


def _file(path: Path) -> NamedBytes:
    return NamedBytes(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def roles_page(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the role map of the sample account, with gaps and use by seniority."""
    request = RolesRequest(
        notes=(_file(examples / "interview.txt"), _file(examples / "notes.md")),
        usage=(_file(examples / "usage.csv"),),
        account=parse_account(_file(examples / "account.toml")),
    )
    path = tmp_path_factory.mktemp("page") / "roles.html"
    path.write_text(to_html(map_of(request, lambda _: None)), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(page: Page, roles_page: str, scheme: Literal["light", "dark"], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(roles_page)

    violations = Axe().run(page).response["violations"]

    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in violations] == []


def test_picture_and_tables_scroll_on_their_own(page: Page, roles_page: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(roles_page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_picture_is_told_in_words(page: Page, roles_page: str) -> None:
    page.goto(roles_page)

    picture = page.get_by_role("img", name="Adoption roles by seniority")
    expect(picture).to_be_visible()
    assert "solution owner: Owen Lattimer" in (picture.locator("desc").text_content() or "")


def test_the_table_behind_it_names_who_and_why(page: Page, roles_page: str) -> None:
    page.goto(roles_page)

    rows = page.get_by_role("table").first.locator("tbody tr", has_text="Owen Lattimer")
    expect(rows.first).to_contain_text("interview.txt")
