"""Renders pages: the templates, and what every one of them is given."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from jinja2 import Environment
from starlette.responses import HTMLResponse, RedirectResponse

from api.access import csrf_token
from api.pages import wording
from api.pages.assets import Assets
from assistant.domain.users import User
from assistant.rendering.webpage import environment

SEE_OTHER = 303


class Screens:
    """The templates of an app with its assets, loaded once."""

    def __init__(self) -> None:
        self.assets = Assets()
        self.version = version("outcome-story-assistant")
        self._environment = _environment(self.assets)

    def render(self, template: str, given: Mapping[str, Any]) -> str:
        """Return a template rendered."""
        return self._environment.get_template(template).render(given)


class Screen:
    """Answers one request with pages."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._screens: Screens = request.app.state.screens

    def show(self, template: str, *, here: str = "", status: int = 200, **given: Any) -> Response:
        """Return a page.

        Args:
            template: its name under `templates/`.
            here: key of the place in the navigation that it belongs to.
            status: of the response.
            given: what the template places.
        """
        user = self.user
        frame = {
            "user": user,
            "csrf": csrf_token(self._request) if user else "",
            "here": here,
            "flash": wording.said(self._request.query_params.get("said")),
            "version": self._screens.version,
            "path": self._request.url.path,
        }
        return HTMLResponse(self._screens.render(template, frame | given), status)

    def go(self, address: str, said: str = "") -> Response:
        """Send the browser on after something was done; `said` names what its next page tells."""
        joint = "&" if "?" in address else "?"
        return RedirectResponse(f"{address}{joint}said={said}" if said else address, SEE_OTHER)

    @property
    def user(self) -> User | None:
        """Who is signed in."""
        caller = getattr(self._request.state, "caller", None)
        user: User | None = caller.user if caller else None
        return user


Shown = Annotated[Screen, Depends(Screen)]


def _environment(assets: Assets) -> Environment:
    templates = environment("api")
    templates.globals.update(asset=assets.address, navigation=wording.navigation)
    templates.filters.update(day=wording.day, moment=wording.moment, role_words=wording.role_words)
    return templates
