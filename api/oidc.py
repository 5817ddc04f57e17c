"""Sign-in by OpenID Connect: Authlib's authorization code flow with state, nonce and PKCE."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from assistant.domain.errors import BadInput, NotAllowed
from assistant.domain.users import User
from assistant.settings import Settings
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.signing import member

FLOW_COOKIE = "outcome-stories-oidc"  # holds state, nonce and verifier between leaving and coming back
FLOW_SECONDS = 600
CALLBACK = "/sign-in/oidc/callback"
_SCOPE = "openid email profile"


def provider(settings: Settings) -> Any:
    """Return Authlib's client of the provider that the settings name; None when there is none.

    Raises:
        BadInput: an issuer is named without client id and secret.
    """
    if settings.oidc_issuer is None:
        return None
    if settings.oidc_client_id is None or settings.oidc_client_secret is None:
        mend = "set oidc_client_id and oidc_client_secret too"
        raise BadInput("setting 'oidc_issuer'", "a provider needs a client id and a secret", mend=mend)
    from authlib.integrations.starlette_client import OAuth

    issuer = settings.oidc_issuer.rstrip("/")
    return OAuth().register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": _SCOPE, "code_challenge_method": "S256"},
    )


async def leave(request: Request, client: Any, settings: Settings) -> Response:
    """Send the browser to the provider.

    Raises:
        NotAllowed: the provider does not answer.
    """
    base = settings.public_url or str(request.base_url)
    try:
        going: Response = await client.authorize_redirect(request, f"{base.rstrip('/')}{CALLBACK}")
    except Exception as error:
        raise NotAllowed("the sign-in provider does not answer; try again later") from error
    return going


async def vouched(request: Request, client: Any) -> str:
    """Return the e-mail address that the provider vouches for, once the browser has come back.

    Raises:
        NotAllowed: state, nonce, signature or address do not hold.
    """
    try:
        claims = (await client.authorize_access_token(request)).get("userinfo") or {}
    except Exception as error:
        raise NotAllowed("the sign-in provider's answer does not hold; begin again at the sign-in page") from error
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is False:
        raise NotAllowed("the sign-in provider names no verified e-mail address")
    return email


def known(desk: Desk, email: str) -> User:
    """Return the user with that address; nobody becomes one by signing in.

    Raises:
        NotAllowed: there is none, or they are no longer active.
    """
    user = member(desk, email)
    if user is None:
        raise NotAllowed("nobody here has this e-mail address; ask an administrator to invite you")
    return user
