"""When a real Chromium first paints something of a page, one page after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benches.serve_mix import Person
from scripts.browser import on_path

ROUNDS = 15
PAGES = ("/", "/stories/{story}", "/stories/{story}/publish", "/new", "/jobs")
_PAINT = """() => new Promise(done => {
  const seen = () => performance.getEntriesByName('first-contentful-paint')[0];
  if (seen()) return done(seen().startTime);
  new PerformanceObserver(() => { if (seen()) done(seen().startTime); }).observe({type: 'paint', buffered: true});
})"""


def first_paints(url: str, person: Person, session: str) -> dict[str, list[float]]:
    """Return the seconds from the navigation to the first contentful paint, page by page; empty without a browser.

    Args:
        url: of the server.
        person: whose stories are looked at.
        session: of the same person.
    """
    with _browser() as browser:
        if browser is None:
            print("no browser here: first paint was not measured")
            return {}
        context = browser.new_context()
        context.add_cookies([{"name": "outcome-stories", "value": session, "url": url}])
        page = context.new_page()
        page.goto(f"{url}/")  # the styles are in the cache from here on, as for whoever works with it
        times: dict[str, list[float]] = {route: [] for route in PAGES}
        for _ in range(ROUNDS):
            for route in PAGES:
                page.goto(url + person.path(route))
                times[route].append(float(page.evaluate(_PAINT)) / 1000)
        return times


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox", "--disable-gpu"])
        except Error:
            yield None
            return
        yield browser
        browser.close()
