"""Who is asking: a bearer token, or a browser's session cookie; and how much an address may ask at all."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.limits import RateLimiter
from api.problems import problem
from assistant.domain.errors import NotFound
from assistant.domain.users import Token, TokenPurpose, User
from assistant.retrieval.store.work import Store

UNLIMITED = frozenset({"/health", "/ready"})
_ANONYMOUS_SHARE = 0.1


@dataclass(frozen=True)
class Caller:
    """A user who has shown a valid secret."""

    user: User
    token: Token

    @property
    def by_cookie(self) -> bool:
        """Whether a browser sent the secret on its own, so that the request may be a forged one."""
        return self.token.purpose is TokenPurpose.SESSION


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def caller_of(store: Store, secret: str, purpose: TokenPurpose, now: datetime) -> Caller | None:
    """Return who a secret belongs to; None when it is unknown, run out, revoked, or meant for something else."""
    with store.read() as work:
        token = work.users.token(hash_of(secret))
        if token is None or token.purpose is not purpose or not token.holds(now):
            return None
        try:
            user = work.users.get(token.user)
        except NotFound:
            return None
    return Caller(user, token) if user.active else None


class Callers:
    """Puts the caller into `request.state.caller` (None when nobody), and bounds how often somebody may ask.

    Args:
        app: what is wrapped.
        store: keeps users and secrets.
        clock: the time now.
        limiter: counts requests.
        per_minute: what a user may ask; an address that nobody signed in at may a tenth.
        cookie: name of the session cookie.
    """

    def __init__(
        self, app: ASGIApp, *, store: Store, clock: Callable[[], datetime], limiter: RateLimiter, per_minute: int,
        cookie: str,
    ) -> None:  # fmt: skip
        self._app = app
        self._store = store
        self._clock = clock
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
        caller = await run_in_threadpool(caller_of, self._store, *shown, self._clock()) if shown else None
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

    def _wait(self, request: Request, caller: Caller | None) -> float:
        if caller is not None:
            return self._limiter.wait(f"user:{caller.user.id}", self._per_minute)
        address = request.client.host if request.client else "unknown"
        return self._limiter.wait(f"address:{address}", self._per_minute * _ANONYMOUS_SHARE)
