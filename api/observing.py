"""What is seen of each request: an id, one log line, metrics, a span. Never text of notes, nor of a query string."""

import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4

from opentelemetry import propagate, trace
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)
_ID_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_ID_LENGTH = 64
Log = Callable[[str, Mapping[str, Any]], None]


def json_log(stream: TextIO = sys.stderr) -> Log:
    """Return a log that writes one JSON line an event."""
    import structlog

    logger = structlog.wrap_logger(
        structlog.PrintLogger(stream),
        processors=[structlog.processors.TimeStamper(fmt="iso"), structlog.processors.JSONRenderer(sort_keys=True)],
    )
    return lambda event, fields: logger.msg(event, **fields)


class Metrics:
    """Counters of one app, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "http_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "http_request_seconds", "Time to an answer", ("method", "route"), buckets=_BUCKETS, registry=self.registry
        )
        self.running = Gauge("http_requests_running", "Requests being answered", registry=self.registry)

    def page(self) -> bytes:
        """Return all in the text format of Prometheus."""
        return generate_latest(self.registry)


class Observed:
    """Wraps every request: id, span, log, metrics; what nobody caught becomes a 500 without a traceback.

    Args:
        app: what is wrapped.
        metrics: is counted into.
        log: is told once a request.
    """

    def __init__(self, app: ASGIApp, *, metrics: Metrics, log: Log) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log
        self._tracer = trace.get_tracer("outcome_stories.api")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, seen."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        request.state.request_id = request_id = _request_id(request.headers.get("x-request-id"))
        began, status = time.perf_counter(), 0

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        context = propagate.extract(dict(request.headers))
        self._metrics.running.inc()
        with self._tracer.start_as_current_span(request.method, context=context) as span:
            try:
                await self._served(scope, receive, named)
            finally:
                self._metrics.running.dec()
                route = _route(scope)
                span.update_name(f"{request.method} {route}")
                span.set_attributes({"http.route": route, "http.response.status_code": status})
                self._told(request, route, status, time.perf_counter() - began)

    async def _served(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            request = Request(scope)
            self._log("fault", {"request": request.state.request_id, **_fault(error)})
            if started:
                raise
            failed = problem(request, 500, "an unexpected fault, not your doing; the log names it by this instance")
            await failed(scope, receive, watched)

    def _told(self, request: Request, route: str, status: int, seconds: float) -> None:
        self._metrics.requests.labels(request.method, route, str(status)).inc()
        self._metrics.seconds.labels(request.method, route).observe(seconds)
        caller = getattr(request.state, "caller", None)
        self._log(
            "request",
            {
                "request": request.state.request_id,
                "method": request.method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "user": caller.user.id if caller else None,
            },
        )


def _route(scope: Scope) -> str:
    """Return the route's template: addresses themselves would make endless labels, and may name people."""
    return str(getattr(scope.get("route"), "path", "none"))


def _request_id(given: str | None) -> str:
    """Return the caller's id where it is fit to be logged, else a new one."""
    if given and len(given) <= _ID_LENGTH and set(given) <= _ID_CHARS:
        return given
    return uuid4().hex


def _fault(error: BaseException) -> dict[str, Any]:
    """Return what went wrong by type and place: the message may hold text of notes."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return {
        "error": type(error).__name__,
        "at": [f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in frames],
    }
