"""The people of a document from all that it says: header, labels, quotations, introductions."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain.documents import BlockKind, Person, Side
from assistant.domain.spans import Span
from assistant.grounding import quotes
from ingest.structure import introductions, titles
from ingest.structure.draft import Draft
from ingest.structure.labels import Label
from ingest.structure.naming import Sort, fold, has_title, is_name, sort_of
from ingest.structure.people import People
from ingest.structure.vocabulary import GIVEN_NAMES

_SPEAKING = (BlockKind.SPEECH, BlockKind.QUESTION)
_TELLING = (BlockKind.SPEECH, BlockKind.PROSE, BlockKind.BULLET)
_WORD = re.compile(r"[^\W\d_]+")
_OURS = re.compile(r"\s*(?:on |in |of |from )?\b(?:our|my)\b", re.IGNORECASE)
_SELF_TOLD = 12  # turns of a speaker in which they say who they are
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|our|my|us|ich|wir|unser\w*|nous|notre|yo|nosotros|nuestr\w+)\b|\b[Ii]['’](?:m|ve|d|ll)\b"
)
_FIRST_PERSON_SHARE = 0.3  # of the answers, from which on they are the person's own words


def gathered(text: str, given: Iterable[Person], labels: Iterable[Label], drafts: Sequence[Draft]) -> People:
    """Return everybody named, with titles and companies from wherever the text says them."""
    people = People(given)
    for label in labels:
        if sort_of(label.name) is not Sort.NOBODY:
            people.add(_labelled(text, label))
    for name in dict.fromkeys(draft.speaker for draft in drafts if draft.speaker and draft.kind in _SPEAKING):
        if people.find(name) is None:
            people.add(Person(name=name))
    for draft in drafts:
        if draft.kind is BlockKind.QUOTATION and draft.name is not None:
            people.add(_quoted(text, draft))
    _self_told(text, drafts, people)
    _told_to(text, drafts, people)
    _told_of(text, drafts, people)
    return people


def recast(text: str, people: People, drafts: Iterable[Draft]) -> None:
    """Give "Interviewee:" or "A:" the one person of that side whom the header names.

    Answers that nobody gives by name, or that are told in the third person, are a note taker's
    wording: they become prose.
    """
    drafts = list(drafts)
    alias = _aliases(people, drafts)
    answers = [d for d in drafts if d.kind is BlockKind.SPEECH and d.speaker and fold(d.speaker) in ("a", "answer")]
    own = sum(1 for d in answers if _FIRST_PERSON.search(text, d.start, d.end))
    verbatim = own >= _FIRST_PERSON_SHARE * len(answers)
    for draft in answers:
        if not verbatim or fold(draft.speaker or "") not in alias:
            draft.kind, draft.speaker = BlockKind.PROSE, None
    for draft in drafts:
        folded = fold(draft.speaker or "")
        if folded in alias:
            draft.speaker = alias[folded]
        elif folded in ("q", "question"):
            draft.speaker = None


def _aliases(people: People, drafts: Iterable[Draft]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    roles = {fold(d.speaker) for d in drafts if d.speaker and d.kind in _SPEAKING}
    for sort, side in ((Sort.CUSTOMER_ROLE, Side.CUSTOMER), (Sort.VENDOR_ROLE, Side.VENDOR)):
        of_sort = [role for role in roles if sort_of(role) is sort]
        bearers = [person.name for person in people if person.side is side and sort_of(person.name) is Sort.NAME]
        if len(of_sort) == 1 and len(bearers) == 1:
            found[of_sort[0]] = bearers[0]
    return found


def _labelled(text: str, label: Label) -> Person:
    post = titles.listed(text, *label.note) if label.note else titles.Post()
    return _person(text, label.name, post).model_copy(update={"span": label.span})


def _quoted(text: str, draft: Draft) -> Person:
    post = titles.listed(text, *draft.note) if draft.note else titles.Post()
    name = draft.name.of(text) if draft.name else ""
    return _person(text, name, post._replace(company=draft.company or post.company)).model_copy(
        update={"span": draft.name}
    )


def _person(text: str, name: str, post: titles.Post) -> Person:
    return Person(
        name=titles.clean(name),
        title=titles.clean(post.title.of(text)) if post.title else None,
        company=titles.clean(post.company.of(text)) if post.company else None,
        title_span=post.title,
    )


def _self_told(text: str, drafts: Iterable[Draft], people: People) -> None:
    turns: dict[str, int] = {}
    for draft in drafts:
        if draft.kind is not BlockKind.SPEECH or draft.speaker is None:
            continue
        turns[draft.speaker] = turns.get(draft.speaker, 0) + 1
        if turns[draft.speaker] <= _SELF_TOLD and (post := introductions.of_self(text, draft.start, draft.end)):
            people.add(_person(text, draft.speaker, post))


def _told_to(text: str, drafts: Sequence[Draft], people: People) -> None:
    """Where two talk, "so you're a designer at Acme" tells of the other."""
    names = list(dict.fromkeys(d.speaker for d in drafts if d.kind in _SPEAKING and d.speaker))
    if len(names) != 2:  # noqa: PLR2004  with three, "you" may be anybody
        return
    turns: dict[str, int] = {}
    for draft in drafts:
        if draft.kind is not BlockKind.SPEECH or draft.speaker is None:
            continue
        turns[draft.speaker] = turns.get(draft.speaker, 0) + 1
        if turns[draft.speaker] <= _SELF_TOLD and (post := introductions.of_other(text, draft.start, draft.end)):
            other = names[1] if draft.speaker == names[0] else names[0]
            people.add(_person(text, other, post))


def _told_of(text: str, drafts: Iterable[Draft], people: People) -> None:
    """Take in people with a title; a company alone counts for those already known.

    "Our chief operating officer" shares the company of the one who says it.
    """
    everyday = frozenset(_WORD.findall(text))
    for draft in drafts:
        if draft.kind not in _TELLING:
            continue
        for person, titled in introductions.named(text, draft.start, draft.end):
            known = people.find(person.name)
            if known is None and not (titled and " " in person.name and _is_proper(person.name, everyday)):
                continue
            speaker = people.find(draft.speaker) if draft.speaker else None
            shared = person.company is None and speaker is not None and _is_shared(text, person)
            people.add(person.model_copy(update={"company": speaker.company}) if shared and speaker else person)


def _is_proper(name: str, everyday: frozenset[str]) -> bool:
    """Tell whether a name is one, for most of its words are not used in lower case elsewhere."""
    parts = [part.casefold() for part in name.split()]
    return sum(part in everyday and part not in GIVEN_NAMES for part in parts) * 2 < len(parts)


def _is_shared(text: str, person: Person) -> bool:
    """Tell whether a title is given as one of the speaker's own house: "our COO", "the planner on my team"."""
    if person.span is None or person.title_span is None:
        return False
    before = text[person.span.end : person.title_span.start]
    return (
        _OURS.search(before) is not None
        or _OURS.match(text[person.title_span.end : person.title_span.end + 20]) is not None
    )


def quoted(text: str, drafts: Iterable[Draft], people: People) -> frozenset[str]:
    """Take in people whom a written piece quotes within its paragraphs; return their names as known."""
    told = [draft for draft in drafts if draft.kind in (BlockKind.PROSE, BlockKind.BULLET)]
    starts = [draft.start for draft in told]
    names = set()
    for quotation in quotes.quotations(text):
        at = bisect_right(starts, quotation.start) - 1
        if not quotation.direct or quotation.speaker is None or at < 0 or quotation.start >= told[at].end:
            continue
        name = quotation.speaker
        if not is_name(name) or has_title(name) or (" " not in name and people.find(name) is None):
            continue
        start, end = quotation.speaker_start, quotation.speaker_end
        span = Span(start, end) if start is not None and end is not None else None
        names.add(people.add(Person(name=name, span=span)).name)
    return frozenset(names)
