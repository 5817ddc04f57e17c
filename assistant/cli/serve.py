"""`serve`: the API and the review pages."""

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from assistant.cli.console import say
from assistant.domain.errors import BadInput

if TYPE_CHECKING:
    from assistant.bootstrap.service import ServiceParts
    from assistant.settings import Settings

DATA = typer.Option(metavar="DIR", help="Where everything is kept; else in the user's data folder.", show_default=False)
_PATIENCE = 10  # seconds for running requests once asked to stop
_TURN = 0.0005  # seconds that one thread computes while others wait: a short answer does not wait for long notes


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    *,
    data: Annotated[Path | None, DATA] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
) -> None:
    """Start the API and the review pages."""
    from assistant.bootstrap.service import data_home, service
    from assistant.settings import load_settings

    settings = load_settings(os.environ)
    folder = data or data_home(os.environ)
    with _listening(host, port) as listening:
        address = _address(host, listening.getsockname()[1])
        settings = settings.model_copy(update={"allowed_hosts": _hosts(settings, host)})
        with service(folder, settings, notify=say, launch=False) as parts:
            _tell(parts, folder, host, settings.public_url or address)
            _run(parts, listening)


def _run(parts: "ServiceParts", listening: socket.socket) -> None:
    import uvicorn

    from api.app import create_app

    config = uvicorn.Config(
        create_app(parts),
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    sys.setswitchinterval(_TURN)
    uvicorn.Server(config).run(sockets=[listening])


def _tell(parts: "ServiceParts", folder: Path, host: str, address: str) -> None:
    """Say where it is and how one gets in."""
    from assistant.bootstrap.first_start import first_link

    say(f"data folder: {folder}")
    say(f"listening on {address} (API: {address}/api/v1/openapi.json); stop with Ctrl-C")
    issued = first_link(parts.desk) if _is_loopback(host) else None
    if issued is not None:
        say(f"sign in as administrator, once and within 15 minutes: {address}/sign-in/link/{issued.secret}")
    say(f"for programs: outcome-stories token create --data {folder} --role csm")


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that a taken port is told before anything is opened."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)).lower()
        mend = "choose another with --port, or --host"
        raise BadInput(f"{host}:{port}", f"cannot listen there ({reason})", mend=mend) from error


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _hosts(settings: "Settings", host: str) -> tuple[str, ...]:
    """Return the names to answer to: on loopback only its own, else a page elsewhere could point its name at us."""
    if settings.allowed_hosts or not _is_loopback(host):
        return settings.allowed_hosts
    public = urlsplit(settings.public_url).hostname if settings.public_url else None
    return ("localhost", "127.0.0.1", "[::1]", host, *((public,) if public else ()))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
