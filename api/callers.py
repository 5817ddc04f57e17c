"""Who is asking: a bearer token, or a browser's session cookie; and how much an address may ask at all."""

import math

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.limits import RateLimiter
from api.problems import problem
from assistant.domain.users import TokenPurpose
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.signing import SignedIn, sign_in

UNLIMITED = frozenset({"/health", "/ready"})
_ANONYMOUS_SHARE = 0.25


def by_cookie(caller: SignedIn) -> bool:
    """Tell whether a browser sent the secret on its own, so that the request may be a forged one."""
    return caller.token.purpose is TokenPurpose.SESSION


class Callers:
    """Puts the caller into `request.state.caller` (None when nobody), and bounds how often somebody may ask.

    Args:
        app: what is wrapped.
        desk: knows users and secrets.
        limiter: counts requests.
        per_minute: what a user may ask; an address that nobody signed in at a quarter of it.
        cookie: name of the session cookie.
    """

    def __init__(self, app: ASGIApp, *, desk: Desk, limiter: RateLimiter, per_minute: int, cookie: str) -> None:
        self._app = app
        self._desk = desk
        self._limiter = limiter
        self._per_minute = per_minute
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, its caller known."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        shown = self._secret(request)
        caller = await run_in_threadpool(sign_in, self._desk, *shown) if shown else None
        request.state.caller = caller
        if scope["path"] not in UNLIMITED and (wait := self._wait(request, caller)):
            seconds = math.ceil(wait)
            busy = problem(
                request, 429, f"too many requests; try again in {seconds} s", headers={"Retry-After": str(seconds)}
            )
            await busy(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _secret(self, request: Request) -> tuple[str, TokenPurpose] | None:
        """Return the secret shown; a header wins, so that a stray cookie never speaks for a program."""
        header = request.headers.get("authorization")
        if header is not None:
            scheme, _, secret = header.partition(" ")
            return (secret.strip(), TokenPurpose.BEARER) if scheme.lower() == "bearer" else None
        secret = request.cookies.get(self._cookie, "")
        return (secret, TokenPurpose.SESSION) if secret else None

    def _wait(self, request: Request, caller: SignedIn | None) -> float:
        if caller is not None:
            return self._limiter.wait(f"user:{caller.user.id}", self._per_minute)
        address = request.client.host if request.client else "unknown"
        return self._limiter.wait(f"address:{address}", self._per_minute * _ANONYMOUS_SHARE)
