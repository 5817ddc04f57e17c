"""The audit log for people: who did what to what, and when; and whether the log is whole."""

from fastapi import APIRouter, Request, Response

from api.access import Operator, Parts
from api.pages.screen import Shown
from assistant.workflow.desk import auditing, people

router = APIRouter(prefix="/audit", include_in_schema=False)
_SIZE = 50
ACTIONS = {
    "story": "Stories",
    "document": "Documents",
    "usage": "Usage data",
    "account": "Accounts",
    "consent": "Consents",
    "export": "Files",
    "person": "Erasure of people",
    "role_map": "Role maps",
    "raci": "Who does what",
    "user": "Users",
    "token": "Tokens",
}


@router.get("")
def page(request: Request, parts: Parts, user: Operator, screen: Shown) -> Response:
    """Show the log, newest first: of everything, or of one account, thing, person or sort of action."""
    asked = request.query_params
    before = int(asked["before"]) if asked.get("before", "").isdecimal() else None
    wanted = {name: asked.get(name, "").strip() for name in ("account", "subject", "actor", "action")}
    sought = auditing.Sought(
        wanted["account"] or None, wanted["subject"] or None, wanted["actor"] or None, wanted["action"]
    )
    found = auditing.audit(parts.desk, user, sought, before=before, size=_SIZE + 1)
    first = before is None and not any(wanted.values())
    return screen.show(
        "admin/audit.html.j2",
        here="audit",
        entries=found[:_SIZE],
        following=found[_SIZE - 1].seq if len(found) > _SIZE else None,
        wanted=wanted,
        narrowed=any(wanted.values()),
        actions=ACTIONS,
        checked=first,
        broken=auditing.verify_chain(parts.desk, user) if first else None,
        names=people.names(parts.desk),
    )
