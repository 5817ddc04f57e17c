"""What somebody typed, carried over a sign-in when their session ended meanwhile, so that nothing typed is lost.

A form that arrives without a session is shown back on the sign-in page, sealed with the time, and sent again by its
owner once they are signed in. It is never kept on the server.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeTimedSerializer

from api.access import CSRF_FIELD
from assistant.domain.errors import BadInput

_SALT = "carried form"
_SECONDS = 24 * 3600


class Carried(NamedTuple):
    """A form on its way: where it goes, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]


def carried(path: str, fields: Iterable[tuple[str, object]]) -> Carried:
    """Return a form to carry; files cannot be, and the old session's token must not."""
    typed = tuple((name, value) for name, value in fields if isinstance(value, str) and name != CSRF_FIELD)
    return Carried(path, typed)


def seal(form: Carried, secret: bytes) -> str:
    """Return a form as one string that nobody can change unseen."""
    return str(_sealer(secret).dumps([form.path, form.fields]))


def unseal(sealed: str, secret: bytes) -> Carried:
    """Return a sealed form.

    Raises:
        BadInput: it was changed, or is older than a day.
    """
    try:
        path, fields = _sealer(secret).loads(sealed, max_age=_SECONDS)
    except BadSignature:
        mend = "copy what you typed from the page before, and enter it again"
        raise BadInput("the form", "it is too old to be sent again", mend=mend) from None
    return Carried(path, tuple((name, value) for name, value in fields))


def readable(form: Carried) -> Mapping[str, str]:
    """Return the fields that somebody typed something into, for showing."""
    return {name.replace("_", " "): value for name, value in form.fields if value.strip() and len(value) > 1}


def _sealer(secret: bytes) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=_SALT)
