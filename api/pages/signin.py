"""The sign-in page, and the way back to what somebody was typing when their session ended."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from api.access import CSRF_FIELD, Open, Parts, csrf_token
from api.pages import wording
from api.pages.carrying import Carried, readable, unseal
from api.pages.failures import for_people, show_sign_in
from api.pages.screen import Shown
from api.problems import NotSignedIn
from api.sessions import begin, local, refuse_other_sites
from assistant.domain.errors import NotAllowed
from assistant.domain.users import TokenPurpose
from assistant.workflow.desk import signing

router = APIRouter(include_in_schema=False)
_Anybody = Annotated[None, Depends(Open("this is how one signs in"))]
_Resuming = Annotated[None, Depends(Open("it shows the caller's own form back, and changes nothing"))]
WRONG = "This token is not known here, has run out, or was revoked. Check it, or ask your administrator for a new one."


@router.get("/sign-in")
def page(request: Request, screen: Shown, _open: _Anybody) -> Response:
    """Show the sign-in page; who is signed in goes on."""
    wanted = local(request.query_params.get("next"))
    if screen.user is not None:
        return screen.go(wording.start(screen.user) if wanted == "/" else wanted)
    return show_sign_in(request, next=wanted)


@router.post("/sign-in")
def with_token(
    request: Request,
    parts: Parts,
    screen: Shown,
    _open: _Anybody,
    token: Annotated[str, Form()] = "",
    next_: Annotated[str, Form(alias="next")] = "/",
    sealed: Annotated[str, Form()] = "",
) -> Response:
    """Begin a session with an API token, and go on to where the form was bound.

    Raises:
        NotAllowed: the token is no good, and a program asks.
        BadInput: the form that comes along is too old.
    """
    refuse_other_sites(request)
    form = unseal(sealed, parts.secret) if sealed else None
    found = signing.sign_in(parts.desk, token.strip(), TokenPurpose.BEARER)
    if found is None and not for_people(request):
        raise NotAllowed("this token is none, has run out, or was revoked")
    if found is None:
        return show_sign_in(request, form=form, sealed=sealed, next=local(next_), wrong=WRONG, status=401)
    issued = signing.open_session(parts.desk, found.user.id)
    if form is None:
        return begin(screen.go(local(next_)), issued, parts.settings)
    request.state.caller = signing.sign_in(parts.desk, issued.secret, TokenPurpose.SESSION)
    return begin(_resume(request, screen, form), issued, parts.settings)


@router.post("/sign-in/resume")
def resume(
    request: Request, parts: Parts, screen: Shown, _open: _Resuming, sealed: Annotated[str, Form()] = ""
) -> Response:
    """Show a carried form to its owner, who signed in elsewhere meanwhile.

    Raises:
        NotSignedIn: they did not.
        BadInput: the form is too old.
    """
    form = unseal(sealed, parts.secret)
    if screen.user is None:
        raise NotSignedIn("sign in first")
    return _resume(request, screen, form)


def _resume(request: Request, screen: Shown, form: Carried) -> Response:
    fields = ((CSRF_FIELD, csrf_token(request)), *form.fields)
    return screen.show("resume.html.j2", action=local(form.path), fields=fields, typed=readable(form))
