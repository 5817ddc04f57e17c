"""Accounts: found, looked at and changed, with their documents, people and letters."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_home(site: Open, check: Callable[[Page], None], scheme: str, width: int) -> None:
    page = site("csm", scheme, width)
    page.goto("/")
    check(page)
