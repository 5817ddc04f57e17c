"""The rules that a matrix is held against (domain handbook, section 5), and their messages in plain words.

Exactly one letter A a row is the one hard rule; everything else is worth a look and stays a warning.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from assistant.domain.raci import Chart, ChartRow, Finding, Findings, Letter, shown

MANY_RESPONSIBLE = 3  # cells with R in a row
OVERLOADED = Fraction(4, 5)  # of the rows with A or R (ours)
_LEAST_ROWS = 2  # of one row alone, a column says nothing
_A, _R, _C, _I = Letter.ACCOUNTABLE, Letter.RESPONSIBLE, Letter.CONSULTED, Letter.INFORMED
_CLASHES = (frozenset({_A, _C}), frozenset({_A, _I}), frozenset({_R, _I}))

Rule = Callable[[Chart], Iterator[Finding]]


def check(chart: Chart) -> Findings:
    """Hold a matrix against every rule; linear in its cells."""
    errors = [found for row in chart.rows for found in _one_accountable(row, chart.columns)]
    warnings = [found for rule in WARNINGS for found in rule(chart)]
    return Findings(errors=tuple(errors), warnings=tuple(warnings))


def _holders(row: ChartRow, columns: Sequence[str], letter: Letter) -> list[str]:
    return [name for name, cell in zip(columns, row.cells, strict=True) if letter in cell]


def _one_accountable(row: ChartRow, columns: Sequence[str]) -> Iterator[Finding]:
    holders = _holders(row, columns, _A)
    if not any(row.cells):
        text = "no letters at all: nobody answers for it; if it is a heading, end it with a colon"
        yield _of_row(row, "one_accountable", text)
    elif not holders:
        yield _of_row(row, "one_accountable", "nobody is accountable (no A): nobody answers for it")
    elif len(holders) > 1:
        yield _of_row(row, "one_accountable", f"{len(holders)} are accountable ({_listed(holders)}): leave one A")


def _no_responsible(chart: Chart) -> Iterator[Finding]:
    for row in chart.rows:
        if not _holders(row, chart.columns, _R):
            yield _of_row(row, "no_responsible", "nobody is responsible (no R): who does the work?")


def _many_responsible(chart: Chart) -> Iterator[Finding]:
    for row in chart.rows:
        holders = _holders(row, chart.columns, _R)
        if len(holders) >= MANY_RESPONSIBLE:
            yield _of_row(row, "many_responsible", f"{len(holders)} do the work ({_listed(holders)}): split the task")


def _many_consulted(chart: Chart) -> Iterator[Finding]:
    for row in chart.rows:
        count = len(_holders(row, chart.columns, _C))
        if 2 * count > len(chart.columns):
            text = f"{count} of {len(chart.columns)} are consulted, more than half: that is slow"
            yield _of_row(row, "many_consulted", text)


def _nobody_told(chart: Chart) -> Iterator[Finding]:
    for row in chart.rows:
        if not any(cell & {_C, _I} for cell in row.cells):
            yield _of_row(row, "nobody_consulted_or_informed", "nobody is consulted or informed: do the teams talk?")


def _overloaded(chart: Chart) -> Iterator[Finding]:
    rows = len(chart.rows)
    for at, name in enumerate(chart.columns if rows >= _LEAST_ROWS else ()):
        cells = [row.cells[at] for row in chart.rows]
        working = sum(bool(cell & {_A, _R}) for cell in cells)
        if working >= OVERLOADED * rows:
            text = f"{name} is accountable or responsible in {working} of {rows} rows: a bottleneck"
            yield _of_column(name, "overloaded", text)
        elif all(cells):
            yield _of_column(name, "overloaded", f"{name} has a letter in every one of {rows} rows: no empty cell")


def _idle(chart: Chart) -> Iterator[Finding]:
    for at, name in enumerate(chart.columns):
        if not any(row.cells[at] & {_A, _R} for row in chart.rows):
            yield _of_column(name, "idle", f"{name} never does or answers for anything: is the column needed?")


def _combined_cell(chart: Chart) -> Iterator[Finding]:
    for row in chart.rows:
        for name, cell in zip(chart.columns, row.cells, strict=True):
            if any(clash <= cell for clash in _CLASHES):
                text = f"{name} has {shown(cell)} in one cell: say which"
                yield Finding(row=row.activity, column=name, rule="combined_cell", message=text)


def _duplicate_row(chart: Chart) -> Iterator[Finding]:
    for name, count in _repeated([row.activity for row in chart.rows]):
        text = f"the activity “{name}” is there {count} times: which one counts?"
        yield Finding(row=name, rule="duplicate_row", message=text)


def _duplicate_column(chart: Chart) -> Iterator[Finding]:
    for name, count in _repeated(chart.columns):
        yield _of_column(name, "duplicate_column", f"the column {name} is there {count} times: which one counts?")


WARNINGS: tuple[Rule, ...] = (
    _no_responsible,
    _many_responsible,
    _many_consulted,
    _nobody_told,
    _combined_cell,
    _duplicate_row,
    _overloaded,
    _idle,
    _duplicate_column,
)


def _repeated(names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Return each name that is there again, as first written, with how often; case and spaces do not count."""
    folded = [" ".join(name.split()).casefold() for name in names]
    first = dict(zip(reversed(folded), reversed(names), strict=True))
    return ((first[fold], count) for fold, count in Counter(folded).items() if count > 1)


def _listed(names: Sequence[str]) -> str:
    most = 5
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _of_row(row: ChartRow, rule: str, message: str) -> Finding:
    return Finding(row=row.activity, rule=rule, message=f"“{row.activity}”: {message}")


def _of_column(name: str, rule: str, message: str) -> Finding:
    return Finding(column=name, rule=rule, message=message)
