"""What became of the rows, said in lines: nothing is left out in silence."""

from collections import Counter
from typing import NamedTuple

from assistant.domain.errors import BadInput
from ingest.usage.census import KEPT, Census
from ingest.usage.view import Reading, View

Told = tuple[int, tuple[str, ...]]  # rows kept of a file, and the lines about it


class Repeated(NamedTuple):
    """Rows, by file, that stood there before."""

    by_id: Counter[int]  # left out
    by_cells: Counter[int]  # kept


def problems(view: View, census: Census, repeated: Repeated) -> dict[str, Told]:
    """Return, by file, how many rows were kept, and lines that say what was left out and why.

    Raises:
        BadInput: not one row is left.
    """
    told: dict[str, Told] = {}
    for number, reading in enumerate(view.readings):
        fates = census.fates(number)
        kept = fates[KEPT] - repeated.by_id[number]
        lines = [f"{_rows(fates.total())} read, {kept:,} kept"]
        lines += [f"{_rows(fates[why])} {fault.reason} left out" for why, fault in enumerate(view.faults) if fates[why]]
        if again := repeated.by_id[number]:
            lines.append(f"{_rows(again)} with a repeated id left out")
        if alike := repeated.by_cells[number]:
            lines.append(f"{_rows(alike)} equal to an earlier one in every cell (kept: equal events can be real)")
        told[reading.table.source.file.name] = (kept, (*lines, *_outside(census, reading, number)))
    if not any(kept for kept, _ in told.values()):
        file, (_, said) = next(iter(told.items()))
        raise BadInput(file, f"no row can be used ({'; '.join(said)})", mend="check [columns] in the account file")
    return told


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def _outside(census: Census, reading: Reading, number: int) -> list[str]:
    """Say what lies outside the term: kept, as trials and extensions are use too."""
    early, late = census.outside(number)
    lines = [f"{_rows(early)} before {reading.term.start_from} (kept)"] if early else []
    return [*lines, f"{_rows(late)} after {reading.term.end_from} (kept)"] if late else lines
