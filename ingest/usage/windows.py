"""Reading a csv in Windows-1252 with SQL alone: DuckDB knows the encoding by an extension only.

A BLOB shown as text writes every byte beyond plain ASCII as an escape, backslash x HH. So the file is
read as one BLOB, these are put back as the letters that they stand for, and the text is cut into records
and cells by pattern. What is loaded and what others rebuild from the named file is then one and the same statement.
"""

from collections.abc import Iterable, Sequence

from ingest.usage import sql
from ingest.usage.dialect import MISSING, Dialect

BACKSLASH = 0x5C
PRINTABLE = frozenset(range(0x20, 0x7F)) - {ord("'"), ord('"'), BACKSLASH}  # shown as they are
QUOTED = '"(?:[^"]|"")*"'


def relation(written: Dialect, columns: Sequence[str]) -> tuple[str, str]:
    """Return the SQL before and after the name of the file, giving `columns` as text; missing words are NULL."""
    mark = written.delimiter
    record = sql.literal(f"((?:{QUOTED}|[^\n])*)(?:\n|$)")
    cell = sql.literal(f"(?:^|[{mark}])((?:{QUOTED}|[^{mark}])*)")
    missing = ", ".join(sql.literal(word) for word in MISSING)
    unquoted = f"CASE WHEN regexp_full_match(c, {sql.literal(QUOTED)}) THEN replace(c[2:-2], '\"\"', '\"') ELSE c END"
    listed = ", ".join(
        f"CASE WHEN v[{n}] NOT IN ({missing}) THEN v[{n}] END AS {sql.identifier(name)}"
        for n, name in enumerate(columns, 1)
    )
    opened, closed = _decoded(written.scan.bytes)
    before = (
        f"(SELECT {listed} FROM (SELECT list_transform(regexp_extract_all(r, {cell}, 1), lambda c: {unquoted}) AS v "
        f"FROM (SELECT unnest(regexp_extract_all({opened}content::VARCHAR{closed}, {record}, 1)[{written.skip + 1}:]) "
        "AS r FROM read_blob("
    )
    return before, ")) WHERE trim(r) <> ''))"


def _decoded(found: Iterable[int]) -> tuple[str, str]:
    """Return the calls around a BLOB's text that put back what it escapes; the backslash itself last."""
    escaped = sorted(set(found) - PRINTABLE, key=lambda byte: (byte == BACKSLASH, byte))
    pairs = [(r"\x0D\x0A", "\n"), (r"\x0D", "\n")]
    pairs += [
        (rf"\x{byte:02X}", bytes([byte]).decode("cp1252", errors="replace")) for byte in escaped if byte != ord("\r")
    ]
    calls = "".join(f", {sql.literal(shown)}, {sql.literal(meant)})" for shown, meant in pairs)
    return "replace(" * len(pairs), calls
