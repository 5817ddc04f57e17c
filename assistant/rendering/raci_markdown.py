"""A responsibility matrix as Markdown: the table, what was found, and every letter with what speaks for it."""

from collections.abc import Iterable, Iterator

from assistant.domain.raci import Basis, Matrix
from assistant.domain.variants import Variant
from assistant.rendering.markdown import escape
from assistant.rendering.raci_wording import BASES, STATES, heading, holders, legend, letters, place, reasons


def to_markdown(matrix: Matrix, variant: Variant) -> str:
    """Return the matrix as Markdown; the table is the only one in it, as `raci check` reads it."""
    parts = [
        f"# {_line(matrix.title or matrix.process)}\n",
        f"*{STATES[matrix.state.value]}{_segment(matrix)}*\n",
        *_table(matrix, variant),
        "",
        *_list("Letters", (f"{letter}: {words}" for letter, words in legend(variant))),
        *_list("People", _people(matrix)),
        *_list("Thresholds", (f"{_line(r.activity)}: {_line(r.threshold)}" for r in matrix.rows if r.threshold)),
        *_list("Errors", (_line(found.message) for found in matrix.findings.errors)),
        *_list("Warnings", (_line(found.message) for found in matrix.findings.warnings)),
        *_list("What speaks for the letters", _reasons(matrix, variant)),
        *_list("Log", (f"{e.at:%Y-%m-%d %H:%M} {_line(e.by)}: {e.what} {_line(e.note)}".rstrip() for e in matrix.log)),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _line(text: str) -> str:
    return escape(" ".join(text.split()))


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _segment(matrix: Matrix) -> str:
    return f", owners of segment {_line(matrix.segment)}" if matrix.segment else ""


def _table(matrix: Matrix, variant: Variant) -> Iterator[str]:
    names = [_cell(heading(column)) for column in matrix.columns]
    yield f"| Activity | {' | '.join(names)} |"
    yield f"|---|{':-:|' * len(names)}"
    for row in matrix.rows:
        cells = (letters(row.cells.get(column.id), variant) for column in matrix.columns)
        yield f"| {_cell(row.activity)} | {' | '.join(cells)} |"


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield from (f"## {title}\n", *lines, "")


def _people(matrix: Matrix) -> Iterator[str]:
    for column in matrix.columns:
        names = holders(matrix, column)
        if names:
            yield f"{_line(heading(column))}: {_line(', '.join(names))}"


def _reasons(matrix: Matrix, variant: Variant) -> Iterator[str]:
    """Say what each letter rests on; those of the template alone are counted, as there is nothing to say of them."""
    silent = 0
    for reason in reasons(matrix, variant):
        if reason.basis is Basis.TEMPLATE:
            silent += 1
            continue
        cited = "; ".join(f"“{_line(c.text)}” ({_line(place(c))})" for c in reason.citations)
        where = f"{_line(reason.activity)}, {_line(reason.column)}"
        yield f"{where}: **{reason.letters}** ({BASES[reason.basis]}) {_line(reason.why)} – {cited}"
    if silent:
        yield f"all other {silent} cells: {BASES[Basis.TEMPLATE]}"
