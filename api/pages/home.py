"""The page one starts on: what waits, how far stories cover the accounts, what is being written."""

from collections.abc import Iterable

from fastapi import APIRouter, Response

from api.access import AnyUser, Parts
from api.pages import wording
from api.pages.screen import Shown
from assistant.bootstrap.service import ServiceParts
from assistant.domain.users import Permission
from assistant.retrieval.store.paging import Page
from assistant.workflow.desk import coverage, home
from assistant.workflow.desk.home import Task

router = APIRouter(include_in_schema=False)
_ACCOUNTS = 20


@router.get("/")
def start(parts: Parts, user: AnyUser, screen: Shown) -> Response:
    """Show what waits for the user; who reads no stories starts elsewhere."""
    if not user.may(Permission.READ):
        return screen.go(wording.start(user))
    waiting = home.home(parts.desk, user)
    covered = coverage.coverage(parts.desk, user, Page(size=_ACCOUNTS + 1))
    shown = sorted(covered[:_ACCOUNTS], key=lambda one: (one.renews_in is None, one.renews_in, one.account.id))
    asks = [(one.account, ask) for one in shown if one.missing for ask in one.ask_next[:1]]
    named = {one.account.id: one.account.name or one.account.id for one in covered}
    named |= _names(parts, {task.account for task in waiting.tasks} - named.keys())
    named |= _names(parts, {job.order.account for job in waiting.jobs if job.order.account} - named.keys())
    return screen.show(
        "home.html.j2",
        here="home",
        tasks=_grouped(waiting.tasks),
        jobs=waiting.jobs,
        covered=shown,
        more=len(covered) > _ACCOUNTS,
        asks=asks[:3],
        named=named,
    )


def _grouped(tasks: Iterable[Task]) -> list[Task]:
    """Tell consents of one account that end on one day as one thing that waits."""
    groups: dict[tuple[object, ...], list[Task]] = {}
    for number, task in enumerate(tasks):
        key = (task.account, task.due) if task.kind == "consent" else (number,)
        groups.setdefault(key, []).append(task)
    return [_told(group) for group in groups.values()]


def _told(group: list[Task]) -> Task:
    first = group[0]
    if len(group) == 1:
        return first
    who = ", ".join(dict.fromkeys(task.title for task in group))
    return first._replace(title=who, why=f"{len(group)} consents end")


def _names(parts: ServiceParts, ids: Iterable[str]) -> dict[str, str]:
    with parts.store.read() as work:
        return {account.id: account.name or account.id for account in work.accounts(frozenset(ids))}
