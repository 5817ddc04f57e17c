"""The server as it is started, and the examples of docs/api.md against it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(sys.executable).with_name("outcome-stories")


class Server(NamedTuple):
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    data: Path
    url: str
    said: str


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "OUTCOME_STORIES_EMBEDDER": "lexical",
    }


def started(home: Path) -> Server:
    """Start a server, and wait until it answers."""
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0"], env=environment(home), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = ""
    while "token create" not in said:
        line = process.stderr.readline()
        assert line, f"it ended: {said}"
        said += line
    url = re.findall(r"listening on (\S+)", said)[0]
    for _ in range(600):
        try:
            if httpx.get(f"{url}/ready").is_success:
                return Server(process, home / "outcome-stories", url, said)
        except httpx.HTTPError:
            time.sleep(0.05)
    pytest.fail("it does not answer")


def ended(server: Server, by: signal.Signals) -> int:
    server.process.send_signal(by)
    _, said = server.process.communicate(timeout=60)
    assert "Traceback" not in said
    return server.process.returncode


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = started(tmp_path_factory.mktemp("home"))
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


def token(server: Server, role: str) -> str:
    done = subprocess.run(
        [PROGRAM, "token", "create", "--role", role], env=environment(server.data.parent), capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_it_says_where_it_is_and_how_to_sign_in(server: Server) -> None:
    link = re.findall(r"once and within 15 minutes: (\S+)", server.said)[0]

    assert str(server.data) in server.said
    with httpx.Client() as browser:
        assert browser.get(link).status_code == 303
        assert browser.get(f"{server.url}/api/v1/me").json()["user"]["role"] == "admin"
    assert httpx.get(link).status_code == 403


def test_it_answers_to_its_own_name_only(server: Server) -> None:
    assert httpx.get(f"{server.url}/health", headers={"Host": "evil.example"}).status_code == 400


def test_a_second_one_on_the_same_folder_or_port_is_refused_in_a_line(server: Server) -> None:
    port = server.url.rpartition(":")[2]
    for arguments, why in (["--port", "0"], "in use by another process"), (["--port", port], "cannot listen there"):
        done = subprocess.run(
            [PROGRAM, "serve", *arguments], env=environment(server.data.parent), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (2, "")
        assert why in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="the examples need bash, curl and jq")
def test_the_examples_in_the_documents_work(server: Server, tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.DOTALL)
    script = "set -euo pipefail\n" + "\n".join(blocks)
    env = {
        **environment(tmp_path),
        "URL": server.url,
        "TOKEN": token(server, "admin"),
        "REVIEWER": token(server, "reviewer"),
    }
    done = subprocess.run(
        ["bash", "-x", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )

    assert blocks
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF")


def test_it_ends_at_once_when_asked_and_leaves_the_folder_free(server: Server) -> None:
    assert ended(server, signal.SIGINT) in (0, 130)
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"{server.url}/health")
    with socket.create_server(("127.0.0.1", int(server.url.rpartition(":")[2]))):
        again = started(server.data.parent)
    assert "sign in as administrator" not in again.said
    assert ended(again, signal.SIGTERM) in (0, 143, -15)
