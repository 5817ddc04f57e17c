"""Beginning and ending a browser's session; the page that leads here is one of the pages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from api import oidc
from api.access import AnyUser, Open, Parts, csrf_token
from api.sessions import SIGN_IN, begin, end, session_cookie
from assistant.domain.errors import NotAllowed, NotFound
from assistant.domain.users import User
from assistant.workflow.desk import signing

router = APIRouter(tags=["signing in"], include_in_schema=False)
described = APIRouter(prefix="/api/v1", tags=["signing in"])
_Anybody = Annotated[None, Depends(Open("this is how one signs in"))]
SEE_OTHER = 303


class Me(BaseModel):
    """Who is asking, as the service knows them."""

    user: User
    csrf_token: str = Field(description="To be sent as X-CSRF-Token with changes that a session cookie speaks for.")


@described.get("/me", summary="Who is asking")
def me(request: Request, user: AnyUser) -> Me:
    """Return the user behind the token or session."""
    return Me(user=user, csrf_token=csrf_token(request))


@router.get("/sign-in/link/{secret}")
def by_link(secret: str, parts: Parts, _open: _Anybody) -> Response:
    """Begin a session by a link, which works once."""
    issued = signing.use_link(parts.desk, secret)
    if issued is None:
        raise NotAllowed("this link was used already, or is too old; ask for another")
    return begin(RedirectResponse("/", SEE_OTHER), issued, parts.settings)


@router.post("/sign-out")
def sign_out(request: Request, parts: Parts, _user: AnyUser) -> Response:
    """End this browser's session, here and in the store."""
    signing.end_session(parts.desk, request.cookies.get(session_cookie(parts.settings), ""))
    return end(RedirectResponse(SIGN_IN, SEE_OTHER), parts.settings)


@router.get("/sign-in/oidc")
async def by_provider(request: Request, parts: Parts, _open: _Anybody) -> Response:
    """Send the browser to the sign-in provider."""
    return await oidc.leave(request, _client(request), parts.settings)


@router.get("/sign-in/oidc/callback")
async def come_back(request: Request, parts: Parts, _open: _Anybody) -> Response:
    """Begin a session for whom the provider vouches for, when they are a user here."""
    email = await oidc.vouched(request, _client(request))
    user = await run_in_threadpool(oidc.known, parts.desk, email)
    issued = await run_in_threadpool(signing.open_session, parts.desk, user.id)
    return begin(RedirectResponse("/", SEE_OTHER), issued, parts.settings)


def _client(request: Request) -> object:
    if request.app.state.oidc is None:
        raise NotFound("no sign-in provider is set up here")
    return request.app.state.oidc
