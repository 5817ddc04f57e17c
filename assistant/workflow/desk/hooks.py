"""Webhooks: where the house's other programs hear of stories; an administrator's."""

import secrets

from assistant.domain.errors import BadInput, NotFound
from assistant.domain.users import Permission, User
from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.workflow.desk.access import permit
from assistant.workflow.desk.auditing import STORY_EVENTS, record
from assistant.workflow.desk.desk import Desk

_MOST = 50
_SECRET_BYTES = 32


def hooks(desk: Desk, user: User) -> tuple[Hook, ...]:
    """Return every webhook.

    Raises:
        NotAllowed: the role does not look after webhooks.
    """
    permit(user, Permission.ADMINISTER)
    with desk.store.read() as work:
        return work.outbox.hooks()


def add_hook(desk: Desk, user: User, url: str, events: tuple[str, ...]) -> Hook:
    """Keep a webhook; its secret, which signs what it is sent, is made here.

    Raises:
        NotAllowed: the role does not look after webhooks.
        BadInput: an event is none, or there are very many webhooks already.
    """
    permit(user, Permission.ADMINISTER)
    unknown = [event for event in events if event not in STORY_EVENTS]
    if unknown or not events:
        mend = f"choose among {', '.join(STORY_EVENTS)}"
        raise BadInput("events", f"{unknown[0]!r} is no event" if unknown else "there are none", mend=mend)
    hook = Hook(desk.new_id("hook"), url, secrets.token_urlsafe(_SECRET_BYTES), tuple(dict.fromkeys(events)))
    with desk.store.write() as work:
        if len(work.outbox.hooks()) >= _MOST:
            raise BadInput("url", f"there are {_MOST} webhooks already", mend="take one out first")
        work.outbox.save_hook(hook)
        record(work, desk, user, "webhook.added", f"webhook:{hook.id}", events=len(hook.events))
    return hook


def remove_hook(desk: Desk, user: User, hook: str) -> None:
    """Take a webhook out, with its deliveries.

    Raises:
        NotAllowed: the role does not look after webhooks.
        NotFound: no such webhook.
    """
    permit(user, Permission.ADMINISTER)
    with desk.store.write() as work:
        work.outbox.remove_hook(hook)
        record(work, desk, user, "webhook.removed", f"webhook:{hook}")


def deliveries(desk: Desk, user: User, hook: str, size: int = 50) -> tuple[Delivery, ...]:
    """Return a webhook's newest deliveries.

    Raises:
        NotAllowed: the role does not look after webhooks.
        NotFound: no such webhook.
    """
    permit(user, Permission.ADMINISTER)
    with desk.store.read() as work:
        if hook not in {known.id for known in work.outbox.hooks()}:
            raise NotFound(f"no webhook {hook!r} is kept here")
        return work.outbox.recent(hook, size)
