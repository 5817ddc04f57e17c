"""`charter`: function charters checked and shown."""

from collections.abc import Sequence
from typing import Any

from assistant.domain.charters import Charter
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.mapping.chartering.checking import check
from assistant.mapping.chartering.loading import read_charters


def check_charters(files: Sequence[NamedBytes]) -> dict[str, Any]:
    """Check charters against the rules and against each other; the packaged ones where none are given.

    Returns:
        `charters` (names), `errors` and `warnings`, each `{"charter", "rule", "message"[, "on"]}`.

    Raises:
        BadInput: a file is no charter.
    """
    charters = read_charters(files)
    findings = check(charters)
    return {
        "charters": list(charters),
        "errors": [found.model_dump(exclude_none=True) for found in findings.errors],
        "warnings": [found.model_dump(exclude_none=True) for found in findings.warnings],
    }


def show_charters(name: str | None) -> tuple[Charter, ...]:
    """Return the packaged charters, or the one of that name.

    Raises:
        BadInput: there is none of that name.
    """
    charters = read_charters(())
    if name is None:
        return tuple(charters.values())
    if name not in charters:
        raise BadInput(name, "there is no charter of that name", mend=f"those there are: {', '.join(charters)}")
    return (charters[name],)
