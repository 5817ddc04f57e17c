"""A text's structure as a whole: header, people, blocks with their speakers and sides."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.domain.accounts import Account
from assistant.domain.documents import Block, BlockKind, Header, Notice, Person, Side
from assistant.domain.spans import Span
from ingest.raw import RawDocument
from ingest.structure import biographies, blocks, boilerplate, header, markup, matter
from ingest.structure.draft import Draft
from ingest.structure.hidden import parted
from ingest.structure.lines import lines
from ingest.structure.people import People
from ingest.structure.plan import Plan, plan
from ingest.structure.sides import Known, settle
from ingest.structure.voices import heard


@dataclass(frozen=True)
class Structure:
    """What was understood of one text."""

    header: Header
    people: tuple[Person, ...]
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]


def analyse(raw: RawDocument, account: Account) -> Structure:
    """Return the structure of a document as read; `account` names people and customer where they are given."""
    text, rows = raw.text, lines(raw.text)
    front = markup.front_matter(text, rows)
    story = matter.read(text, rows[:front])
    head = header.read(text, rows, front, raw.header, story.title or raw.title)
    given = (*account.people, *head.header.people)
    laid = plan(raw, rows, front, head, [person.name for person in given])
    drafts = list(parted(text, blocks.drafts(laid), raw.hidden))
    if not laid.spoken:
        drafts = list(boilerplate.without_copy(text, drafts))
    customer = account.name or head.header.account or story.company
    known = Known(account, customer, head.vendor, published=story.story and not laid.spoken)
    people = _settled(laid, drafts, head.header.people, known)
    return Structure(
        header=_completed(head.header, story, _title(text, drafts)),
        people=tuple(people),
        blocks=tuple(_blocks(drafts, people, raw.pages)),
        notices=head.notices,
    )


def _settled(laid: Plan, drafts: Sequence[Draft], given: Sequence[Person], known: Known) -> People:
    """Gather the people, give each a side, and every draft its speaker."""
    at_hand = People(given)
    settle(at_hand, (), known)
    biographies.recast(laid.text, at_hand, drafts)
    speaking = {draft.speaker for draft in drafts if draft.speaker}
    labels = [label for label in laid.labels.values() if label.note is not None or label.name in speaking]
    people = biographies.gathered(laid.text, at_hand, labels, drafts)
    _fill_in(people, known.account.people)
    if laid.spoken:
        settle(people, heard(laid.text, drafts), known)
    else:
        settle(people, (), replace(known, quoted=biographies.quoted(laid.text, drafts, people)))
    return people


def _fill_in(people: People, given: Iterable[Person]) -> None:
    """Let the account file, which is given, win over what the text says of a person."""
    for person in given:
        if (found := people.find(person.name)) is not None:
            fields = {
                key: value for key in ("title", "company", "email") if (value := getattr(person, key)) is not None
            }
            if "title" in fields and fields["title"] != found.title:
                fields["title_span"] = None
            people.update(found.name, **fields)


def _title(text: str, drafts: Sequence[Draft]) -> str | None:
    """Return the heading with which a text begins."""
    first = next((draft for draft in drafts[:2] if draft.kind is BlockKind.HEADING), None)
    return text[first.start : first.end].strip("#*_ ") if first is not None else None


def _completed(found: Header, story: matter.Matter, title: str | None) -> Header:
    return found.model_copy(
        update={
            "account": found.account or story.company,
            "title": found.title or title,
            "held_on": found.held_on or story.on,
            "spans": {**story.spans, **found.spans},
        }
    )


def _blocks(drafts: Iterable[Draft], people: People, pages: Sequence[Span]) -> Iterable[Block]:
    starts = [page.start for page in pages]
    for draft in drafts:
        name = draft.speaker
        person = people.find(name) if name else None
        side = person.side if person is not None else Side.UNKNOWN
        yield Block(
            start=draft.start,
            end=draft.end,
            kind=draft.kind,
            speaker=person.name if person is not None else name,
            side=Side.VENDOR if draft.internal and draft.kind is not BlockKind.SPEECH else side,
            heading=draft.heading,
            page=bisect_right(starts, draft.start) if starts else None,
            seconds=draft.seconds,
        )
