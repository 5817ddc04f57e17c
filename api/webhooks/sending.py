"""One delivery: signed with the hook's secret and the time, to the address that was checked, without redirects."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

import httpx

from api.webhooks.addresses import Resolve, resolve, target
from assistant.domain.errors import BadInput
from assistant.retrieval.store.outbox import Delivery, Hook

SIGNATURE = "Outcome-Stories-Signature"
SECONDS = 10.0
_FINE = range(200, 300)


def signature(secret: str, body: str, at: datetime) -> str:
    """Return `t=<seconds>,v1=<hex>`: HMAC-SHA256 over "<seconds>.<body>" under the hook's secret."""
    seconds = int(at.timestamp())
    mac = hmac.new(secret.encode(), f"{seconds}.{body}".encode(), hashlib.sha256)
    return f"t={seconds},v1={mac.hexdigest()}"


class Sender:
    """Sends deliveries.

    Args:
        clock: the time now; signed along, so that a receiver can refuse what is old.
        private: whether addresses inside the house are allowed.
        resolve: looks a host up.
    """

    def __init__(self, clock: Callable[[], datetime], *, private: bool, resolve: Resolve = resolve) -> None:
        self._clock = clock
        self._private = private
        self._resolve = resolve
        self._client = httpx.Client(trust_env=False, follow_redirects=False, timeout=SECONDS)

    def send(self, delivery: Delivery, hook: Hook) -> str:
        """Send a delivery; return what went wrong in one line, or "" when it was taken."""
        try:
            to = target(hook.url, private=self._private, resolve=self._resolve)
        except BadInput as error:
            return str(error)
        headers = {
            "Host": to.host,
            "Content-Type": "application/json",
            "User-Agent": "outcome-stories",
            "Outcome-Stories-Event": delivery.event,
            "Outcome-Stories-Delivery": delivery.id,
            SIGNATURE: signature(hook.secret, delivery.body, self._clock()),
        }
        extensions = {"sni_hostname": to.name}
        try:
            with self._client.stream(
                "POST", to.url, content=delivery.body.encode(), headers=headers, extensions=extensions
            ) as answer:  # what it says is not read
                return "" if answer.status_code in _FINE else f"it answered {answer.status_code}"
        except httpx.HTTPError as error:
            return f"it could not be reached ({type(error).__name__})"

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()
