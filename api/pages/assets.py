"""Style sheet, scripts and icon, under addresses that change with their content: browsers may keep them for good."""

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request, Response

from api.access import Open
from assistant.domain.errors import NotFound
from assistant.rendering.webpage import tokens

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_FOR_GOOD = "public, max-age=31536000, immutable"
_HASH_LENGTH = 12

router = APIRouter(include_in_schema=False)


class Asset(NamedTuple):
    """A file as it is served."""

    data: bytes
    media_type: str


class Assets:
    """The static files of the pages, read once; scripts import each other, so all of them share one version."""

    def __init__(self) -> None:
        folder = files("api").joinpath("static")
        self._files: Mapping[str, Asset] = {
            file.name: Asset(_content(file.name, file.read_bytes()), _TYPES[file.name.rpartition(".")[2]])
            for file in folder.iterdir()
        }
        every = b"".join(self._files[name].data for name in sorted(self._files))
        self.version = hashlib.sha256(every).hexdigest()[:_HASH_LENGTH]

    def address(self, name: str) -> str:
        """Return where a file is served; KeyError when there is none, which is a template's mistake."""
        self._files[name]
        return f"/static/{self.version}/{name}"

    def get(self, name: str) -> Asset:
        """Return a file.

        Raises:
            NotFound: there is none of that name.
        """
        try:
            return self._files[name]
        except KeyError:
            raise NotFound(f"there is no file {name!r}") from None


@router.get("/static/{version}/{name}")
def static(
    version: str, name: str, request: Request, _open: Annotated[None, Depends(Open("it looks the same to everybody"))]
) -> Response:
    """Serve a file; one asked for under an older version is the newest, and not kept."""
    assets: Assets = request.app.state.screens.assets
    asset = assets.get(name)
    keep = _FOR_GOOD if version == assets.version else "no-store"
    return Response(asset.data, media_type=asset.media_type, headers={"Cache-Control": keep})


def _content(name: str, data: bytes) -> bytes:
    return tokens().encode() + data if name == "site.css" else data
