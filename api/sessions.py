"""A browser's session: a cookie that no script reads, that other sites cannot send with a form, and that runs out."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from assistant.domain.errors import NotAllowed
from assistant.settings import Settings
from assistant.workflow.desk.signing import Issued

SIGN_IN = "/sign-in"
_ALLOWED_SITES = frozenset({"same-origin", "none"})


def https(settings: Settings) -> bool:
    """Tell whether browsers reach the service by https."""
    return settings.public_url is not None and urlsplit(settings.public_url).scheme == "https"


def session_cookie(settings: Settings) -> str:
    """Return the name of the session cookie; the prefix has browsers hold it to https and to this host."""
    return "__Host-outcome-stories" if https(settings) else "outcome-stories"


def begin(response: Response, issued: Issued, settings: Settings) -> Response:
    """Have a response begin a session."""
    response.set_cookie(
        session_cookie(settings),
        issued.secret,
        max_age=int(settings.session_hours * 3600),
        path="/",
        secure=https(settings),
        httponly=True,
        samesite="lax",
    )
    return response


def end(response: Response, settings: Settings) -> Response:
    """Have a response end the session."""
    response.delete_cookie(session_cookie(settings), path="/", secure=https(settings), httponly=True, samesite="lax")
    return response


def refuse_other_sites(request: Request) -> None:
    """Refuse a form that another site sends: nobody is to be signed in without their doing.

    Raises:
        NotAllowed: the browser says that it comes from elsewhere.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if (site is not None and site not in _ALLOWED_SITES) or (site is None and elsewhere):
        raise NotAllowed("this form was sent by another site; open the sign-in page and try again")


def local(address: str | None) -> str:
    """Return a path of this service to go on to; anything else becomes the start page."""
    if address and address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable():
        return address
    return "/"
