"""A role map as a picture (SVG) and as one page with the picture, the table behind it and the evidence."""

from importlib.resources import files

from assistant.domain.people import MappedPerson, RoleMap
from assistant.rendering.roles_picture import picture
from assistant.rendering.roles_text import spoken
from assistant.rendering.webpage import environment, page

MOST = 300  # people on a page; a longer list belongs into a table


def to_svg(found: RoleMap) -> str:
    """Return the picture alone, with its description inside."""
    return environment().get_template("roles.svg.j2").render(picture=picture(found), alone=True)


def ordered(found: RoleMap) -> list[MappedPerson]:
    """Return the people of a map, those with the surest roles first."""
    return sorted(found.people, key=lambda person: -max((role.confidence for role in person.roles), default=0))


def to_html(found: RoleMap) -> str:
    """Return the page; it needs nothing else."""
    everybody = ordered(found)
    shown = everybody[:MOST]
    return page(
        "roles.html.j2",
        style=files("assistant.rendering").joinpath("templates", "roles.css").read_text("utf-8"),
        uses=(use, *use.others) if (use := found.seniority_of_use) else (),
        picture=picture(found),
        map=found,
        people=shown,
        hidden=len(everybody) - len(shown),
        names={person.id: person.name for person in found.people},
        spoken=spoken,
        alone=False,
    )
