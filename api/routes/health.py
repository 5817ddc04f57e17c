"""Whether the service is alive, and whether it can work."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from api.access import Open, Operator, Parts
from api.observing import METRICS_TYPE, Metrics
from api.problems import problem
from assistant.domain.errors import AssistantError

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The service answers."""

    status: str = Field(examples=["ok"])


@router.get("/health", summary="Whether the process answers")
def health(_open: Annotated[None, Depends(Open("load balancers ask; it says nothing"))]) -> Health:
    """Answer as soon as the process does; asks nothing else."""
    return Health(status="ok")


@router.get("/ready", summary="Whether it can work", responses={503: {"description": "It cannot, or not yet."}})
def ready(
    request: Request, parts: Parts, _open: Annotated[None, Depends(Open("load balancers ask; it says only yes or no"))]
) -> Health:
    """Answer 200 when the store can be read and jobs run, else 503."""
    try:
        with parts.store.read() as work:
            work.audit.last()
    except AssistantError:
        return problem(request, 503, "the store does not answer")  # type: ignore[return-value]  # a response is sent as it is
    if not parts.is_ready:
        return problem(request, 503, "the job engine is not there yet")  # type: ignore[return-value]  # likewise
    return Health(status="ok")


@router.get(
    "/metrics",
    summary="Counters in the text format of Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"example": "http_requests_running 1.0\n"}}}},
)
def metrics(request: Request, _user: Operator) -> Response:
    """Return requests, times and jobs."""
    counted: Metrics = request.app.state.metrics
    return Response(counted.page(), media_type=METRICS_TYPE)
