"""Find a browser for the browser tests; never a reason to fail.

In order: chromium on PATH; the distribution's package, where we are root on a Debian-like machine; the
download of Playwright. Where none can be had, one line says so, and the browser tests skip with that reason.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_S = 300


def on_path() -> str | None:
    """Return the first browser that is installed, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ran(*command: str) -> bool:
    """Run an installer quietly and tell whether it worked."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def playwright_has_one() -> bool:
    """Tell whether Playwright has a browser of its own already."""
    code = (
        "import os; from playwright.sync_api import sync_playwright as s; p = s().start();"
        "found = os.path.exists(p.chromium.executable_path); p.stop(); raise SystemExit(not found)"
    )
    return ran(sys.executable, "-c", code)


def install(commands: Sequence[Sequence[str]]) -> bool:
    """Run commands in order until one fails; tell whether all worked."""
    return all(ran(*command) for command in commands)


def main() -> int:
    """Look, then fetch; print one line."""
    if found := on_path():
        print(f"browser: {found}")
        return 0
    if playwright_has_one():
        print("browser: Playwright's own")
        return 0
    may_use_apt = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    apt = (("apt-get", "update"), ("apt-get", "install", "-y", "--no-install-recommends", "chromium"))
    if may_use_apt and install(apt) and (found := on_path()):
        print(f"browser: {found} (installed)")
    elif install([(sys.executable, "-m", "playwright", "install", "chromium")]):
        print("browser: Playwright's own (downloaded)")
    else:
        print("browser: none found and none could be installed; the browser tests will be skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
