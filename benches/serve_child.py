"""The real `outcome-stories serve` as a child process on a copy of the load set, and secrets for its users."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from assistant.bootstrap.first_start import operator
from assistant.bootstrap.service import people_desk
from assistant.settings import Settings
from assistant.workflow.desk.signing import create_token, open_session

PATIENCE = 120.0
PROGRAM = Path(sys.executable).with_name("outcome-stories")


class Secrets(NamedTuple):
    """How somebody signs in: programs by a token, browsers by a session."""

    user: str
    token: str
    session: str


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """Copy the load set for one run, so that each begins with the same."""
    with tempfile.TemporaryDirectory(prefix="serve-", dir=folder.parent) as run:
        yield Path(shutil.copytree(folder, Path(run) / "data"))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run the server; yield its address once it is ready."""
    log = folder.parent / "log"
    environment = {**os.environ, "OUTCOME_STORIES_REQUESTS_PER_MINUTE": "1000000"}
    with log.open("wb") as errors:
        server = subprocess.Popen(
            [PROGRAM, "serve", "--data", folder, "--port", "0"], env=environment, stderr=errors
        )  # fmt: skip
    try:
        yield _address(server, log)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        found = re.search(r"listening on (\S+)", log.read_text())
        try:
            if found and httpx.get(f"{found[1]}/ready").is_success:
                return found[1]
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"bench-serve: the server did not come up: {log.read_text()[-2000:]}")


def signed_in(folder: Path, users: Sequence[str]) -> list[Secrets]:
    """Give users a token and a session each."""
    with people_desk(folder, Settings()) as desk:
        by = operator(desk)
        return [
            Secrets(user, create_token(desk, by, user, label="bench").secret, open_session(desk, user).secret)
            for user in users
        ]
