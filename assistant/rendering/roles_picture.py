"""Geometry of the role map: levels down, roles across, a mark for each person in a role."""

from typing import NamedTuple

from assistant.domain.documents import Side
from assistant.domain.people import MappedPerson, Role, RoleMap
from assistant.domain.seniority import LEVELS, UNKNOWN
from assistant.rendering.roles_text import spoken

_LEFT, _TOP, _CELL, _ROW = 150, 118, 58, 62
_ENDING = 3  # characters of an id that a mark holds
_EACH = 4  # marks in a cell; more are counted
_RADIUS = {"high": 13, "medium": 10.5, "low": 8.5, "unknown": 8.5}
_PLACES = ((17, 19), (41, 19), (17, 43), (41, 43))
_FILL = {"for": "#cfe8d6", "against": "#f6c9c4", "mixed": "#f6e3b4", "unknown": "#e3e6e8"}
_EDGE = {"for": "#14532d", "against": "#8c1d18", "mixed": "#6b4200", "unknown": "#545d63"}
ROLES = tuple(role for role in Role if role is not Role.OTHER)


class Mark(NamedTuple):
    """A person in a role, in SVG units; dashed where only a title speaks for it."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str
    dashed: bool
    label: str
    said: str


class Column(NamedTuple):
    """A role; `gap` where nobody holds it and somebody should."""

    x: float
    name: str
    gap: bool


class Level(NamedTuple):
    """A step of the ladder."""

    y: float
    name: str


class More(NamedTuple):
    """How many more stand in a cell than are drawn."""

    x: float
    y: float
    text: str


class Picture(NamedTuple):
    """The drawing, and what it says in words."""

    width: int
    height: int
    left: int
    top: int
    row: int
    cell: int
    columns: tuple[Column, ...]
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    more: tuple[More, ...]
    said: str


def picture(found: RoleMap) -> Picture:
    """Return the drawing of a role map; the vendor's people are not in it."""
    gaps = {gap.role for gap in found.gaps}
    levels = (*reversed(LEVELS), UNKNOWN)
    cells: dict[tuple[str, Role], list[tuple[float, MappedPerson]]] = {}
    for person in found.people:
        for held in person.roles if person.side is not Side.VENDOR else ():
            cells.setdefault((person.seniority, held.role), []).append((held.confidence, person))
    marks: list[Mark] = []
    more: list[More] = []
    for (level, role), holders in cells.items():
        if role not in ROLES:
            continue
        x, y = _LEFT + ROLES.index(role) * _CELL, _TOP + levels.index(level) * _ROW
        holders.sort(key=lambda pair: -pair[0])
        marks += [_mark(x, y, place, role, *pair) for place, pair in zip(_PLACES[:_EACH], holders, strict=False)]
        if len(holders) > _EACH:
            more.append(More(x + _CELL / 2, y + _ROW - 2, f"+{len(holders) - _EACH:,}"))
    return Picture(
        width=_LEFT + len(ROLES) * _CELL + 10,
        height=_TOP + len(levels) * _ROW + 10,
        left=_LEFT,
        top=_TOP,
        row=_ROW,
        cell=_CELL,
        columns=tuple(
            Column(_LEFT + number * _CELL, spoken(role.value), role in gaps) for number, role in enumerate(ROLES)
        ),
        levels=tuple(Level(_TOP + number * _ROW, spoken(level)) for number, level in enumerate(levels)),
        marks=tuple(marks),
        more=tuple(more),
        said=_said(found),
    )


def _mark(x: float, y: float, place: tuple[float, float], role: Role, confidence: float, person: MappedPerson) -> Mark:
    held = next(each for each in person.roles if each.role is role)
    return Mark(
        x=x + place[0],
        y=y + place[1],
        radius=_RADIUS[person.influence],
        fill=_FILL[person.sentiment],
        edge=_EDGE[person.sentiment],
        dashed=held.basis == "title",
        label=_initials(person.name),
        said=f"{person.name}, {spoken(role.value)}, confidence {confidence:.2f}, influence {person.influence}",
    )


def _initials(name: str) -> str:
    words = [word for word in name.replace(".", " ").replace("@", " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return "".join(word[0] for word in (words[0], words[-1])).upper()
    return name[-_ENDING:] if any(map(str.isdigit, name)) else name[:2].upper()  # of an id, the end tells it apart


def _said(found: RoleMap) -> str:
    told = []
    for role in ROLES:
        holders = [p.name for p in found.people if any(held.role is role for held in p.roles)]
        if holders:
            others = f" and {len(holders) - 3:,} more" if len(holders) > 3 else ""  # noqa: PLR2004  three are named
            told.append(f"{spoken(role.value)}: {', '.join(holders[:3])}{others}")
    missing = ", ".join(spoken(gap.role.value) for gap in found.gaps)
    return ". ".join([*told, *([f"Nobody known: {missing}"] if missing else [])]) + "."
