"""Idempotency keys: a change that was answered once is answered the same again, and not made twice.

Replies are kept with the store's other data for a day. A claim whose reply never came (the process died, or time ran
out while the change was being made) stays: whether the change was made has to be looked up, not guessed.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem
from assistant.retrieval.store.work import Store
from assistant.workflow.desk.signing import SignedIn

HEADER = "idempotency-key"
MOST_KEPT = 4 * 1024 * 1024  # bytes of a reply
_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LONGEST = 200
_KEPT_HEADERS = frozenset({"content-type", "etag", "location"})
_FAILED, _GAVE_UP = 400, 503


@dataclass
class _Reply:
    """What the app answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)

    def take(self, message: Message) -> None:
        """Note a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            pairs = ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in message["headers"])
            self.headers = {name: value for name, value in pairs if name in _KEPT_HEADERS}
        else:
            self.body += message.get("body", b"")


class Idempotency:
    """Answers a repeated change with the first reply.

    Args:
        app: what is wrapped; the caller is known by now, and the body bounded.
        store: keeps replies.
        clock: the time now.
    """

    def __init__(self, app: ASGIApp, *, store: Store, clock: Callable[[], datetime]) -> None:
        self._app = app
        self._store = store
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, once a key."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        caller: SignedIn | None = request.state.caller
        given = request.headers.get(HEADER) if caller is not None and request.method in _METHODS else None
        if caller is None or given is None:
            await self._app(scope, receive, send)
            return
        if not 0 < len(given) <= _LONGEST or not given.isprintable():
            await problem(request, 422, f"an idempotency key has 1 to {_LONGEST} characters")(scope, receive, send)
            return
        body = await request.body()
        key = _digest(caller.user.id, request.method, scope["path"], given)
        asked = _digest(scope["query_string"].decode("latin-1"), request.headers.get("if-match", ""), body)
        known = await run_in_threadpool(self._claimed, request, key, asked)
        if known is not None:
            await known(scope, receive, send)
            return
        await self._first(scope, send, key, body)

    def _claimed(self, request: Request, key: str, asked: str) -> Response | None:
        """Take the key; return what is to be answered when it is taken already."""
        with self._store.write() as work:
            if work.replies.claim(key, asked, self._clock()):
                return None
            kept = work.replies.get(key)
        if kept is None:
            detail = "the first request with this key is being answered, or never was; see whether it took effect"
            return problem(request, 409, detail, headers={"Retry-After": "2"}, name="key-in-use")
        first, status, headers, body = kept
        if first != asked:
            return problem(request, 422, "this key came with another request before", name="key-reused")
        return Response(bytes(body), status, headers={**headers, "Idempotent-Replayed": "true"})

    async def _first(self, scope: Scope, send: Send, key: str, body: bytes) -> None:
        reply, given = _Reply(), False

        async def once() -> Message:
            nonlocal given
            if given:
                return {"type": "http.disconnect"}
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def noted(message: Message) -> None:
            reply.take(message)
            if not message.get("more_body", False) and message["type"] == "http.response.body":
                await run_in_threadpool(self._settle, key, reply)
            await send(message)

        try:
            await self._app(scope, once, noted)
        except Exception:
            await run_in_threadpool(self._forget, key)
            raise

    def _settle(self, key: str, reply: _Reply) -> None:
        if reply.status == _GAVE_UP:
            return  # its thread may still be at work
        if reply.status >= _FAILED or len(reply.body) > MOST_KEPT:
            self._forget(key)
            return
        with self._store.write() as work:
            work.replies.save(key, reply.status, reply.headers, bytes(reply.body))

    def _forget(self, key: str) -> None:
        with self._store.write() as work:
            work.replies.forget(key=key)


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
