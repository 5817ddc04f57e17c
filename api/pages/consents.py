"""The consents of a customer as a matrix: who may agree to what, on which channel, how it stands, until when."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from fastapi import APIRouter, Response

from api.access import Parts, Reader, Writer
from api.pages.accounts import show
from api.pages.forms import Fields, Sent
from api.pages.publishing import CHANNELS
from api.pages.screen import Screen, Shown
from assistant.bootstrap.service import ServiceParts
from assistant.domain.consent import Channel, Consent, ConsentNeed, Item
from assistant.domain.consent_needs import Met, Standing, met
from assistant.domain.errors import BadInput
from assistant.domain.users import User
from assistant.workflow.desk import consenting
from assistant.workflow.desk.consenting import Asked

router = APIRouter(prefix="/accounts/{account}/consent", include_in_schema=False)
OUTSIDE = tuple(channel for channel in Channel if channel is not Channel.INTERNAL)


class Row(NamedTuple):
    """One item of one person, or of the company; `needed` where a story of now asks for it."""

    person: str | None
    item: Item
    needed: bool
    cells: tuple[tuple[Channel, Met], ...]


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show the matrix of an account: who agreed to what, where, and until when."""
    return _page(parts, user, screen, account)


@router.post("")
def give(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Record what somebody agreed to."""
    try:
        consenting.give_consent(parts.desk, user, account, _asked(sent, parts.desk.today()))
    except BadInput as problem:
        return _page(parts, user, screen, account, problem=problem, sent=sent)
    return screen.go(f"/accounts/{account}/consent", "consented")


@router.post("/{consent}/withdraw")
def withdraw(account: str, consent: str, parts: Parts, user: Writer, screen: Shown) -> Response:
    """Take a consent back; what relied on it is pulled."""
    consenting.withdraw_consent(parts.desk, user, account, consent)
    return screen.go(f"/accounts/{account}/consent", "unconsented")


def _page(
    parts: ServiceParts, user: User, screen: Screen, account: str, *,
    problem: BadInput | None = None, sent: Fields | None = None,
) -> Response:  # fmt: skip
    today = parts.desk.today()
    matrix = consenting.consent_matrix(parts.desk, user, OUTSIDE[0], account=account)
    rows = _rows([one.need for one in matrix.rows], matrix.consents, today)
    return show(
        parts,
        user,
        screen,
        account,
        "consent",
        channels={channel: CHANNELS[channel] for channel in OUTSIDE},
        rows=rows,
        lacking={
            channel: sum(row.needed and dict(row.cells)[channel].standing is not Standing.GIVEN for row in rows)
            for channel in OUTSIDE
        },
        items=Item,
        known=sorted({row.person for row in rows if row.person}),
        today=today,
        problem=problem,
        typed=sent.text if sent else lambda _: "",
        status=422 if problem else 200,
    )


def _rows(needed: Sequence[ConsentNeed], consents: Sequence[Consent], today: date) -> list[Row]:
    """Return what stories need in their order, then what was given besides."""
    wanted = dict.fromkeys((one.person, one.item) for one in needed)
    others = dict.fromkeys((one.person, one.item) for one in consents)
    keys = {(person, item): (person, item) in wanted for person, item in (*wanted, *others)}
    found = []
    for (person, item), asked in keys.items():
        need = ConsentNeed(person=person, item=item, what="")
        cells = tuple((channel, met([need], consents, channel, today)[0]) for channel in OUTSIDE)
        if asked or any(one.consent is not None for _, one in cells):
            found.append(Row(person, item, asked, cells))
    return sorted(found, key=lambda row: (not row.needed, row.person is not None, row.person or ""))


def _asked(sent: Fields, today: date) -> Asked:
    try:
        item, channel = Item(sent.text("item")), Channel(sent.text("channel"))
    except ValueError:
        raise BadInput("The item or the channel", "there is none of that name", mend="choose from the lists") from None
    start, end = sent.day("start", "The first day") or today, sent.day("end", "The last day")
    return Asked(sent.text("person") or None, item, channel, start, end, sent.text("how"), sent.text("proof"))
