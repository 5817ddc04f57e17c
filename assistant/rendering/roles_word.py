"""A role map as a Word document: the picture, the table behind it, gaps, use by seniority, and what to do next."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.domain.people import MappedPerson, RoleHeld, RoleMap, SeniorityOfUse
from assistant.rendering.packages import settled
from assistant.rendering.plain import shortened
from assistant.rendering.roles_page import MOST, ordered, to_svg
from assistant.rendering.roles_picture import picture
from assistant.rendering.roles_text import gap_line, spoken
from assistant.rendering.word_parts import add_footer, begin_document, cell_text, mark_direction, set_columns

_HEAD = ("Person", "Seniority", "Role", "Confidence", "Why", "Evidence")
_COLUMNS = (4.2, 2.6, 2.9, 2.4, 6.4, 6.4)  # centimetres; landscape
_WIDE = 23.0  # centimetres of the picture: with its legend it fills the first page
_PIXELS_PER_INCH = 160
_EVIDENCE = 220  # characters of a passage in the table
_LEGEND = (
    "A larger mark has more influence. Green speaks for it, red against, yellow both, grey is not known. "
    "A dotted edge: by title alone. A dashed column: nobody is known."
)


def to_docx(found: RoleMap) -> bytes:
    """Return the role map as a .docx file; the same map gives the same bytes."""
    name = _clean(found.account.name or "")
    document = begin_document(f"Adoption roles{f': {name}' if name else ''}", "en")
    _landscape(document)
    document.add_heading(f"Adoption roles{f': {name}' if name else ''}", 0)
    _picture(document, found)
    _people(document, found)
    names = {person.id: person.name for person in found.people}
    _list(document, "Gaps", (f"{gap_line(gap)}." for gap in found.gaps))
    _list(document, "Risks", (f"{spoken(risk.kind)}: {risk.why}; {risk.suggestion}." for risk in found.risks))
    _use(document, found.seniority_of_use)
    _list(document, "Interview next", (f"{names[each.person]}: {each.why}." for each in found.interview_next))
    _list(document, "Services", (f"{spoken(each.role)}: {each.service}, {each.why}." for each in found.services))
    add_footer(document, "draft for review", "adoption roles, for internal use")
    target = io.BytesIO()
    document.save(target)
    return settled(target.getvalue())


def _landscape(document: Any) -> None:
    from docx.enum.section import WD_ORIENT

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _picture(document: Any, found: RoleMap) -> None:
    """Add the drawing as a picture, as a document takes no SVG alone, with its description for those who listen."""
    from docx.shared import Cm

    shape = document.add_picture(io.BytesIO(_pixels(to_svg(found))), width=Cm(_WIDE))
    shape._inline.docPr.set("descr", _clean(picture(found).said))  # noqa: SLF001  python-docx has no alternative text
    document.add_paragraph(_LEGEND, style="Caption")


def _pixels(svg: str) -> bytes:
    """Return a drawing as PNG; it reaches the typesetter as data."""
    import typst

    drawing = 'image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    page = f"#set page(width: {_WIDE}cm, height: auto, margin: 0cm)\n#{drawing}"
    made = typst.compile(page.encode(), format="png", ppi=_PIXELS_PER_INCH, sys_inputs={"svg": svg})
    if not isinstance(made, bytes):
        raise TypeError("a drawing fits on one page")
    return made


def _people(document: Any, found: RoleMap) -> None:
    shown = ordered(found)[:MOST]
    document.add_heading("People and roles", 1)
    table = document.add_table(rows=1, cols=len(_HEAD), style="Light List Accent 1")
    for cell, text in zip(table.rows[0].cells, _HEAD, strict=True):
        cell_text(cell, text)
    for row in (row for person in shown for row in _rows(person)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell_text(cell, _clean(text))
    set_columns(table, _COLUMNS)
    if len(found.people) > len(shown):
        more = len(found.people) - len(shown)
        document.add_paragraph(f"{more:,} more people are in the table forms (csv, xlsx, json).")


def _rows(person: MappedPerson) -> Iterator[tuple[str, ...]]:
    who = f"{person.name}, {person.title}" if person.title else person.name
    if not person.roles:
        against = " ".join(item.why for item in person.against)
        yield (
            who,
            spoken(person.seniority),
            "vendor" if person.side.value == "vendor" else "none shown",
            "",
            against,
            "",
        )
    for number, held in enumerate(person.roles):
        about = ("", "") if number else (who, spoken(person.seniority))
        yield *about, spoken(held.role), f"{held.confidence:.2f}", held.why, _evidence(held)


def _evidence(held: RoleHeld) -> str:
    places = (
        f"{each.document} {each.start}:{each.end}: {shortened(each.text, _EVIDENCE)}"
        if each.document
        else f"usage fact {each.usage_fact}: {shortened(each.text, _EVIDENCE)}"
        for each in held.citations
    )
    return "\n".join(places)


def _list(document: Any, heading: str, lines: Iterable[str]) -> None:
    told = list(lines)
    if told:
        document.add_heading(heading, 1)
    for line in told:
        mark_direction(document.add_paragraph(_clean(line), style="List Bullet"))


def _use(document: Any, use: SeniorityOfUse | None) -> None:
    for one in (use, *use.others) if use else ():
        document.add_heading(f"Use by seniority: {spoken(one.metric)}", 1)
        head = ("Level", "People", "Value", "Share of known")
        lines = [
            (spoken(share.seniority), f"{share.people:,}", f"{share.value:,.10g}", _percent(share.share))
            for share in one.shares
        ]
        _table(document, (head, *lines))
        told = f"{one.total:,.10g} in all, of which {one.unknown:,.10g} by unknown titles."
        if one.below_senior_director is not None:
            told += f" Below senior director: {_percent(one.below_senior_director)} of what is known"
            told += f"; between {_percent(one.below_low)} and {_percent(one.below_high)} of all."
        document.add_paragraph(told)


def _table(document: Any, lines: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(lines[0]), style="Light List Accent 1")
    for line in lines:
        for at, (cell, text) in enumerate(zip(table.add_row().cells, line, strict=True)):
            cell_text(cell, text, right=at > 0)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _clean(text: str) -> str:
    """Return text without the characters that no document may hold."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")
