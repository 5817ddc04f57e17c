"""Failures as pages: what went wrong in plain words, and the way on. Programs get problem details as before."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.responses import RedirectResponse

from api import problems
from api.pages.carrying import carried, seal
from api.pages.screen import SEE_OTHER, Screen
from api.problems import NotSignedIn, Problem
from api.sessions import SIGN_IN

_HEADS = {
    403: "You cannot do this",
    404: "There is nothing here",
    409: "This cannot be done now",
    412: "Somebody else changed this meanwhile",
    413: "This is too large",
    422: "Something in the form needs mending",
    429: "Too much at once",
}
_OURS = "/api/"


def install(app: FastAPI) -> None:
    """Have browsers see pages where programs get problem details, and sign in without losing what was typed."""
    app.state.show_problem = shown
    app.exception_handler(NotSignedIn)(_sign_in_first)


def for_people(request: Request) -> bool:
    """Tell whether a person's browser asks: for a page, not for data."""
    return not request.url.path.startswith(_OURS) and "text/html" in request.headers.get("accept", "")


def shown(request: Request, problem: Problem, headers: Mapping[str, str]) -> Response | None:
    """Return a failure as a page; None where a program asks."""
    if not for_people(request):
        return None
    head = _HEADS.get(problem.status, "Something went wrong")
    response = Screen(request).show("failure.html.j2", status=problem.status, head=head, problem=problem)
    response.headers.update(headers)
    return response


async def _sign_in_first(request: Request, error: Exception) -> Response:
    """Send to the sign-in page; a form comes along."""
    if not for_people(request):
        return problems.answer(request, _known(error))
    if request.method in ("GET", "HEAD"):
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?{_query(wanted)}", SEE_OTHER)
    secret: bytes = request.app.state.parts.secret
    form = carried(request.url.path, (await request.form()).multi_items())
    return show_sign_in(request, form=form, sealed=seal(form, secret), status=401)


def show_sign_in(request: Request, *, status: int = 200, **given: Any) -> Response:
    """Return the sign-in page; `form` and `sealed` are what somebody typed before, `next` where to go on to."""
    frame = {"form": None, "sealed": "", "next": "/", "wrong": "", "provider": request.app.state.oidc is not None}
    return Screen(request).show("sign-in.html.j2", status=status, **(frame | given))


def _query(wanted: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"next": wanted})


def _known(error: Exception) -> NotSignedIn:
    assert isinstance(error, NotSignedIn)  # noqa: S101  it is registered for nothing else
    return error
