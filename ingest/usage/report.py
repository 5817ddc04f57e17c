"""What became of the rows, said in lines: nothing is left out in silence."""

from collections import Counter

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput
from ingest.usage.census import KEPT, Census
from ingest.usage.view import View

Told = tuple[int, tuple[str, ...]]  # rows kept of a file, and the lines about it


def problems(view: View, census: Census, repeated: Counter[int], account: Account) -> dict[str, Told]:
    """Return, by file, how many rows were kept, and lines that say what was left out and why.

    Raises:
        BadInput: not one row is left.
    """
    told: dict[str, Told] = {}
    for number, reading in enumerate(view.readings):
        fates = census.fates(number)
        kept = fates[KEPT] - repeated[number]
        lines = [f"{fates.total():,} rows read, {kept:,} kept"]
        lines += [f"{_rows(fates[why])} {fault.reason} left out" for why, fault in enumerate(view.faults) if fates[why]]
        if repeated[number]:
            lines.append(f"{_rows(repeated[number])} with a repeated id left out")
        told[reading.table.source.file.name] = (kept, (*lines, *_outside(census, account, number)))
    if not any(kept for kept, _ in told.values()):
        file, (_, said) = next(iter(told.items()))
        raise BadInput(file, f"no row can be used ({'; '.join(said)})", mend="check [columns] in the account file")
    return told


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def _outside(census: Census, account: Account, number: int) -> list[str]:
    """Say what lies outside the contract: kept, as trials and extensions are use too."""
    early, late = census.outside(number)
    lines = []
    if early and account.contract_start:
        lines.append(f"{_rows(early)} before the contract's start on {account.contract_start.isoformat()} (kept)")
    if late and account.renewal_date:
        lines.append(f"{_rows(late)} after the renewal date {account.renewal_date.isoformat()} (kept)")
    return lines
