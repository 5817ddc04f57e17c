"""A structure moved onto the pseudonymised text, so that nothing has to be understood twice.

The structure is read from the words as they were: sides follow from names, and a name such as
`[NAME-3]` says nothing. Afterwards every span and every name moves along with the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.documents import Block, Header, Notice, Person, Redaction
from assistant.domain.spans import Span
from ingest import redaction
from ingest.raw import RawDocument
from ingest.structure.analysis import Structure


def hidden(
    raw: RawDocument, structure: Structure, found: Sequence[redaction.Found], document: str
) -> tuple[RawDocument, Structure, tuple[Redaction, ...]]:
    """Put pseudonyms into text and structure alike; return both with the redactions made."""
    carriers = tuple(
        Notice(kind="carrier", text=words, start=span.start, end=span.end) for words, span in _carried(structure)
    )
    moved, redactions = redaction.pseudonymise(replace(raw, notices=(*raw.notices, *carriers)), found, document)
    kept = len(raw.notices)
    arrived = iter(moved.notices[kept:])
    people = tuple(_person(person, arrived) for person in structure.people)
    header = _header(structure.header, arrived)
    blocks = tuple(block for block in (_block(block, arrived) for block in structure.blocks) if block.start < block.end)
    notices = tuple(_notice(notice, arrived) for notice in structure.notices)
    return replace(moved, notices=moved.notices[:kept]), Structure(header, people, blocks, notices), redactions


_NOWHERE = Span(0, 0)


def _carried(structure: Structure) -> Iterator[tuple[str, Span]]:
    """Yield all words and spans of a structure, in the order in which they are taken up again."""
    for person in structure.people:
        yield from _of_person(person)
    yield structure.header.account or "", _NOWHERE
    yield structure.header.title or "", _NOWHERE
    for span in structure.header.spans.values():
        yield "", span
    for person in structure.header.people:
        yield from _of_person(person)
    for block in structure.blocks:
        yield block.speaker or "", block.span
        yield block.heading or "", _NOWHERE
    for notice in structure.notices:
        yield notice.text, Span(notice.start, notice.end)


def _of_person(person: Person) -> Iterator[tuple[str, Span]]:
    yield person.name, person.span or _NOWHERE
    yield person.title or "", person.title_span or _NOWHERE
    yield person.company or "", _NOWHERE
    yield person.email or "", _NOWHERE


def _person(person: Person, arrived: Iterator[Notice]) -> Person:
    name, title, company, email = (next(arrived) for _ in range(4))
    return Person(
        name=name.text,
        title=title.text or None,
        company=company.text or None,
        email=email.text or None,
        side=person.side,
        span=Span(name.start, name.end) if person.span else None,
        title_span=Span(title.start, title.end) if person.title_span else None,
    )


def _header(header: Header, arrived: Iterator[Notice]) -> Header:
    account, title = next(arrived).text, next(arrived).text
    spans = {key: Span(carrier.start, carrier.end) for key, carrier in zip(header.spans, arrived, strict=False)}
    people = tuple(_person(person, arrived) for person in header.people)
    return Header(account=account or None, held_on=header.held_on, title=title or None, people=people, spans=spans)


def _block(block: Block, arrived: Iterator[Notice]) -> Block:
    words, heading = next(arrived), next(arrived)
    fields = {"start": words.start, "end": words.end, "speaker": words.text or None, "heading": heading.text or None}
    return block.model_copy(update=fields)


def _notice(notice: Notice, arrived: Iterator[Notice]) -> Notice:
    carrier = next(arrived)
    return Notice(kind=notice.kind, text=carrier.text, start=carrier.start, end=carrier.end)
