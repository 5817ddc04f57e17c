"""Every consent that a customer's people gave, by person, item and channel, and its withdrawal."""

from datetime import date

from fastapi import APIRouter, Response

from api.access import Parts, Reader, Writer
from api.pages.accounts import show
from api.pages.publishing import CHANNELS
from api.pages.screen import Shown
from assistant.domain.consent import Channel, Consent
from assistant.domain.consent_needs import Standing
from assistant.workflow.desk import consenting

router = APIRouter(prefix="/accounts/{account}/consent", include_in_schema=False)


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show the matrix of an account: who agreed to what, where, and until when."""
    outside = [channel for channel in Channel if channel is not Channel.INTERNAL]
    matrices = {one: consenting.consent_matrix(parts.desk, user, one, account=account) for one in outside}
    today = parts.desk.today()
    return show(
        parts,
        user,
        screen,
        account,
        "consent",
        channels=CHANNELS,
        rows=_rows(matrices[outside[0]].consents, today),
        lacking={one: sum(row.standing is not Standing.GIVEN for row in found.rows) for one, found in matrices.items()},
        today=today,
    )


@router.post("/{consent}/withdraw")
def withdraw(account: str, consent: str, parts: Parts, user: Writer, screen: Shown) -> Response:
    """Take a consent back; what relied on it is pulled."""
    consenting.withdraw_consent(parts.desk, user, account, consent)
    return screen.go(f"/accounts/{account}/consent", "unconsented")


def _rows(consents: tuple[Consent, ...], today: date) -> list[tuple[Consent, bool]]:
    """Return consents by whose they are, each with whether it holds."""
    order = sorted(consents, key=lambda one: (one.person or "", one.item, one.channel, one.start))
    return [(one, one.holds(today)) for one in order]
