"""Browser tests run on the distribution's own Chromium or on Playwright's; without either they skip."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType

from assistant.domain.story import Story
from assistant.rendering.formats import render

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
OFFLINE = ("--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Name the browser to start."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None and not Path(browser_type.executable_path).exists():
        pytest.skip("no Chromium on PATH and none of Playwright's; `python scripts/browser.py` gets one")
    own = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **own, "args": [*QUIET, *OFFLINE]}


@pytest.fixture(scope="session")
def story_page(story: Story, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a rendered story."""
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(render(story, "html"), "utf-8")
    return path.as_uri()


@pytest.fixture(scope="session")
def base_url() -> str:
    """Pages are files here; pytest-base-url's own fixture is written in a way that pytest deprecates."""
    return ""
