"""How large a matrix may be: far above what anybody can read, far below what would hold up a machine."""

from assistant.domain.errors import BadInput

MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
MAX_CELLS = 200_000


def refuse_large(name: str, rows: int, columns: int, cells: int, place: str) -> None:
    """Refuse a table beyond the bounds.

    Raises:
        BadInput: it has too many rows, columns or cells.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
        problem = f"more than {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells"
        raise BadInput(name, problem, place=place, mend="give the matrix alone")
