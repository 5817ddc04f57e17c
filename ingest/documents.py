"""A file's bytes to a document: read, redact, understand its structure, tell its language, warn."""

import hashlib
from collections.abc import Collection, Sequence
from typing import Literal

from assistant.domain.accounts import Account
from assistant.domain.documents import BlockKind, Document, Person, Redaction, Side
from ingest import language, notices, readers, redaction
from ingest.hiding import hidden
from ingest.limits import Limits
from ingest.structure.analysis import Structure, analyse
from ingest.structure.naming import Sort, fold, sort_of

Redact = Literal["off", "suggest", "on"]


def ingest(
    name: str,
    data: bytes,
    *,
    id: str,  # noqa: A002  the document's id, as the contract calls it
    account: Account,
    redact: Redact = "suggest",
    limits: Limits = Limits(),  # noqa: B008  frozen
    only: Collection[tuple[int, int]] | None = None,
) -> Document:
    """Return the document that the bytes of a file make.

    Args:
        name: file name; its suffix tells the format, and "stdin" is plain text.
        data: the file as read.
        id: the document's id.
        account: what is given; its people's sides win over what the text suggests.
        redact: "suggest" lists possible personal data, "on" puts pseudonyms in its place, and the
            result is the text as ingested.
        limits: bounds for the file.
        only: where the data to hide stand, start and end, of all that was suggested; None hides all.

    Raises:
        BadInput: the file cannot be read, or is beyond the limits.
    """
    raw = readers.read(name, data, limits)
    structure = analyse(raw, account)
    redactions: tuple[Redaction, ...] = ()
    if redact != "off":
        found = redaction.find(raw.text, _names(structure, account))
        if redact == "on":
            found = tuple(hit for hit in found if only is None or (hit.start, hit.end) in only)
            raw, structure, redactions = hidden(raw, structure, found, id)
        else:
            redactions = redaction.suggested(found, id)
    return Document(
        id=id,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=raw.media_type,
        text=raw.text,
        language=language.detect(raw.text),
        header=structure.header,
        people=structure.people,
        blocks=structure.blocks,
        redactions=redactions,
        notices=(*raw.notices, *structure.notices, *notices.find(raw.text, structure.blocks)),
    )


def _names(structure: Structure, account: Account) -> Sequence[str]:
    """Return the names to hide: all of the account file's, and others' unless they speak for the customer."""
    speaking = {block.speaker for block in structure.blocks if block.kind in (BlockKind.SPEECH, BlockKind.QUOTATION)}
    listed = [person.name for person in account.people]
    others = [
        person.name
        for person in structure.people
        if _is_somebody(person) and not _speaks_for_customer(person, speaking)
    ]
    return list({fold(name): name for name in (*listed, *others)}.values())


def _is_somebody(person: Person) -> bool:
    return sort_of(person.name) is Sort.NAME


def _speaks_for_customer(person: Person, speaking: set[str | None]) -> bool:
    return person.side is Side.CUSTOMER and person.name in speaking
