"""The review pages: the same use cases as the API, for people's browsers. Every path works without script."""

from fastapi import FastAPI

from api.pages import assets, deciding, failures, home, jobs, new, publishing, review, signin
from api.pages.screen import Screens


def install(app: FastAPI) -> None:
    """Add the pages to an app."""
    app.state.screens = Screens()
    for room in (assets, signin, home, new, jobs, review, deciding, publishing):
        app.include_router(room.router)
    failures.install(app)
