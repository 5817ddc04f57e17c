"""The library: approved stories to find again, to copy as one line, and to take along as files."""

from collections.abc import Iterator
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from api.access import Parts, Reader
from api.pages.publishing import CHANNELS
from api.pages.screen import Shown
from api.pages.turning import stretch
from assistant.bootstrap.service import ServiceParts
from assistant.domain.errors import BadInput
from assistant.domain.people import Role
from assistant.domain.users import User
from assistant.retrieval.store.paging import Page
from assistant.workflow.desk import accounts, library
from assistant.workflow.desk.library import LibraryItem
from assistant.workflow.desk.searching import EVERYTHING, Filters

router = APIRouter(include_in_schema=False)
_SIZE = 20
_READ = 100  # items looked through at a time where only some are wanted
TABS = {"": "All", "unused": "Not used yet", "ending": "Running out soon"}
FIELDS = ("industry", "segment", "product", "outcome", "role")


class Shelved(NamedTuple):
    """A story of the library as its row shows it."""

    item: LibraryItem
    line: str


@router.get("/library")
def page(request: Request, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show approved stories, newest first, or those that answer a search, best first."""
    asked = request.query_params
    query, tab = asked.get("q", ""), asked.get("show", "")
    filters = Filters(**{name: asked.get(name, "").strip() for name in FIELDS})
    turn, problem = stretch(request), None
    try:
        found = _found(parts, user, query, filters, tab, turn.after)
    except BadInput as error:
        found, problem = [], error
    shown, following = turn.of(found, _SIZE, lambda item: item.record.id)
    known = accounts.list_accounts(parts.desk, user, page=Page(size=EVERYTHING))
    return screen.show(
        "library.html.j2",
        here="library",
        shelved=[Shelved(item, library.one_liner(parts.desk, user, item.record.id)) for item in shown],
        following="" if query.strip() else following,
        query=query,
        filters=filters._asdict(),
        filtered=any(filters),
        tab=tab if tab in TABS else "",
        tabs=TABS,
        industries=sorted({one.account.industry for one in known if one.account.industry}),
        segments=sorted({one.account.segment for one in known if one.account.segment}),
        roles=[role.value.replace("_", " ") for role in Role if role is not Role.OTHER],
        channels=CHANNELS,
        problem=problem,
        status=422 if problem else 200,
    )


def _found(
    parts: ServiceParts, user: User, query: str, filters: Filters, tab: str, after: str | None
) -> list[LibraryItem]:
    """Return one more than a page of what is wanted; a search answers with its best at once, and has no next page."""
    if query.strip():
        answers = library.library(parts.desk, user, query, filters, Page(None, _READ))
        return [item for item in answers if _wanted(item, tab)][:_SIZE]
    found = []
    for item in _every(parts, user, filters, after):
        if _wanted(item, tab):
            found.append(item)
            if len(found) > _SIZE:
                break
    return found


def _every(parts: ServiceParts, user: User, filters: Filters, after: str | None) -> Iterator[LibraryItem]:
    size = _SIZE + 1
    while True:
        some = library.library(parts.desk, user, "", filters, Page(after, size))
        yield from some
        if len(some) < size:
            return
        after, size = some[-1].record.id, _READ


def _wanted(item: LibraryItem, tab: str) -> bool:
    if tab == "unused":
        return item.used_at is None
    return tab != "ending" or item.ends is not None
