"""What usage data show of an account: plots over time and by seniority, and every figure with its query."""

from fastapi import APIRouter, Response

from api.access import Parts, Reader, Writer
from api.pages.accounts import show
from api.pages.forms import Sent
from api.pages.screen import Shown
from assistant.rendering.charts import line_chart
from assistant.rendering.plots import by_seniority
from assistant.workflow.desk import usages

router = APIRouter(prefix="/accounts/{account}/usage", include_in_schema=False)


@router.get("")
def page(account: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show what the usage files of an account say."""
    found = usages.usage(parts.desk, user, account)
    return show(
        parts,
        user,
        screen,
        account,
        "usage",
        charts=[chart for series in found.series if (chart := line_chart(series))],
        shares=list(by_seniority(found.facts)),
        facts=[fact for fact in found.facts if fact.value is not None],
        missing=[fact for fact in found.facts if fact.value is None],
        tables=found.tables,
    )


@router.post("")
def keep(account: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Keep usage files; one of the same name is replaced."""
    usages.keep_usage(parts.desk, user, account, sent.files("usage"))
    return screen.go(f"/accounts/{account}/usage", "saved")
