"""One connection that is kept open, cheap enough that the measuring does not take the machine from the server."""

import json
import time
from http.client import HTTPConnection, RemoteDisconnected
from typing import NamedTuple
from urllib.parse import urlsplit

from benches.serve_child import Secrets

_COOKIE = "outcome-stories"
_WORST = 60.0  # seconds for an answer


class Answer(NamedTuple):
    """How long an answer took until it was read whole, and what it was."""

    seconds: float
    status: int
    size: int


class Connection:
    """Asks as one user: the API by token, pages by session.

    Args:
        url: of the server.
        secrets: of the user.
    """

    def __init__(self, url: str, secrets: Secrets) -> None:
        self._http = HTTPConnection(str(urlsplit(url).netloc), timeout=_WORST)
        self._api = {"Authorization": f"Bearer {secrets.token}", "Content-Type": "application/json"}
        self._page = {"Cookie": f"{_COOKIE}={secrets.session}"}

    def ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """Send a request and read the whole answer."""
        began = time.perf_counter()
        status, data = self._exchange(method, path, body)
        return Answer(time.perf_counter() - began, status, len(data))

    def fetch(self, method: str, path: str, body: object = None) -> bytes:
        """Return the answer's body; whatever is no success ends the benchmark."""
        status, data = self._exchange(method, path, None if body is None else json.dumps(body).encode())
        if not 200 <= status < 300:
            raise SystemExit(f"bench-serve: {method} {path}: {status} {data[:300]!r}")
        return data

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        headers = self._api if path.startswith("/api/") else self._page
        try:
            self._http.request(method, path, body, headers)
            answer = self._http.getresponse()
        except (RemoteDisconnected, BrokenPipeError):  # nothing was asked for seconds; browsers connect anew as well
            self._http.close()
            self._http.request(method, path, body, headers)
            answer = self._http.getresponse()
        return answer.status, answer.read()
