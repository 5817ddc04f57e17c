"""Tables of claims under the source that each is held to."""

from collections.abc import Callable

import pytest

from assistant.grounding.sources import SourceText
from assistant.workflow.verification import verify

Hold = Callable[[str, str, str], None]


@pytest.fixture
def hold() -> Hold:
    """Return what holds a claim to a source.

    An empty verdict stands for any but `supported`, `refused` for unsupported or contradicted.
    """

    def holds(source: str, claim: str, verdict: str) -> None:
        result = verify(claim, [SourceText("notes", source)])
        got, reasons = result["verdict"], result["sentences"][0]["reasons"]
        if verdict == "refused":
            assert got in ("unsupported", "contradicted"), (got, reasons)
        else:
            assert (got == verdict) if verdict else (got != "supported"), (got, reasons)

    return holds
