"""From grids to charts: every table of a file with its letters read, or one line on what cannot be."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.errors import BadInput
from assistant.domain.grids import Grid, GridRow
from assistant.domain.raci import NOBODY, Chart, ChartRow, Letters
from assistant.domain.variants import VARIANTS, Variant
from assistant.mapping.raci.columns import Columns, columns_of
from assistant.mapping.raci.layout import Block, blocks
from assistant.mapping.raci.letters import looks_lettered, read, variant_for
from assistant.mapping.raci.named import named_charts

_LEAST_COLUMNS = 2  # below, a table beside a wider one is a list of reasons or the like
_TURNED = re.compile(
    r"(?:roles?|teams?|persons?|people|names?|stakeholders?|who|members?|departments?|responsible)"
    r"(?:\s*(?:[/\\|]|vs\.?|by)\s*.*)?",
    re.IGNORECASE,
)
_HEADER_MEND = "put one row of names above the letters, the activities' column first"


def charts_of(where: str, grids: Sequence[Grid], variant: Variant) -> tuple[Chart, ...]:
    """Read every matrix of a file.

    Raises:
        BadInput: an unknown letter, letters without a header, or nothing to read; names row and column.
    """
    parted = [named_charts(grid, variant) for grid in grids]
    charts = [chart for named, _ in parted for chart in named]
    found = [(grid, block) for _, grid in parted for block in blocks(grid, variant)]
    shaped = [(grid, block, columns) for grid, block in found if (columns := columns_of(block, variant)).lettered]
    if not shaped and not charts:
        raise _nothing(where, grids, variant)
    wide = [item for item in shaped if len(item[2].lettered) >= _LEAST_COLUMNS]
    charts += [_chart(where, *item, variant) for item in (wide or ([] if charts else shaped))]
    notes = tuple(note for grid in grids for note in grid.notes)
    return (charts[0]._replace(notes=(*notes, *charts[0].notes)), *charts[1:])


def _nothing(where: str, grids: Sequence[Grid], variant: Variant) -> BadInput:
    """Say why there is nothing to read: no letters at all, or those of another variant."""
    bodies = ([row for row in grid.rows if not row.blank][1:] for grid in grids)
    meant = {cell for body in bodies for row in body for cell in row.cells[1:] if looks_lettered(cell)}
    other = next((name for name, one in VARIANTS.items() if all(read(cell, one).letters for cell in meant)), None)
    if meant and other is not None:
        mend = f"use --variant {other}, or write letters of {variant.name.upper()}"
        return BadInput(where, f"no matrix of {variant.name.upper()} letters in it", mend=mend)
    letters = ", ".join(variant.meanings)
    return BadInput(
        where, f"no letters ({letters}) to read", mend="give a table of activities with letters in its cells"
    )


def _chart(where: str, grid: Grid, block: Block, columns: Columns, variant: Variant) -> Chart:
    if not block.headers:
        place = block.body[0].place if block.body else ""
        raise BadInput(where, "letters stand under no header", place=place, mend=_HEADER_MEND)
    rows = tuple(_rows(where, block, columns, variant))
    names = tuple(name for _, name in columns.lettered)
    nameless = tuple(f"a row without a name: {row.place}" for row in rows if row.activity == row.place)
    chart = Chart(names, rows, block.title or grid.name, (*_notes(block, columns), *nameless))
    corner = block.headers[-1].cells[columns.activity] if columns.activity < len(block.headers[-1].cells) else ""
    return _turned(chart) if _TURNED.fullmatch(corner.strip()) else chart


def _notes(block: Block, columns: Columns) -> Iterator[str]:
    if block.sections:
        yield f"read as headings, not activities: {', '.join(block.sections)}"
    if block.behind:
        yield f"below the table, left out: {', '.join(block.behind)}"
    if columns.ignored:
        yield f"columns without letters, left out: {', '.join(columns.ignored)}"
    if columns.unnamed:
        yield f"columns without a name: {', '.join(columns.unnamed)}"


def _rows(where: str, block: Block, columns: Columns, variant: Variant) -> Iterator[ChartRow]:
    for row in block.body:
        texts = [*row.cells, *[""] * (max(columns.activity, *(at for at, _ in columns.lettered)) + 1 - len(row.cells))]
        activity = " ".join(texts[columns.activity].split()) or row.place
        cells = tuple(_letters(where, row, activity, name, texts[at], variant) for at, name in columns.lettered)
        _refuse_overflow(where, row, block)
        yield ChartRow(activity, cells, row.place)


def _letters(where: str, row: GridRow, activity: str, column: str, text: str, variant: Variant) -> Letters:
    cell = read(text, variant)
    if not cell.unknown:
        return cell.letters
    other = variant_for(text)
    letters = " ".join(variant.meanings)
    also = f", or --variant {other}" if other else ""
    problem = f"“{cell.unknown}” is no letter of {variant.name.upper()}"
    place = f"{row.place}, row “{activity}”, column “{column}”"
    raise BadInput(where, problem, place=place, mend=f"use {letters}, a mix such as A/R, or nothing{also}")


def _refuse_overflow(where: str, row: GridRow, block: Block) -> None:
    width = max(len(header.cells) for header in block.headers)
    if any(text.strip() for text in row.cells[width:]):
        problem = f"has {len(row.cells)} cells where the header has {width}"
        raise BadInput(where, problem, place=row.place, mend="put quotation marks around a cell that holds a separator")


def _turned(chart: Chart) -> Chart:
    """Turn a matrix whose rows are people or teams: activities become the rows."""
    who = tuple(row.activity for row in chart.rows)
    rows = tuple(
        ChartRow(activity, tuple(row.cells[at] for row in chart.rows) or (NOBODY,))
        for at, activity in enumerate(chart.columns)
    )
    note = "read turned round: its rows are people or teams, its columns activities"
    return Chart(who, rows, chart.name, (*chart.notes, note))
