"""Everybody whom a source names, before it is known who is the same person."""

from collections.abc import Iterator

from assistant.domain.documents import Document, Person, Side
from assistant.domain.text import plain
from assistant.grounding.wordset import wordset
from assistant.mapping.material import RoleMaterial
from assistant.mapping.people import Mention

# Labels of somebody who is not named; the vendor's are left out, a customer's stand for a person.
_NOBODY = wordset(
    "interviewer host moderator facilitator narrator presenter csm vendor q question speaker unknown all audience us",
    "anchor reporter attendee participants attendees everyone team",
)


def told(material: RoleMaterial) -> Iterator[Mention]:
    """Yield the people of the account file, the notes, the contact lists and the usage data, in this order."""
    for document in material.documents:
        yield from _of_document(document)
    for person in material.account.people:
        yield Mention(
            person.name,
            "account",
            "account",
            title=person.title or "",
            company=person.company or "",
            email=person.email or "",
            side=person.side,
        )
    for contact in material.contacts:
        yield Mention(
            contact.name,
            "contact",
            contact.document,
            title=contact.title,
            company=contact.company,
            email=contact.email,
            department=contact.department,
            user=contact.user,
            span=contact.name_span,
            title_span=contact.title_span,
        )
    source = next((table.file for table in material.tables), "usage")
    for user in dict.fromkeys(use.user for use in material.uses):
        email = user.user if "@" in user.user else ""
        yield Mention(user.user, "usage", source, title=user.title, department=user.team, email=email, user=user.user)


def _of_document(document: Document) -> Iterator[Mention]:
    held = document.header.held_on
    for person in document.people:
        if not _is_nobody(person):
            yield Mention(
                person.name,
                "document",
                document.id,
                title=person.title or "",
                company=person.company or "",
                email=person.email or "",
                side=person.side,
                span=person.span,
                title_span=person.title_span,
                dated=held.isoformat() if held else "",
            )


def _is_nobody(person: Person) -> bool:
    words = plain(person.name).rstrip("0123456789 #").split()
    return (
        not words or (len(words) == 1 and words[0] in _NOBODY) or (person.side is Side.VENDOR and person.name.islower())
    )
