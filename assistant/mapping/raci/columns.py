"""Which columns of a table hold letters, which one names the activities, and how they are called."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.grids import GridRow
from assistant.domain.variants import Variant
from assistant.mapping.raci.layout import Block
from assistant.mapping.raci.letters import looks_lettered, read

_LETTERED_SHARE = 0.5  # of a column's filled cells that are letters, or short enough to be meant as such
_ACTIVITY = re.compile(
    r"\b(?:activit(?:y|ies)|tasks?|deliverables?|process(?:es)?|steps?|decisions?|functions?|work(?: packages?)?"
    r"|milestones?|responsibilit(?:y|ies)|what)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:#|no\.?|nr\.?|id|number|ref\.?|wbs|pos\.?)", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:comments?|notes?|remarks?|description|details?|status|due(?: date)?|deadline|date|start|end|priority|category"
    r"|phase|stage|decision rights?|link|source|duration|effort"
    r"|why|basis|cited|reasons?|rationale|evidence|letters?|columns?|rule|kind)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\d.]+[.)]?|[A-Z]?\d+(?:\.\d+)*")


class Columns(NamedTuple):
    """The columns of a table.

    Attributes:
        activity: which column names the activities.
        lettered: which columns hold letters, with their names.
        ignored: names of the other columns that are filled.
        unnamed: columns with letters under no name.
    """

    activity: int
    lettered: tuple[tuple[int, str], ...]
    ignored: tuple[str, ...]
    unnamed: tuple[str, ...]


def columns_of(block: Block, variant: Variant) -> Columns:
    """Tell the columns of a table apart."""
    width = max((len(row.cells) for row in (*block.headers, *block.body)), default=0)
    filled = [[text for row in block.body if (text := _at(row, at))] for at in range(width)]
    names = _names(block.headers, width)
    activity = _activity_column(names, filled, variant)
    lettered = [at for at in range(width) if at != activity and _is_lettered(names[at], filled[at], variant)]
    ignored = [names[at] for at in range(width) if at not in {activity, *lettered} and filled[at] and names[at]]
    unnamed = [f"column {at + 1}" for at in lettered if not names[at]]
    named = tuple((at, names[at] or f"column {at + 1}") for at in lettered)
    return Columns(activity, named, tuple(ignored), tuple(unnamed))


def _at(row: GridRow, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""


def _names(headers: Sequence[GridRow], width: int) -> list[str]:
    """Return the name of each column: of two header rows the inner one, with the outer where that is not enough."""
    if not headers:
        return [""] * width
    inner = [" ".join(_at(headers[-1], at).split()) for at in range(width)]
    if len(headers) == 1:
        return inner
    outer = _filled_right([" ".join(_at(headers[0], at).split()) for at in range(width)])
    plain = [below or above for above, below in zip(outer, inner, strict=True)]
    folded = [name.casefold() for name in plain]
    return [
        f"{above} – {name}" if name and above and above != name and folded.count(name.casefold()) > 1 else name
        for above, name in zip(outer, plain, strict=True)
    ]


def _filled_right(names: Sequence[str]) -> list[str]:
    """Carry the name of a group over the columns it spans; the first column begins no group."""
    carried: list[str] = []
    for at, name in enumerate(names):
        carried.append(name or (carried[-1] if at > 1 else ""))
    return carried


def _activity_column(names: Sequence[str], filled: Sequence[Sequence[str]], variant: Variant) -> int:
    """Choose the column of activities: by its name, else the first that is neither numbers nor letters."""
    texts = [
        at
        for at, cells in enumerate(filled)
        if cells and not _NUMBER.fullmatch(names[at]) and not _mostly(cells, variant) and not _all_counted(cells)
    ]
    called = [at for at in texts if _ACTIVITY.search(names[at]) and not _ASIDE.fullmatch(names[at])]
    plain = [at for at in texts if not _ASIDE.fullmatch(names[at])]
    return (called or plain or texts or [0])[0]


def _all_counted(cells: Sequence[str]) -> bool:
    return all(_COUNTED.fullmatch(text) for text in cells)


def _mostly(cells: Sequence[str], variant: Variant) -> bool:
    return sum(bool(read(text, variant).letters) for text in cells) > len(cells) * _LETTERED_SHARE


def _is_lettered(name: str, cells: Sequence[str], variant: Variant) -> bool:
    """Tell a column of letters, known or not; an empty one counts if it is named like somebody."""
    if not cells:
        return bool(name) and not _ASIDE.fullmatch(name) and not _NUMBER.fullmatch(name)
    meant = [text for text in cells if not read(text, variant).unknown or looks_lettered(text)]
    if _ASIDE.fullmatch(name) or _NUMBER.fullmatch(name):
        return all(read(text, variant).letters for text in cells)
    return len(meant) >= _LETTERED_SHARE * len(cells)
