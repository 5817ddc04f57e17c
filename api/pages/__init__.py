"""The review pages: the same use cases as the API, for people's browsers. Every path works without script."""

from fastapi import FastAPI

from api.pages import (
    accounts,
    assets,
    audit,
    consents,
    deciding,
    documents,
    evals,
    failures,
    guide,
    home,
    jobs,
    library,
    new,
    publishing,
    raci,
    review,
    roles,
    signin,
    usage,
    users,
)
from api.pages.screen import Screens


def install(app: FastAPI) -> None:
    """Add the pages to an app."""
    app.state.screens = Screens()
    first = (assets, signin, home, new, jobs)
    of_stories = (review, deciding, publishing, library)
    of_accounts = (accounts, documents, usage, roles, raci, guide, consents)
    of_the_house = (audit, evals, users)
    for room in (*first, *of_stories, *of_accounts, *of_the_house):
        app.include_router(room.router)
    failures.install(app)
