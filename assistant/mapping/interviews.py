"""Whom to interview next: who built it, or the senior person who owns it, and has not been asked yet."""

from collections.abc import Collection, Sequence

from assistant.domain.documents import Side
from assistant.domain.people import InterviewNext, MappedPerson, Role, UserUse
from assistant.mapping.profiles import Found

MOST = 5


def next_interviews(
    people: Sequence[MappedPerson], found: Sequence[Found], interviewed: Collection[int], uses: Sequence[UserUse]
) -> tuple[InterviewNext, ...]:
    """Return builders and owners who have not spoken in a transcript, by the reach of what they built, then by use."""
    facts = {use.user.user.casefold(): use for use in uses if use.role is Role.BUILDER}
    ranked: list[tuple[tuple[float, ...], InterviewNext]] = []
    for person, each in zip(people, found, strict=True):
        if each.at in interviewed or person.side is Side.VENDOR:
            continue
        roles = {role.role: role for role in person.roles if role.basis != "title"}
        use = facts.get(each.one.first("user").casefold()) if each.one.first("user") else None
        if Role.BUILDER not in roles and Role.SOLUTION_OWNER not in roles:
            continue
        reach, objects, why = _built(use)
        best = max(role.confidence for name, role in roles.items() if name in (Role.BUILDER, Role.SOLUTION_OWNER))
        if not why:
            why = "built it, by the notes" if Role.BUILDER in roles else "owns it, by the notes"
        elif Role.SOLUTION_OWNER in roles:
            why += ", and owns it"
        ranked.append(((-reach, -objects, -best), InterviewNext(person=person.id, why=why)))
    ranked.sort(key=lambda entry: entry[0])
    return tuple(entry for _, entry in ranked[:MOST])


def _built(use: UserUse | None) -> tuple[float, float, str]:
    """Return the reach of what somebody built, its number, and the count in words."""
    if use is None:
        return 0.0, 0.0, ""
    details = use.fact.details
    reach, objects, total = (float(details.get(name) or 0) for name in ("reach", "objects", "total"))
    return reach, objects, f"built {objects:,.0f} of {total:,.0f} active {use.fact.unit}, used by {reach:,.0f} others"
