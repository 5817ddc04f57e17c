"""The people of an account: the role map as a picture and a table, what is missing, and whom to talk to next."""

from typing import Any

from fastapi import APIRouter, Response

from api.access import Eraser, Parts, Reader, Writer
from api.pages.accounts import show
from api.pages.forms import Sent
from api.pages.screen import Shown
from assistant.domain.errors import BadInput
from assistant.domain.people import RoleMap
from assistant.rendering.roles_page import MOST, ordered
from assistant.rendering.roles_picture import picture
from assistant.rendering.roles_text import spoken
from assistant.workflow.desk import charts
from assistant.workflow.desk.forgetting import erase_person

router = APIRouter(prefix="/accounts/{account}/people", include_in_schema=False)


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show the role map of an account."""
    return show(parts, user, screen, account, "people", **_given(charts.role_map(parts.desk, user, account)))


@router.post("")
def refresh(account: str, parts: Parts, user: Writer, screen: Shown) -> Response:
    """Make the role map anew."""
    charts.role_map(parts.desk, user, account, refresh=True)
    return screen.go(f"/accounts/{account}/people", "saved")


@router.post("/erase")
def erase(account: str, parts: Parts, user: Eraser, screen: Shown, sent: Sent) -> Response:
    """Take a person's name out of everything, once it is typed in full; show what was touched: it is kept nowhere."""
    name = sent.text("name")
    if not name or sent.text("typed").casefold() != name.casefold():
        problem = BadInput("The name", "it does not match", mend="type the person's name in full to erase it")
        found = charts.role_map(parts.desk, user, account)
        return show(parts, user, screen, account, "people", status=422, **_given(found, problem, name))
    touched = erase_person(parts.desk, user, account, name)
    return show(parts, user, screen, account, "erased", touched=touched, what=name)


def _given(found: RoleMap, problem: BadInput | None = None, chosen: str = "") -> dict[str, Any]:
    everybody = ordered(found)
    return {
        "picture": picture(found),
        "map": found,
        "people": everybody[:MOST],
        "hidden": max(0, len(everybody) - MOST),
        "called": {person.id: person.name for person in found.people},
        "spoken": spoken,
        "problem": problem,
        "chosen": chosen,
    }
