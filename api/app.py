"""The web app: what wraps every request, the routes, and the pages where there are some."""

import time
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from fastapi import APIRouter, FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api import problems
from api.access import refuse_undeclared
from api.background import lifespan
from api.callers import Callers
from api.headers import SecurityHeaders
from api.idempotency import Idempotency
from api.limits import BodyLimit, RateLimiter, TimeLimit
from api.observing import Log, Metrics, Observed, json_log
from api.oidc import FLOW_COOKIE, FLOW_SECONDS, provider
from api.openapi import describe
from api.routes import (
    accounts,
    auditing,
    charts,
    consents,
    coverage,
    deciding,
    draft,
    editing,
    erasing,
    exporting,
    health,
    hooks,
    interviews,
    jobs,
    people,
    searching,
    signing_in,
    stories,
    usages,
)
from api.sessions import https, session_cookie
from assistant.bootstrap.service import ServiceParts
from assistant.settings import Settings

V1 = "/api/v1"
_PAGES = "api.pages"


def create_app(parts: ServiceParts, *, log: Log | None = None) -> FastAPI:
    """Return the app over the parts of a service.

    Args:
        parts: what answers requests.
        log: is told once a request; JSON lines on standard error unless given.

    Raises:
        RuntimeError: a route does not say who may use it.
    """
    log = log or json_log()
    app = FastAPI(
        title="Outcome stories", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan(parts, log)
    )
    app.state.parts = parts
    app.state.metrics = Metrics()
    app.state.oidc = provider(parts.settings)
    problems.install(app)
    for router in _routers():
        app.router.routes.extend(router.routes)  # as they are: each knows its whole path and what it needs
    if find_spec(_PAGES) is not None:
        import_module(_PAGES).install(app)
    describe(app)
    refuse_undeclared(app)
    _wrap(app, parts, log)
    return app


def _routers() -> Iterable[APIRouter]:
    rooms = (health, signing_in, draft, accounts, interviews, usages, stories, editing, deciding, consents, exporting)
    more = (erasing, charts, coverage, searching, jobs, people, hooks, auditing)
    return *(room.router for room in (*rooms, *more)), signing_in.described


def _wrap(app: FastAPI, parts: ServiceParts, log: Log) -> None:
    """Wrap the app, from the inside out."""
    settings = parts.settings
    app.add_middleware(TimeLimit, seconds=lambda path: _seconds(settings, path))
    app.add_middleware(Idempotency, store=parts.store, clock=parts.clock)
    app.add_middleware(BodyLimit, most=settings.body_megabytes * 1024 * 1024)
    app.add_middleware(
        Callers,
        desk=parts.desk,
        limiter=RateLimiter(time.monotonic),
        per_minute=settings.requests_per_minute,
        cookie=session_cookie(settings),
    )
    if settings.oidc_issuer is not None:
        from starlette.middleware.sessions import SessionMiddleware

        app.add_middleware(
            SessionMiddleware,
            secret_key=parts.secret.hex(),
            session_cookie=FLOW_COOKIE,
            max_age=FLOW_SECONDS,
            path="/sign-in",
            https_only=https(settings),
        )
    if settings.allowed_hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts))
    app.add_middleware(SecurityHeaders, https=https(settings))
    app.add_middleware(Observed, metrics=app.state.metrics, log=log)


def _seconds(settings: Settings, path: str) -> float:
    return settings.story_seconds if path == f"{V1}/draft" else settings.request_seconds
