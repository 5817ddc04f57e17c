"""The review pages: the same use cases as the API, for people's browsers. Every path works without script."""

from fastapi import FastAPI

from api.pages import (
    accounts,
    assets,
    deciding,
    documents,
    failures,
    home,
    jobs,
    library,
    new,
    publishing,
    review,
    signin,
)
from api.pages.screen import Screens


def install(app: FastAPI) -> None:
    """Add the pages to an app."""
    app.state.screens = Screens()
    rooms = (assets, signin, home, new, jobs, review, deciding, publishing, library, accounts, documents)
    for room in rooms:
        app.include_router(room.router)
    failures.install(app)
