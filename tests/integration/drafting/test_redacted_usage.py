"""`--redact on` covers usage data: nobody's address is in a story's facts, queries or tables."""

from datetime import date, timedelta

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.workflow.drafting import Notes, Redact, read_usage

DAYS = [date(2026, 1, 5) + timedelta(days=n) for n in range(28)]
ROWS = [f"{DAYS[0]},ann@acme.example,create,r1", *(f"{day},bob@acme.example,view,r1" for day in DAYS)]
FILE = NamedBytes("usage.csv", "\n".join(["date,user,action,report", *ROWS]).encode())


def no_progress(step: str) -> None:
    """Take no notice."""


@pytest.mark.parametrize(
    ("redact", "subject"), [("on", "[USER-1]"), ("suggest", "ann@acme.example"), ("off", "ann@acme.example")]
)
def test_users_are_told_as_notes_are(redact: Redact, subject: str) -> None:
    notes = Notes(account=Account(name="Acme"), documents=(), passages=())
    usage = read_usage([FILE], notes, no_progress, redact)
    assert [fact.subject for fact in usage.facts if fact.name == "top_builder"] == [subject]
    kept = "".join(model.model_dump_json() for model in (*usage.facts, *usage.series, *usage.tables))
    assert ("acme.example" in kept) == (redact != "on")
