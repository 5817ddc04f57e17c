"""The audit log for people: who did what to what, and when; and whether the log is whole."""

from fastapi import APIRouter, Request, Response

from api.access import Operator, Parts
from api.pages.screen import Shown
from assistant.workflow.desk import auditing, people

router = APIRouter(prefix="/audit", include_in_schema=False)
_SIZE = 50


@router.get("")
def page(request: Request, parts: Parts, user: Operator, screen: Shown) -> Response:
    """Show the log, newest first, of everything or of one account or thing."""
    asked = request.query_params
    before = int(asked["before"]) if asked.get("before", "").isdecimal() else None
    account, subject = asked.get("account", "").strip(), asked.get("subject", "").strip()
    found = auditing.audit(
        parts.desk, user, account=account or None, subject=subject or None, before=before, size=_SIZE + 1
    )
    return screen.show(
        "admin/audit.html.j2",
        here="audit",
        entries=found[:_SIZE],
        following=found[_SIZE - 1].seq if len(found) > _SIZE else None,
        account=account,
        subject=subject,
        broken=auditing.verify_chain(parts.desk, user),
        names=people.names(parts.desk),
    )
