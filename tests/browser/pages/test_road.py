"""The whole road in a browser: from notes to a published file, with and without script, and what may come between."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
NOTES = """Interview
Date: 2026-05-04
Participants: Mia Voss (Finance Lead, Hallow Bay), Priya Raman (Customer Success Manager, Loomworks)

Priya Raman: What did you build?
Mia Voss: I built a board for the month-end close. Everybody sees who waits for whom.
Priya Raman: And before?
Mia Voss: Before, the close took 10 days. Now the close takes 4 days.
Priya Raman: Who uses it?
Mia Voss: The whole finance team uses the board every day.
"""


def draft(page: Page, *, account: str) -> str:
    """Paste notes, look at what was understood, have it written; return the story's address."""
    page.goto("/new")
    page.get_by_label("Customer").fill(account)
    page.get_by_label("Interview notes").fill(NOTES.replace("Hallow Bay", account))
    page.get_by_role("button", name="See what was understood").click()
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Mia Voss")).to_be_visible()
    page.get_by_label("A short version").check()
    page.get_by_role("button", name="Keep the notes and write").click()
    page.wait_for_url(re.compile(r"/stories/"), timeout=60_000)
    return page.url.split("?")[0]


def approve(page: Page, story: str) -> None:
    page.goto(story)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Approved")


def consent_and_publish(page: Page, story: str) -> None:
    page.goto(f"{story}/publish?channel=web")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("How", exact=True).fill("e-mail")
    page.get_by_role("button", name="Record the consents").click()
    expect(page.get_by_text("Nothing stands in the way")).to_be_visible()
    page.get_by_role("button", name="Publish for: Website").click()
    expect(page.get_by_text("It is published for: Website")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_from_notes_to_a_published_file(site: Open, *, script: bool) -> None:
    account = "Hallow Bay" if script else "Quiet Cove"
    csm, reviewer = site("csm", script=script), site("reviewer", script=script)
    story = draft(csm, account=account)
    csm.get_by_text("Change this sentence").click()
    as_written = csm.get_by_label("The sentence", exact=True).input_value()
    csm.get_by_label("The sentence", exact=True).fill("The close took 11 days.")
    csm.get_by_role("button", name="Save and check").click()
    expect(csm.locator(".evidence .badge").first).not_to_have_text("Supported")
    csm.get_by_text("Change this sentence").click()
    csm.get_by_label("The sentence", exact=True).fill(as_written)
    csm.get_by_role("button", name="Save and check").click()
    expect(csm.locator(".evidence .badge").first).to_have_text("Supported")
    csm.get_by_role("button", name="Send to review").click()
    expect(csm.get_by_role("status")).to_contain_text("Sent to review")
    approve(reviewer, story)
    consent_and_publish(reviewer, story)
    with reviewer.expect_download() as download:
        reviewer.get_by_role("button", name="Make and save").click()
    text = download.value.path().read_text("utf-8")
    assert "10 days" in text
    reviewer.goto("/library")
    expect(reviewer.get_by_role("main")).to_contain_text(account)


def test_the_evidence_beside_a_sentence_is_chosen_by_keys(site: Open) -> None:
    page = site("reviewer")
    items = page.request.get("/api/v1/stories").json()["items"]
    records = [item.get("record", item) for item in items]
    page.goto(f"/stories/{next(one['id'] for one in records if one['state'] == 'in_review')}")
    first = page.locator(".claim[aria-current]").get_attribute("id")
    page.keyboard.press("n")
    expect(page.locator(f"#{first}[aria-current]")).to_have_count(0)
    page.keyboard.press("p")
    expect(page.locator(f"#{first}[aria-current]")).to_have_count(1)
    page.keyboard.press("c")
    expect(page.locator("#remark")).to_be_focused()
    page.keyboard.type("n is a letter here")
    expect(page.locator(f"#{first}[aria-current]")).to_have_count(1)


def test_what_was_typed_survives_the_end_of_a_session(site: Any) -> None:
    page = site("csm")
    records = [item.get("record", item) for item in page.request.get("/api/v1/stories").json()["items"]]
    page.goto(f"/stories/{next(one['id'] for one in records if one['state'] == 'draft')}")
    page.locator("#whole").fill("Typed while the session ended.")
    page.context.clear_cookies()
    page.locator("form:has(#whole) button").click()
    expect(page.get_by_role("heading", name="Sign in again")).to_be_visible()
    page.context.add_cookies(
        [{"name": "outcome-stories", "value": site.service.sessions["csm"], "url": site.service.address}]
    )
    page.get_by_role("button", name="Go on with what I typed").click()
    expect(page.get_by_role("definition")).to_have_text("Typed while the session ended.")
    page.get_by_role("button", name="Save it now").click()
    expect(page.get_by_role("status")).to_contain_text("Your comment was added")
    expect(page.get_by_role("main")).to_contain_text("Typed while the session ended.")


def test_of_two_who_edit_at_once_nobody_loses_a_word(site: Open) -> None:
    one, other = site("csm"), site("reviewer")
    records = [item.get("record", item) for item in one.request.get("/api/v1/stories").json()["items"]]
    story = f"/stories/{next(each['id'] for each in records if each['state'] == 'draft')}"
    for page in (one, other):
        page.goto(story)
        page.get_by_text("Change this sentence").click()
    one.get_by_label("The sentence", exact=True).fill("This is what the first one wrote.")
    one.get_by_role("button", name="Save and check").click()
    expect(one.get_by_role("status")).to_contain_text("checked again")
    other.get_by_label("The sentence", exact=True).fill("This is what the second one wrote.")
    other.get_by_role("button", name="Save and check").click()
    expect(other.get_by_role("alert")).to_be_visible()
    expect(other.get_by_label("The sentence", exact=True)).to_have_value("This is what the second one wrote.")
    expect(other.get_by_role("alert")).to_contain_text("This is what the first one wrote.")
