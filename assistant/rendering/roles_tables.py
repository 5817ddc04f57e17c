"""A role map as a table: csv and xlsx, with formulas in cells made harmless."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.domain.people import MappedPerson, RoleMap
from assistant.rendering.packages import settled
from assistant.rendering.roles_text import spoken
from assistant.rendering.sheets import HEAD_FILL, MOST_FITTED, finish

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEAD = (
    "id", "name", "title", "company", "side", "seniority", "department", "influence", "sentiment",
    "role", "confidence", "basis", "why", "evidence", "source",
)  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS: Mapping[str, int] = MappingProxyType(
    {"why": 60, "suggestion": 60, "evidence": 60, "id": 6, "title": 30, "side": 11, "confidence": 12}
)
_MOST_CELL = 32_000  # characters that a cell of a spreadsheet holds


def to_csv(found: RoleMap) -> str:
    """Return a row for each role of each person, people without a role included."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows([harmless(cell) for cell in row] for row in rows(found))
    return sink.getvalue()


def rows(found: RoleMap) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row under HEAD."""
    for person in found.people:
        yield from _rows(person)


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet reads as a formula."""
    text = "".join(char for char in cell if char.isprintable() or char in "\n\t")[:_MOST_CELL]
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_FORMULA) else text


def to_xlsx(found: RoleMap) -> bytes:
    """Return a workbook: people with roles, gaps and risks, use by seniority, services."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, head, lines in _sheets(found):
        _fill(book.create_sheet(name), head, lines)
    sink = io.BytesIO()
    book.save(sink)
    return settled(sink.getvalue())


def _fill(sheet: "Worksheet", head: Sequence[str], lines: Sequence[Sequence[str | float]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet.append(list(head))
    for line in lines:
        sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in line])
    top = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=HEAD_FILL)
    for row in sheet.iter_rows() if len(lines) <= MOST_FITTED else ():
        for cell in row:
            cell.alignment = top
    sheet.freeze_panes = "A2"
    finish(sheet, [_WIDTHS.get(title, 20) for title in head])


def _rows(person: MappedPerson) -> Iterator[tuple[str, ...]]:
    known = (
        person.id, person.name, person.title or "", person.company or "", person.side.value,
        person.seniority, person.department, person.influence, person.sentiment,
    )  # fmt: skip
    if not person.roles:
        yield (*known, "", "", "", "", "", "")
    for role in person.roles:
        first = role.citations[0]
        place = f"{first.document} {first.start}:{first.end}" if first.document else f"usage fact {first.usage_fact}"
        yield (*known, role.role.value, f"{role.confidence:.2f}", role.basis, role.why, first.text, place)


def _sheets(found: RoleMap) -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[str | float]]]]:
    names = {person.id: person.name for person in found.people}
    at = HEAD.index("confidence")
    people = ([*row[:at], float(row[at]) if row[at] else "", *row[at + 1 :]] for row in rows(found))
    yield "People", HEAD, list(people)
    yield (
        "Gaps and risks",
        ("kind", "role", "person", "why", "suggestion"),
        [
            *(("gap", spoken(gap.role), "", gap.why, gap.suggestion) for gap in found.gaps),
            *(
                (spoken(r.kind), spoken(r.role), names.get(r.person or "", ""), r.why, r.suggestion)
                for r in found.risks
            ),
        ],
    )
    if found.seniority_of_use:
        yield (
            "Use by seniority",
            ("metric", "level", "people", "value", "share of known"),
            [
                (spoken(use.metric), spoken(share.seniority), share.people, share.value, share.share or 0.0)
                for use in (found.seniority_of_use, *found.seniority_of_use.others)
                for share in use.shares
            ],
        )
    yield (
        "Next",
        ("kind", "person or role", "what", "why"),
        [
            *(("interview", names[each.person], "interview", each.why) for each in found.interview_next),
            *(("service", spoken(each.role), each.service, each.why) for each in found.services),
        ],
    )
