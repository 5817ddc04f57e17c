"""New story: notes are pasted or dropped, what was understood is shown and mended, and a draft is ordered."""

from fastapi import APIRouter, Request, Response

from api.access import Parts, Writer
from api.pages.forms import Sent
from api.pages.intake import Intake, account_for, corrections, kept_aside, packed, pasted, taken_up, understood_page
from api.pages.screen import Shown
from assistant.bootstrap.service import ServiceParts
from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from assistant.domain.jobs import JobKind, JobOrder
from assistant.domain.story import Kind
from assistant.domain.users import User
from assistant.workflow.desk import accounts, interviews, usages

router = APIRouter(include_in_schema=False)
KINDS = {
    Kind.STORY: ("A full story", "600 to 1,200 words"),
    Kind.BRIEF: ("A short version", "about 120 words"),
    Kind.ONE_LINER: ("One line", "for a slide or an e-mail"),
    Kind.ONE_PAGER: ("One page", "with the figures in a chart"),
    Kind.SAVE: ("How it was saved", "an account at risk that stayed"),
    Kind.RENEWAL: ("For the renewal talk", "value so far, and what comes next"),
}


@router.get("/new")
def new(request: Request, parts: Parts, user: Writer, screen: Shown) -> Response:
    """Show the empty form."""
    return _form(parts, user, screen, account=request.query_params.get("account", ""))


@router.post("/new")
def understand(parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Show what was understood of the notes; nothing is kept but what was uploaded, and that only for the next step."""
    uploaded, usage = sent.files("files"), sent.files("usage")
    given = sent.text("account")
    try:
        known = account_for(parts, user, given)
        notes = (*pasted(sent.raw("notes")), *uploaded)
        found = interviews.understand(parts.desk, user, notes, known.id if known else None)
    except BadInput as problem:
        return _form(parts, user, screen, status=422, account=given, notes=sent.raw("notes"), problem=problem)
    intake = Intake(kept_aside(parts, uploaded), kept_aside(parts, usage))
    return screen.show(
        "new/understood.html.j2",
        here="new",
        account=given or found.account.name or "",
        documents=[understood_page(document, number) for number, document in enumerate(found.documents)],
        notes=sent.raw("notes"),
        usage=[file.name for file in usage],
        intake=packed(intake, parts.secret),
        kinds=KINDS,
    )


@router.post("/new/start")
def start(parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Keep the notes as mended, and order the draft."""
    name = sent.text("account")
    if not name:
        raise BadInput("The account", "it has no name", mend="go back and name it")
    intake = taken_up(parts, sent.text("intake"))
    notes = (*pasted(sent.raw("notes")), *intake.notes)
    known = account_for(parts, user, name)
    if known is None:
        known = accounts.save_account(parts.desk, user, Account.named(name)).account
        user = user.model_copy(update={"accounts": (*user.accounts, known.id)})  # who adds one is assigned to it
    interviews.keep_interview(parts.desk, user, known.id, notes, corrections(sent))
    if intake.usage:
        usages.keep_usage(parts.desk, user, known.id, intake.usage)
    order = JobOrder(kind=JobKind.DRAFT, account=known.id, story_kind=_kind(sent.text("kind")))
    job = parts.jobs.submit(order, user.id, key=sent.text("once") or None)
    return screen.go(f"/jobs/{job.id}")


def _form(parts: ServiceParts, user: User, screen: Shown, *, status: int = 200, **given: object) -> Response:
    shown = {"account": "", "notes": "", "problem": None} | given
    known = [view.account.name for view in accounts.list_accounts(parts.desk, user) if view.account.name]
    return screen.show("new/form.html.j2", here="new", status=status, known=known, **shown)


def _kind(text: str) -> Kind:
    return Kind(text) if text in set(KINDS) else Kind.STORY
