"""What is missing among the people, and what could go wrong with those who are there."""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.domain.documents import Side
from assistant.domain.people import MappedPerson, Role, RoleGap, RoleRisk
from assistant.mapping.evidence import Citer
from assistant.mapping.material import RoleMaterial
from assistant.mapping.profiles import Found
from assistant.mapping.roles.judging import Source
from assistant.mapping.roles.signals import Hit, Reading
from assistant.mapping.roles.titles import CAP

_COMPETITOR = re.compile(
    r"\bcompetitors?\b|\bcompeting (?:vendor|product|tool)|\balternative (?:vendor|supplier)|"
    r"\bevaluat\w+ (?:other|another)|\brfp\b",
    re.IGNORECASE,
)
_PROCURED = re.compile(r"\benterprise|strategic\b", re.IGNORECASE)
_NEAR_DAYS = 60
ALWAYS = (Role.ECONOMIC_BUYER, Role.CHAMPION, Role.END_USER)
WISHED = (Role.EXECUTIVE_SPONSOR, Role.SOLUTION_OWNER, Role.ADMINISTRATOR)
SUGGESTIONS: Mapping[Role, str] = {
    Role.ECONOMIC_BUYER: "ask who signs the order and whose budget it comes out of",
    Role.CHAMPION: "look among the solution owners for one who gains by it; ask who presents the results inside",
    Role.END_USER: "ask the team lead for two people who work in it every day",
    Role.EXECUTIVE_SPONSOR: "ask who opened the kick-off, and invite that person to the next business review",
    Role.PROCUREMENT: "ask the economic buyer who handles price and paper, before the renewal opens",
    Role.TECHNICAL_EVALUATOR: "ask who does the security review, and offer an architecture talk",
    Role.SOLUTION_OWNER: "ask the builder whose process it is",
    Role.ADMINISTRATOR: "ask who adds users, and whether that person is trained",
}
_SINGLE = (Role.BUILDER, Role.ADMINISTRATOR, Role.CHAMPION, Role.EXECUTIVE_SPONSOR)


def gaps(people: Sequence[MappedPerson], material: RoleMaterial) -> tuple[RoleGap, ...]:
    """Return the roles that nobody holds and that somebody should."""
    held = {role.role for person in people for role in person.roles}
    return tuple(
        RoleGap(role=role, why=f"nobody is shown to be {_an(role)}; {why}", suggestion=SUGGESTIONS[role])
        for role, why in _needed(material)
        if role not in held
    )


def _needed(material: RoleMaterial) -> Iterator[tuple[Role, str]]:
    segment = material.account.segment or ""
    for role in ALWAYS:
        yield role, "a renewal needs one"
    for role in WISHED:
        enterprise = role is Role.EXECUTIVE_SPONSOR and _PROCURED.search(segment)
        yield role, f"the {segment} segment needs one" if enterprise else "the work lasts longer with one"
    if _PROCURED.search(segment) or _renewal_near(material):
        yield (
            Role.PROCUREMENT,
            "the renewal is near" if _renewal_near(material) else f"the {segment} segment needs one before a renewal",
        )
    if any(_COMPETITOR.search(document.text) for document in material.documents):
        yield Role.TECHNICAL_EVALUATOR, "the notes speak of other suppliers"


def _renewal_near(material: RoleMaterial) -> bool:
    """Tell whether the renewal was at most 60 days off when the last talk was held."""
    renewal = material.account.renewal_date
    held = [document.header.held_on for document in material.documents if document.header.held_on]
    return renewal is not None and bool(held) and 0 <= (renewal - max(held)).days <= _NEAR_DAYS


def risks(
    people: Sequence[MappedPerson], found: Sequence[Found], changes: Mapping[int, Sequence[Hit]], citer: Citer
) -> tuple[RoleRisk, ...]:
    """Return what could go wrong: leavers, new bosses, detractors, roles on one person, titles without evidence."""
    by_place = {each.at: person for each, person in zip(found, people, strict=True)}
    return (
        *_changed(by_place, changes, citer),
        *_detractors(people),
        *_single_points(people),
        *_unconfirmed(people),
    )


def _changed(
    by_place: Mapping[int, MappedPerson], changes: Mapping[int, Sequence[Hit]], citer: Citer
) -> Iterator[RoleRisk]:
    for at, listed in changes.items():
        person = by_place.get(at)
        for hit in {hit.signal.role: hit for hit in listed if hit.reading is Reading.HOLDS}.values():
            if person is None or person.side is Side.VENDOR:
                continue
            left = hit.signal.role == "left"
            lost = next((against.role for against in person.against), Role.OTHER)
            held = lost if left else next((role.role for role in person.roles), Role.OTHER)
            yield RoleRisk(
                kind="left" if left else "new_boss",
                role=held,
                person=person.id,
                why=f"{person.name} {hit.signal.says}",
                suggestion="find the successor, and ask for an introduction while there is time"
                if left
                else "introduce yourself, and show the value so far before the first review",
                citations=citer.cite([Source(hit.line.document, hit.line.span, None, hit.line.text)]),
            )


def _detractors(people: Sequence[MappedPerson]) -> Iterator[RoleRisk]:
    for person in people:
        for role in person.roles:
            if role.role is Role.DETRACTOR:
                yield RoleRisk(
                    kind="detractor",
                    role=role.role,
                    person=person.id,
                    why=f"{person.name} works or speaks against it",
                    suggestion="listen first; then write down what would have to change",
                    citations=role.citations,
                )


def _single_points(people: Sequence[MappedPerson]) -> Iterator[RoleRisk]:
    for wanted in _SINGLE:
        held = [(person, role) for person in people for role in person.roles if role.role is wanted]
        sure = [(person, role) for person, role in held if role.confidence > CAP]
        if len(sure) == 1 and len(held) == 1:
            person, role = sure[0]
            yield RoleRisk(
                kind="single_point",
                role=wanted,
                person=person.id,
                why=f"{person.name} is the only {_name(wanted)} known",
                suggestion=f"ask who stands in for {person.name}",
                citations=role.citations,
            )


def _unconfirmed(people: Sequence[MappedPerson]) -> Iterator[RoleRisk]:
    """Roles that are needed, and that only titles speak for."""
    for wanted in (*ALWAYS, *WISHED):
        held = [(person, role) for person in people for role in person.roles if role.role is wanted]
        if held and all(role.basis == "title" for _, role in held):
            person, role = max(held, key=lambda pair: pair[1].confidence)
            yield RoleRisk(
                kind="unconfirmed",
                role=wanted,
                person=person.id,
                why=f"only a title speaks for {_an(wanted)}: {person.name}",
                suggestion=f"confirm it: {SUGGESTIONS[wanted]}",
                citations=role.citations,
            )


def _name(role: Role) -> str:
    return role.value.replace("_", " ")


def _an(role: Role) -> str:
    name = _name(role)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
