"""Webhooks: who hears of stories; an administrator's."""

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.access import Administrator, Parts
from api.replies import reply
from api.webhooks.addresses import target
from assistant.domain.base import Frozen
from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.workflow.desk import hooks

router = APIRouter(prefix="/api/v1/webhooks", tags=["webhooks"])
Event = Literal["story.drafted", "story.approved", "story.published", "story.withdrawn"]


class HookAsked(Frozen):
    """Where to send which events."""

    url: Annotated[str, Field(min_length=1, max_length=2000, examples=["https://hooks.example.com/stories"])]
    events: Annotated[tuple[Event, ...], Field(min_length=1, max_length=10)]


class HookOut(BaseModel):
    """A webhook, without its secret."""

    id: str
    url: str
    events: list[str]
    active: bool


class HookMade(HookOut):
    """A new webhook with its secret, which is shown only now."""

    secret: str = Field(description="Signs what is sent: HMAC-SHA256 over '<t>.<body>' in Outcome-Stories-Signature.")


class Hooks(BaseModel):
    """Every webhook."""

    items: list[HookOut]


class DeliveryOut(BaseModel):
    """An event on its way, or there."""

    id: str
    event: str
    attempts: int
    due_at: str
    delivered_at: str | None
    problem: str


class Deliveries(BaseModel):
    """A webhook's newest deliveries."""

    items: list[DeliveryOut]


@router.get("", summary="Every webhook", response_model=Hooks)
def list_hooks(parts: Parts, user: Administrator) -> Response:
    """List webhooks, without their secrets."""
    return reply(Hooks(items=[_out(hook) for hook in hooks.hooks(parts.desk, user)]))


@router.post("", summary="Add a webhook", status_code=201, response_model=HookMade)
def add_hook(asked: HookAsked, parts: Parts, user: Administrator) -> Response:
    """Send events to an address outside of the house; inside only where the settings allow it."""
    target(asked.url, private=parts.settings.private_webhooks)
    hook = hooks.add_hook(parts.desk, user, asked.url, tuple(asked.events))
    return reply(HookMade(**_out(hook).model_dump(), secret=hook.secret), 201)


@router.delete("/{hook}", summary="Take a webhook out", status_code=204)
def remove_hook(hook: str, parts: Parts, user: Administrator) -> Response:
    """Take a webhook out, with its deliveries."""
    hooks.remove_hook(parts.desk, user, hook)
    return Response(status_code=204)


@router.get("/{hook}/deliveries", summary="What a webhook was sent", response_model=Deliveries)
def deliveries(hook: str, parts: Parts, user: Administrator) -> Response:
    """List the newest deliveries, with what went wrong."""
    return reply(Deliveries(items=[_delivery(each) for each in hooks.deliveries(parts.desk, user, hook)]))


def _out(hook: Hook) -> HookOut:
    return HookOut(id=hook.id, url=hook.url, events=list(hook.events), active=hook.active)


def _delivery(each: Delivery) -> DeliveryOut:
    delivered = each.delivered_at.isoformat() if each.delivered_at else None
    return DeliveryOut(
        id=each.id, event=each.event, attempts=each.attempts, due_at=each.due_at.isoformat(), delivered_at=delivered,
        problem=each.problem,
    )  # fmt: skip
