"""A role map to read at a terminal: people, roles with their reasons, gaps, what to do next."""

from collections.abc import Iterator

from assistant.domain.documents import Side
from assistant.domain.people import MappedPerson, RoleGap, RoleMap, SeniorityOfUse

MOST = 60  # people shown; a longer list belongs into a file


def to_text(found: RoleMap) -> str:
    """Return the role map as lines; people with surer roles first, at most MOST."""
    lines = [*_people(found), *_gaps(found), *_use(found.seniority_of_use), *_next(found)]
    return "\n".join(lines) + "\n"


def spoken(name: str) -> str:
    """Return a role, level or department as people write it."""
    return name.replace("_", " ")


def _people(found: RoleMap) -> Iterator[str]:
    ordered = sorted(found.people, key=lambda p: -max((role.confidence for role in p.roles), default=0))
    yield f"{len(found.people):,} people"
    for person in ordered[:MOST]:
        yield ""
        yield _headline(person)
        yield from (f"    {spoken(role.role):<20}{role.confidence:.2f}  {_line(role.why)}" for role in person.roles)
        yield from (f"    not {spoken(item.role):<16}{'':<4}  {_line(item.why)}" for item in person.against)
        yield from (f"    note: {_line(note)}" for note in person.notes)
    if len(ordered) > MOST:
        yield ""
        yield f"... and {len(ordered) - MOST:,} more; --json, --format csv and xlsx show everybody"


def _headline(person: MappedPerson) -> str:
    parts = [person.title, person.company, spoken(person.seniority), spoken(person.department)]
    side = "" if person.side is Side.CUSTOMER else f" [{person.side.value}]"
    return f"{person.id}  {_line(person.name)}{side}  ({', '.join(_line(p) for p in parts if p and p != 'unknown')})"


def gap_line(gap: RoleGap) -> str:
    """Return a gap in words, with whom to ask about it."""
    asked = "".join(f"; {hint.why}: “{hint.citations[0].text}”" for hint in gap.perhaps)
    return f"{spoken(gap.role)}: {gap.why}; {gap.suggestion}{asked}"


def _gaps(found: RoleMap) -> Iterator[str]:
    for head, rows in (
        ("Gaps", [gap_line(gap) for gap in found.gaps]),
        ("Risks", [f"{spoken(r.kind)}: {r.why}; {r.suggestion}" for r in found.risks]),
    ):
        if rows:
            yield ""
            yield head
            yield from (f"  - {_line(row)}" for row in rows)


def _use(use: SeniorityOfUse | None) -> Iterator[str]:
    if use is None:
        return
    for each in (use, *use.others):
        yield ""
        counted = f"{each.total:,.0f}, of which {each.unknown:,.0f} by unknown titles"
        yield f"Use by seniority ({spoken(each.metric)}: {counted})"
        for share in each.shares:
            shown = "" if share.share is None else f"{share.share:7.1%}"
            yield f"  {spoken(share.seniority):<24}{share.people:>6,} people {share.value:>12,.0f} {shown}"
        if each.below_senior_director is not None and each.below_low is not None and each.below_high is not None:
            bounds = f"between {each.below_low:.1%} and {each.below_high:.1%} of all"
            yield f"  below senior director: {each.below_senior_director:.1%} of what is known ({bounds})"


def _next(found: RoleMap) -> Iterator[str]:
    names = {person.id: person.name for person in found.people}
    for head, rows in (
        ("Interview next", [f"{names[i.person]}: {i.why}" for i in found.interview_next]),
        ("Services", [f"{spoken(s.role)}: {s.service}, {s.why}" for s in found.services]),
    ):
        if rows:
            yield ""
            yield head
            yield from (f"  - {_line(row)}" for row in rows)


def _line(text: str) -> str:
    """Return a text on one line, without control characters that could steer a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
