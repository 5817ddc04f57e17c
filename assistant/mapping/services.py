"""Which of the services on offer fits which role and gap; the catalogue is TOML."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from assistant.domain.documents import NamedBytes, Side
from assistant.domain.errors import BadInput
from assistant.domain.people import MappedPerson, Role, RoleGap, ServiceOffer
from assistant.domain.tomlfile import table_of
from assistant.mapping.roles.titles import CAP

MEND = 'write tables such as [champion] with services = [{ name = "...", why = "..." }]'
DEFAULT = "services.toml"


class Service(NamedTuple):
    """A service, and why it fits."""

    name: str
    why: str


class Entry(NamedTuple):
    """What is offered to a role, and where nobody holds it."""

    services: tuple[Service, ...]
    gap: Service | None


Catalogue = Mapping[Role, Entry]


def default_catalogue() -> Catalogue:
    """Return the catalogue that comes with the program."""
    return catalogue(NamedBytes(DEFAULT, (files("assistant.mapping") / DEFAULT).read_bytes()))


def catalogue(file: NamedBytes) -> Catalogue:
    """Read a catalogue.

    Raises:
        BadInput: no TOML, an unknown role or key, or a service without a name.
    """
    tables = table_of(file)
    known = {role.value: role for role in Role}
    found: dict[Role, Entry] = {}
    for name, table in tables.items():
        if name not in known or not isinstance(table, dict):
            raise BadInput(file.name, "this is no role", place=f"key `{name}`", mend=f"use one of {', '.join(known)}")
        found[known[name]] = _entry(file.name, name, table)
    return found


def _entry(where: str, role: str, table: dict[str, object]) -> Entry:
    unknown = set(table) - {"services", "gap"}
    listed = table.get("services", [])
    if unknown or not isinstance(listed, list):
        place = f"key `{role}.{min(unknown, default='services')}`"
        raise BadInput(where, "this key is not known" if unknown else "this is no list", place=place, mend=MEND)
    gap = table.get("gap")
    return Entry(
        tuple(_service(where, role, each) for each in listed),
        _service(where, role, gap) if gap is not None else None,
    )


def _service(where: str, role: str, found: object) -> Service:
    if (
        not isinstance(found, dict)
        or set(found) - {"name", "why"}
        or not all(isinstance(v, str) for v in found.values())
    ):
        raise BadInput(where, "a service has a name and a why, as text", place=f"table [{role}]", mend=MEND)
    if not str(found.get("name", "")).strip():
        raise BadInput(where, "a service has no name", place=f"table [{role}]", mend=MEND)
    return Service(found["name"], found.get("why", ""))


def offers(people: Sequence[MappedPerson], gaps: Sequence[RoleGap], known: Catalogue) -> tuple[ServiceOffer, ...]:
    """Return the services for each role held, to whoever holds it most surely, and for gaps."""
    found: list[ServiceOffer] = []
    by_role: dict[Role, list[tuple[float, MappedPerson]]] = defaultdict(list)
    for person in people:
        for held in person.roles if person.side is not Side.VENDOR else ():
            by_role[held.role].append((held.confidence, person))
    for role, entry in known.items():
        if holders := by_role.get(role):
            confidence, person = max(holders, key=lambda pair: pair[0])
            sure = "" if confidence > CAP else ", once confirmed"
            others = f" and {len(holders) - 1:,} more" if len(holders) > 1 else ""
            found += [
                ServiceOffer(
                    role=role, service=s.name, why=f"for {person.name}{others}{sure}: {s.why}", person=person.id
                )
                for s in entry.services
            ]
    for gap in gaps:
        entry_of_gap = known.get(gap.role)
        if entry_of_gap is not None and entry_of_gap.gap is not None:
            service = entry_of_gap.gap
            found.append(ServiceOffer(role=gap.role, service=service.name, why=f"for the gap: {service.why}"))
    return tuple(found)
