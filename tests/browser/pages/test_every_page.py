"""Every page, as who may see it: axe, width, console, weight, and the policy that forbids what is inline."""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, Response

Open = Callable[..., Page]
MOST = 150_000  # bytes of a page with its style sheet and scripts
LOOKS = [("light", 1280), ("dark", 390)]
FIXED = [
    ("csm", "/"), ("csm", "/new"), ("csm", "/accounts"), ("csm", "/library"), ("csm", "/library?q=hours"),
    ("admin", "/audit"), ("admin", "/jobs"), ("admin", "/evals"), ("admin", "/users"), (None, "/sign-in"),
    ("csm", "/nothing-here"), ("csm", "/users"),
]  # fmt: skip
OF_ACCOUNT = ("", "/documents", "/usage", "/people", "/raci", "/guide", "/consent", "/edit")
OF_STORY = ("", "/versions", "/publish?channel=web", "/publish?channel=internal")


def addresses(page: Page) -> Iterator[str]:
    """Yield the pages of one account and of a story in each state."""
    accounts = page.request.get("/api/v1/accounts").json()["items"]
    for tail in OF_ACCOUNT:
        yield f"/accounts/{accounts[0]['account']['id']}{tail}"
    states: dict[str, str] = {}
    for item in page.request.get("/api/v1/stories").json()["items"]:
        record = item.get("record", item)
        states.setdefault(record["state"], record["id"])
    assert len(states) >= 3, states
    for story, tail in product(states.values(), OF_STORY):
        yield f"/stories/{story}{tail}"


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize(("role", "address"), FIXED)
def test_a_page_can_be_used_by_everybody(
    site: Open, check: Callable[[Page], None], role: str | None, address: str, scheme: str, width: int
) -> None:
    page = site(role, scheme, width)
    page.goto(address)
    check(page)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_of_accounts_and_stories_can_be_used_by_everybody(
    site: Open, check: Callable[[Page], None], scheme: str, width: int
) -> None:
    page = site("reviewer", scheme, width)
    for address in addresses(page):
        reply = page.goto(address)
        assert reply is not None
        assert reply.ok, address
        check(page)


def test_no_page_is_heavy_or_holds_anything_inline_or_asks_elsewhere(site: Open) -> None:
    page = site("reviewer")
    replies: list[Response] = []
    page.on("response", lambda reply: replies.append(reply))  # noqa: PLW0108  Playwright marks what it is given
    found = list(addresses(page))
    for address in ["/", "/new", "/library", *found]:
        replies.clear()
        reply = page.goto(address, wait_until="networkidle")
        assert reply is not None
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        html = reply.text()
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=", html), address
        home = reply.url.split("/", 3)[:3]
        assert [each.url for each in replies if each.url.split("/", 3)[:3] != home] == []
        weight = sum(len(each.body()) for each in replies if each.ok)
        assert weight < MOST, f"{address}: {weight}"
