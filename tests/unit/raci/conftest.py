"""A made-up account: notes, a process, and the matrix suggested for them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.raci import Matrix
from assistant.workflow.raci import RaciRequest, suggest_raci

NOTES = """# Brightwater: internal notes

- Date: 2026-05-04
- Account: Brightwater
- Participants: Ines Ferro (Customer Success Manager, Loomwork), Jon Reyes (Account Executive, Loomwork), Ada Moss (Plant Manager, Brightwater)

## What we agreed

- Jon Reyes sent the renewal proposal on Monday.
- Ines Ferro owns the renewal forecast.
- The discount was not agreed by Jon Reyes.
- Jon Reyes might run the business review.
- Our support team fixed the slow exports.
- Ada Moss wants to see the text first.
"""  # noqa: E501  participants stand on one line
Suggest = Callable[..., Matrix]
AT = datetime(2026, 5, 5, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def suggest() -> Suggest:
    """Suggest a matrix from the notes, with more fields of the request as given."""

    def suggested(notes: str = NOTES, *, name: str = "notes.md", **more: object) -> Matrix:
        files = (NamedBytes(name, notes.encode()),) if notes else ()
        account = Account(id="brightwater", name="Brightwater", segment="Enterprise")
        request = RaciRequest.model_validate({"notes": files, "account": account, **more})
        return suggest_raci(request, lambda _: None, AT)

    return suggested


@pytest.fixture(scope="session")
def renewal(suggest: Suggest) -> Matrix:
    """The matrix for the renewal."""
    return suggest()
