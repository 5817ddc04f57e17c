"""The service with a few made-up accounts, as a process of its own, and browsers that are signed in to it."""

import fcntl
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from assistant.bootstrap.first_start import operator
from assistant.bootstrap.service import people_desk
from assistant.settings import Settings
from assistant.workflow.desk import people, signing

ROOT = Path(__file__).parents[3]
PEOPLE = {
    "csm": "Priya Raman",
    "other": "Tobias Lindqvist",  # a CSM who sees two accounts only
    "reviewer": "Rowan Achterberg",
    "ops": "Ona Field",
    "admin": "Ilse Marchetti",
}
PATIENCE = 60.0  # seconds for the service to listen
_LISTENING = re.compile(r"listening on (http://\S+)")
PROGRAM = Path(sys.executable).with_name("outcome-stories")
_COOKIE = "outcome-stories"


class Service(NamedTuple):
    """A service that runs: where it is, and each role's session."""

    address: str
    sessions: dict[str, str]


class Site:
    """Opens pages as somebody, and knows what their consoles said; `site("csm")` is a page of a CSM.

    Args:
        service: where the pages are; addresses are relative to it.
        browser: opens them.
    """

    def __init__(self, service: Service, browser: Browser) -> None:
        self.service = service
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._said: dict[Page, list[ConsoleMessage]] = {}
        self._thrown: dict[Page, list[str]] = {}

    def __call__(
        self, role: str | None, scheme: Literal["light", "dark"] = "light", width: int = 1280, *, script: bool = True
    ) -> Page:
        """Return a page that is signed in; None is nobody."""
        context = self._browser.new_context(
            base_url=self.service.address,
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
        )
        self._contexts.append(context)
        if role is not None:
            secret = self.service.sessions[role]
            context.add_cookies([{"name": _COOKIE, "value": secret, "url": self.service.address}])
        page = context.new_page()
        said, thrown = self._said.setdefault(page, []), self._thrown.setdefault(page, [])
        page.on("console", lambda message: said.append(message))  # noqa: PLW0108  Playwright marks what it is given
        page.on("pageerror", lambda error: thrown.append(str(error)))
        return page

    def check(self, page: Page) -> None:
        """Hold a page to what all pages are held to: axe finds nothing, it scrolls down only, its console is quiet."""
        violations = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{page.url} scrolls sideways"
        errors = [one.text for one in self._said[page] if one.type == "error" and not _is_its_own(one, page)]
        assert errors + self._thrown[page] == [], page.url

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()


def _is_its_own(message: ConsoleMessage, page: Page) -> bool:
    """Tell whether a message is about the page's own status, which a browser reports when it is 4xx."""
    return message.text.startswith("Failed to load resource") and message.location["url"] == page.url


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a few accounts, made once for all processes of a test run; copy it, do not use it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "demo-data"
    with (shared / "demo-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = shared / "demo-data.half"
            shutil.rmtree(half, ignore_errors=True)
            command = [sys.executable, "-m", "scripts.demo_data", str(half), "small"]
            subprocess.run(command, cwd=ROOT, check=True)
            half.rename(folder)
    return folder


@pytest.fixture(scope="module")
def service(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over a copy of that data, which a module has for itself."""
    room = tmp_path_factory.mktemp("service")
    data = room / "data"
    shutil.copytree(filled, data)
    sessions = _sessions(data)
    log = room / "log"
    command = [str(PROGRAM), "serve", "--data", str(data), "--port", "0"]
    with log.open("w") as written, subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=written) as process:
        try:
            yield Service(_address(process, log), sessions)
        finally:
            process.terminate()


@pytest.fixture
def site(service: Service, browser: Browser) -> Iterator[Site]:
    """Opens pages as somebody."""
    made = Site(service, browser)
    yield made
    made.close()


@pytest.fixture
def check(site: Site) -> Callable[[Page], None]:
    """Holds a page to what all pages are held to."""
    return site.check


def _sessions(data: Path) -> dict[str, str]:
    with people_desk(data, Settings()) as desk:
        known = {user.name: user.id for user in people.users(desk, operator(desk))}
        return {role: signing.open_session(desk, known[name]).secret for role, name in PEOPLE.items()}


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return where the service listens, once it does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := _LISTENING.search(log.read_text("utf-8")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"the service did not start:\n{log.read_text('utf-8')}")
