"""Accounts: the list with what each still needs, the page of one, and what is known of it."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from api import etags
from api.access import Parts, Reader, Writer
from api.pages.forms import Fields, Sent
from api.pages.new import KINDS
from api.pages.screen import Screen, Shown
from api.pages.turning import stretch
from assistant.bootstrap.service import ServiceParts
from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput, EditConflict
from assistant.domain.jobs import JobKind, JobOrder
from assistant.domain.story import Kind
from assistant.domain.users import User
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.workflow.desk import accounts, coverage, interviews, people, stories

router = APIRouter(prefix="/accounts", include_in_schema=False)
_SIZE = 25
_STORIES = 100
TABS = (
    ("", "Stories"),
    ("documents", "Documents"),
    ("usage", "Usage"),
    ("people", "People"),
    ("raci", "Who does what"),
    ("guide", "Next interview"),
    ("consent", "Consent"),
)
_FACTS = ("name", "segment", "industry", "currency", "arr", "renewal_date")


@router.get("")
def page(request: Request, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show the accounts that one sees, with what is missing of each."""
    query = request.query_params.get("q", "")
    turn = stretch(request)
    found = coverage.coverage(parts.desk, user, Page(turn.after, _SIZE + 1), query=query)
    shown, following = turn.of(found, _SIZE, lambda one: one.account.id)
    return screen.show("accounts/list.html.j2", here="accounts", covered=shown, following=following, query=query)


@router.get("/{account}")
def overview(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show an account: what is known, how far stories cover it, and the stories."""
    where = StoryFilter(accounts=frozenset({account}))
    covered = coverage.account_coverage(parts.desk, user, account)
    return show(
        parts,
        user,
        screen,
        account,
        "",
        covered=covered,
        records=stories.list_stories(parts.desk, user, where, Page(size=_STORIES)),
        notes=len(interviews.documents(parts.desk, user, account)),
        kinds=KINDS,
        names=people.names(parts.desk),
    )


@router.post("/{account}/drafts")
def draft(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Have a story of another kind written from what is kept.

    Raises:
        BadInput: nothing is kept that could be written from.
    """
    known = accounts.get_account(parts.desk, user, account).account
    if not interviews.documents(parts.desk, user, account):
        raise BadInput("The notes", "there are none yet", mend="add the notes of an interview first")
    kind = sent.text("kind")
    order = JobOrder(kind=JobKind.DRAFT, account=known.id, story_kind=Kind(kind) if kind in set(KINDS) else Kind.STORY)
    job = parts.jobs.submit(order, user.id, key=sent.text("once") or None)
    return screen.go(f"/jobs/{job.id}")


@router.get("/{account}/edit")
def form(account: str, parts: Parts, user: Writer, screen: Shown) -> Response:
    """Show what is known of an account, to be changed."""
    known = accounts.get_account(parts.desk, user, account).account
    typed = {name: "" if (value := getattr(known, name)) is None else str(value) for name in _FACTS}
    typed["arr"] = "" if known.arr is None else f"{known.arr:.15g}"
    return _form(screen, known, typed)


@router.post("/{account}/edit")
def edit(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Change what is known of an account."""
    known = accounts.get_account(parts.desk, user, account).account
    typed = {name: sent.text(name) for name in _FACTS}

    def as_read(kept: Account | None) -> None:
        if kept is None or etags.of_account(kept) != sent.text("tag"):
            raise EditConflict(
                "Somebody else changed this account meanwhile. What is kept now stands beside each field"
            )

    try:
        accounts.save_account(parts.desk, user, _changed(known, typed, sent), check=as_read)
    except (BadInput, EditConflict) as problem:
        return _form(screen, known, typed, problem=problem, status=412 if isinstance(problem, EditConflict) else 422)
    return screen.go(f"/accounts/{account}", "saved")


def show(
    parts: ServiceParts, user: User, screen: Screen, account: str, tab: str, *, status: int = 200, **given: Any
) -> Response:
    """Return one of the pages of an account, with the head and the tabs that all of them have."""
    frame = {"account": accounts.get_account(parts.desk, user, account).account, "tab": tab, "tabs": TABS}
    template = f"accounts/{tab or 'stories'}.html.j2"
    return screen.show(template, here="accounts", status=status, **(frame | given))


def _form(
    screen: Screen,
    account: Account,
    typed: dict[str, str],
    *,
    problem: BadInput | EditConflict | None = None,
    status: int = 200,
) -> Response:
    return screen.show(
        "accounts/edit.html.j2",
        here="accounts",
        account=account,
        typed=typed,
        tag=etags.of_account(account),
        problem=problem,
        conflict=isinstance(problem, EditConflict),
        where=problem.where if isinstance(problem, BadInput) else "",
        status=status,
    )


def _changed(known: Account, typed: dict[str, str], sent: Fields) -> Account:
    if not typed["name"]:
        raise BadInput("name", "it is empty", mend="write the name as it should stand in stories")
    given: dict[str, Any] = {name: value or None for name, value in typed.items()}
    given["arr"] = given["arr"] and given["arr"].replace(",", "").replace(" ", "")
    given["renewal_date"] = sent.day("renewal_date", "renewal_date")
    try:
        return Account.model_validate(known.model_dump() | given)
    except ValidationError as error:
        where = str(error.errors()[0]["loc"][0])
        raise BadInput(where, "this is no number", mend="write digits, with a point for decimals") from error
