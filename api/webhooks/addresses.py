"""Where a webhook may go.

The address is looked up once and connected to as it was checked: a name that points to another address a moment
later (DNS rebinding) gains nothing.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from assistant.domain.errors import BadInput

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
_NAT64 = IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000


class Target(NamedTuple):
    """A webhook's address, looked up: `url` names the machine by number, `host` as it was written."""

    url: str
    host: str
    name: str


def resolve(host: str, port: int) -> Sequence[str]:
    """Return every address of a host; OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def parsed(url: str, *, private: bool) -> SplitResult:
    """Return the parts of a webhook's URL.

    Raises:
        BadInput: it is none, names a user, or is not https where only the outside is allowed.
    """
    mend = "write it like https://hooks.example.com/stories"
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise BadInput("url", "this is no URL", mend=mend) from error
    if not host or parts.scheme not in _PORTS or port == 0 or len(url) > _LONGEST or not url.isprintable():
        raise BadInput("url", "this is no http or https URL", mend=mend)
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadInput("url", "it carries a user or a fragment", mend=mend)
    if parts.scheme != "https" and not private:
        raise BadInput("url", "only https goes outside", mend=mend)
    return parts


def target(url: str, *, private: bool, resolve: Resolve = resolve) -> Target:
    """Look a webhook's address up, to be connected to as it is now.

    Args:
        url: as it was given.
        private: whether addresses inside the house are allowed.
        resolve: looks a host up.

    Raises:
        BadInput: the URL is none, the host is unknown, or one of its addresses is not allowed.
    """
    parts = parsed(url, private=private)
    name = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = [ip_address(each.partition("%")[0]) for each in resolve(name, port)]
    except (OSError, ValueError, UnicodeError) as error:
        raise BadInput("url", "its host is not known", mend="check the name") from error
    if not found or (not private and not all(map(is_outside, found))):
        mend = "name a host on the public Internet, or allow it with the setting private_webhooks"
        raise BadInput("url", "it leads inside the house, or nowhere", mend=mend)
    number = f"[{found[0]}]" if found[0].version == 6 else str(found[0])  # noqa: PLR2004  the version of IP
    return Target(parts._replace(netloc=f"{number}:{port}").geturl(), parts.netloc, name)


def is_outside(address: Address) -> bool:
    """Tell whether an address is on the public Internet, also one wrapped in another."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_outside(inner)
    return address.is_global and not address.is_multicast
