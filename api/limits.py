"""Bounds on what a request may take: bytes of its body, seconds, and requests in a minute."""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

ANONYMOUS_BODY = 64 * 1024  # sign-in forms; who is not signed in has nothing to upload


class BodyTooLarge(HTTPException):
    """More came than the bound allows; raised while reading, and let through by the framework's parser as it is."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"the body is larger than {most} bytes", {"Connection": "close"})


@dataclass
class _Bucket:
    tokens: float
    at: float


class RateLimiter:
    """Token buckets by key: `per_minute` on average, a burst of a quarter of it; the least used keys are forgotten."""

    def __init__(self, clock: Callable[[], float], *, keys: int = 10_000) -> None:
        self._clock = clock
        self._keys = keys
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str, per_minute: float) -> float:
        """Take one request; return 0, or the seconds until there is room for the next."""
        rate, burst = per_minute / 60, max(1.0, per_minute / 4)
        now = self._clock()
        with self._lock:
            bucket = self._buckets.setdefault(key, _Bucket(burst, now))
            self._buckets.move_to_end(key)
            while len(self._buckets) > self._keys:
                self._buckets.popitem(last=False)
            bucket.tokens = min(burst, bucket.tokens + (now - bucket.at) * rate)
            bucket.at = now
            if bucket.tokens < 1:
                return (1 - bucket.tokens) / rate
            bucket.tokens -= 1
            return 0.0


class BodyLimit:
    """Counts a body while it is read, before anything is parsed; announced or not."""

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request within the bound, else answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        most = self._most if getattr(request.state, "caller", None) is not None else ANONYMOUS_BODY
        announced = request.headers.get("content-length", "0")
        if not announced.isdigit() or int(announced) > most:
            refused = BodyTooLarge(most)
            await problem(request, 413, refused.detail, headers=refused.headers)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise BodyTooLarge(most)
            return message

        await self._app(scope, counted, send)


class TimeLimit:
    """Answers 503 when a request takes too long; a stream that has begun is left alone."""

    def __init__(self, app: ASGIApp, *, seconds: Callable[[str], float]) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request within its time."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        deadline: asyncio.Timeout | None = None

        async def begun(message: Message) -> None:
            if message["type"] == "http.response.start" and deadline is not None:
                deadline.reschedule(None)
            await send(message)

        try:
            async with asyncio.timeout(self._seconds(scope["path"])) as deadline:
                await self._app(scope, receive, begun)
        except TimeoutError:
            if deadline is None or not deadline.expired():
                raise
            late = problem(Request(scope), 503, "this took too long and was given up", headers={"Retry-After": "10"})
            await late(scope, receive, send)
