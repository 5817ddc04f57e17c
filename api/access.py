"""Default deny: each route names what it needs through one dependency; an app with one that does not won't start.

A route takes `user: Reader`, `user: Writer`, ...: what stands there is checked before the route runs. Use cases check
again, and look at the account. A change that comes with a session cookie needs the session's CSRF token as well.
"""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.datastructures import UploadFile

from api.callers import by_cookie
from api.problems import NotSignedIn
from assistant.bootstrap.service import ServiceParts
from assistant.domain.errors import NotAllowed
from assistant.domain.users import Permission, User
from assistant.workflow.desk.signing import SignedIn

CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf_token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Needs:
    """A dependency that lets a caller pass; it is how a route declares itself.

    Args:
        permission: what the user's role must allow; None is anybody who is signed in.
    """

    def __init__(self, permission: Permission | None) -> None:
        self.permission = permission

    async def __call__(self, request: Request) -> User:
        """Return the user.

        Raises:
            NotSignedIn: nobody is.
            NotAllowed: the role does not allow it, or a browser's request may be forged.
        """
        caller: SignedIn | None = request.state.caller
        if caller is None:
            raise NotSignedIn("no valid token or session came with the request; sign in, or send a bearer token")
        await refuse_forged(request, caller)
        if self.permission is not None and not caller.user.may(self.permission):
            raise NotAllowed(f"your role, {caller.user.role.value}, does not allow this; it needs {self.permission}")
        return caller.user


class Open:
    """Declares a route that anybody may use, and why that does no harm."""

    def __init__(self, why: str) -> None:
        self.why = why

    async def __call__(self) -> None:
        """Let everybody pass."""


async def refuse_forged(request: Request, caller: SignedIn) -> None:
    """Refuse a change that a browser sends with its cookie but without the session's CSRF token.

    Raises:
        NotAllowed: the token is missing or another session's.
    """
    if not by_cookie(caller) or request.method in _SAFE:
        return
    shown = request.headers.get(CSRF_HEADER)
    if shown is None and request.headers.get("content-type", "").startswith(_FORMS):
        field = (await request.form()).get(CSRF_FIELD)
        shown = None if isinstance(field, UploadFile) else field
    if shown is None or not hmac.compare_digest(shown.encode(), csrf_token(request).encode()):
        raise NotAllowed(f"the form's token is missing or old; load the page again ({CSRF_HEADER} or {CSRF_FIELD})")


def csrf_token(request: Request) -> str:
    """Return the token that this session's forms carry; it changes with the session."""
    caller: SignedIn = request.state.caller
    parts: ServiceParts = request.app.state.parts
    return hmac.new(parts.secret, b"csrf:" + caller.token.sha256.encode(), hashlib.sha256).hexdigest()


def declared(route: APIRoute) -> Needs | Open | None:
    """Return what a route declares; None when it says nothing."""
    found = [
        dependency.call for dependency in route.dependant.dependencies if isinstance(dependency.call, Needs | Open)
    ]
    return found[0] if len(found) == 1 else None


def api_routes(app: FastAPI) -> Iterator[APIRoute]:
    """Return every route of an app; a router carries its whole prefix itself, so that a route knows its full path."""
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            yield context.original_route


def refuse_undeclared(app: FastAPI) -> None:
    """Refuse an app with a route that does not say who may use it.

    Raises:
        RuntimeError: names the routes.
    """
    silent = [route.path for route in api_routes(app) if declared(route) is None]
    if silent:
        raise RuntimeError(f"routes that do not declare who may use them: {', '.join(silent)}")


def _parts(request: Request) -> ServiceParts:
    parts: ServiceParts = request.app.state.parts
    return parts


Parts = Annotated[ServiceParts, Depends(_parts)]
AnyUser = Annotated[User, Depends(Needs(None))]
Reader = Annotated[User, Depends(Needs(Permission.READ))]
Writer = Annotated[User, Depends(Needs(Permission.WRITE))]
Decider = Annotated[User, Depends(Needs(Permission.DECIDE))]
Publisher = Annotated[User, Depends(Needs(Permission.PUBLISH))]
Eraser = Annotated[User, Depends(Needs(Permission.ERASE))]
Operator = Annotated[User, Depends(Needs(Permission.OPERATE))]
Administrator = Annotated[User, Depends(Needs(Permission.ADMINISTER))]
