"""What was done is told twice: sealed into the audit log, and to the hooks that asked for it; both by ids only."""

import json
from typing import NamedTuple

from assistant.domain.audit import AuditEntry, first_broken, sealed
from assistant.domain.review import StoryRecord
from assistant.domain.users import Permission, User
from assistant.retrieval.store.outbox import Delivery
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import permit
from assistant.workflow.desk.desk import Desk

Detail = str | int | float | bool | None

_STRETCH = 500  # entries read at a time while some are left out
STORY_EVENTS = ("story.drafted", "story.approved", "story.published", "story.withdrawn")


def record(
    work: Work,
    desk: Desk,
    user: User | str,
    action: str,
    subject: str,
    account: str | None = None,
    /,
    **details: Detail,
) -> AuditEntry:
    """Seal what somebody does into the log, in the same unit of work; details are ids and counts, never text.

    Args:
        work: the writing unit that does it.
        desk: whose clock tells when.
        user: who, or the id of who.
        action: such as `story.approved`.
        subject: such as `story:st_1`.
        account: id of the account it is about.
        details: what else a reader of the log should know.
    """
    actor = user if isinstance(user, str) else user.id
    entry = sealed(
        work.audit.last(),
        at=desk.clock(),
        actor=actor,
        action=action,
        subject=subject,
        account=account,
        details=dict(details),
    )
    work.audit.append(entry)
    return entry


def announce(work: Work, desk: Desk, event: str, story: StoryRecord, /, **details: Detail) -> None:
    """Put an event on its way to every hook that asked for it, in the same unit of work."""
    now = desk.clock()
    body = {
        "event": event,
        "at": now.isoformat(),
        "story": story.id,
        "account": story.account,
        "version": story.version,
        "state": story.state.value,
        **details,
    }
    for hook in work.outbox.hooks():
        if hook.active and event in hook.events:
            id_ = desk.new_id("delivery")
            told = json.dumps({"id": id_, **body}, ensure_ascii=False)
            work.outbox.save(Delivery(id_, hook.id, event, told, attempts=0, due_at=now))


class Sought(NamedTuple):
    """What narrows a look at the log; empty fields do not."""

    account: str | None = None
    subject: str | None = None
    actor: str | None = None
    action: str = ""  # how it begins, such as `story`


EVERYTHING = Sought()


def audit(
    desk: Desk, user: User, sought: Sought = EVERYTHING, *, before: int | None = None, size: int = 50
) -> tuple[AuditEntry, ...]:
    """Return entries of the log, newest first, below number `before`.

    Raises:
        NotAllowed: the role does not look after the log.
    """
    permit(user, Permission.OPERATE)
    account, subject, actor, action = sought
    found: list[AuditEntry] = []
    at_once = _STRETCH if actor or action else size
    with desk.store.read() as work:
        while len(found) < size:
            some = work.audit.list(account=account, subject=subject, before=before, size=at_once)
            found += [one for one in some if actor in {None, one.actor} and one.action.startswith(action)]
            if len(some) < at_once:
                break
            before = some[-1].seq
    return tuple(found[:size])


def verify_chain(desk: Desk, user: User) -> int | None:
    """Return the number of the first entry that was changed or follows one taken out; None when all hold.

    Raises:
        NotAllowed: the role does not look after the log.
    """
    permit(user, Permission.OPERATE)
    with desk.store.read() as work:
        return first_broken(work.audit.all())
