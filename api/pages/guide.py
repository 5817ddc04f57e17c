"""The guide for the next interview with a customer: what is still open, and whom to ask."""

from fastapi import APIRouter, Response

from api.access import Parts, Reader
from api.pages.accounts import show
from api.pages.screen import Shown
from assistant.workflow.desk import charts

router = APIRouter(prefix="/accounts/{account}/guide", include_in_schema=False)


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show the guide."""
    found = charts.guide(parts.desk, user, account)
    wording = {question.id: question.question for question in found.questions}
    return show(parts, user, screen, account, "guide", guide=found, wording=wording)
