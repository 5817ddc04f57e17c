"""Whose consent a story needs before it goes out, and how far what was given covers it (domain handbook, section 6)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from assistant.domain.consent import Channel, Consent, ConsentNeed, Item
from assistant.domain.documents import Person, Side
from assistant.domain.story import ClaimKind, Story
from assistant.domain.text import natural, plain

_SHORTEST_PART = 3  # letters of a part of a name that names somebody by itself


class Standing(StrEnum):
    """How a need stands with the consents that were given."""

    GIVEN = "given"
    MISSING = "missing"
    NOT_YET = "not_yet"  # it starts later
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Met(NamedTuple):
    """A need, how it stands on a day, and the consent that says so."""

    need: ConsentNeed
    standing: Standing
    consent: Consent | None = None


def shown_text(story: Story) -> str:
    """Return the words of a story that a reader outside would see."""
    claims = [claim.text for claim in story.claims]
    headings = [section.heading for section in story.sections]
    metrics = [f"{metric.name} {metric.note or ''}" for metric in story.metrics]
    quotes = [f"{quote.text} {quote.speaker or ''}" for quote in story.quotes]
    return "\n".join([story.title, story.summary, *headings, *claims, *metrics, *quotes])


def needs(story: Story, people: Iterable[Person], assets: Iterable[Item] = ()) -> tuple[ConsentNeed, ...]:
    """Return whose consent a story needs to leave the house, each once.

    Args:
        story: what is to go out.
        people: the customer's; those whom the story names are asked for their name, and for their title if it has it.
        assets: what else goes out with it: a logo, a picture.
    """
    found = [*_of_quotes(story), *_of_names(story, people), *_of_company(story)]
    found += [ConsentNeed(person=None, item=item, what=item.value) for item in assets]
    return tuple(dict.fromkeys(found))


def met(needed: Sequence[ConsentNeed], consents: Sequence[Consent], channel: Channel, on: date) -> tuple[Met, ...]:
    """Tell of each need how it stands on a channel and a day."""
    return tuple(_standing(need, consents, channel, on) for need in needed)


def missing(needed: Sequence[ConsentNeed], consents: Sequence[Consent], channel: Channel, on: date) -> tuple[Met, ...]:
    """Return the needs that no consent covers on a channel and a day; none for use within the house."""
    if channel is Channel.INTERNAL:
        return ()
    return tuple(one for one in met(needed, consents, channel, on) if one.standing is not Standing.GIVEN)


def same_person(one: str | None, other: str | None) -> bool:
    """Tell whether two names are of the same person: case, accents and "Voss, Mara" apart; None is the company."""
    if one is None or other is None:
        return one is other
    return _folded(one) == _folded(other)


def names_person(text: str, name: str) -> bool:
    """Tell whether a text names somebody, by the whole name or by a part of it that stands alone."""
    parts = [part for part in natural(name).split() if len(part.strip(".")) >= _SHORTEST_PART and part[0].isupper()]
    return any(_word(part).search(text) for part in (natural(name), name, *parts) if part)


def _of_quotes(story: Story) -> Iterator[ConsentNeed]:
    for quote in story.quotes:
        yield ConsentNeed(person=quote.speaker, item=Item.QUOTATION, what=quote.text)
        if quote.speaker is not None:
            yield ConsentNeed(person=quote.speaker, item=Item.NAME, what=quote.speaker)
            if quote.title:
                yield ConsentNeed(person=quote.speaker, item=Item.TITLE, what=quote.title)


def _of_names(story: Story, people: Iterable[Person]) -> Iterator[ConsentNeed]:
    text = shown_text(story)
    quoted = [quote.speaker for quote in story.quotes]
    ours = {_folded(item.speaker) for item in story.evidence if item.speaker and item.side is Side.VENDOR}
    speakers = (Person(name=item.speaker) for item in story.evidence if item.speaker)
    for person in {_folded(person.name): person for person in (*speakers, *people)}.values():
        name = person.name
        is_quoted = any(same_person(name, other) for other in quoted)
        if not is_quoted and _folded(name) not in ours and names_person(text, name):
            yield ConsentNeed(person=name, item=Item.NAME, what=name)
            if person.title and _word(person.title).search(text):
                yield ConsentNeed(person=name, item=Item.TITLE, what=person.title)


def _of_company(story: Story) -> Iterator[ConsentNeed]:
    company = story.account.name
    if company and _word(company).search(shown_text(story)):
        yield ConsentNeed(person=None, item=Item.NAME, what=company)
    figures = [metric.name for metric in story.metrics]
    figures = figures or [claim.text for claim in story.claims if claim.kind is ClaimKind.METRIC]
    yield from (ConsentNeed(person=None, item=Item.FIGURE, what=what) for what in figures)


def _standing(need: ConsentNeed, consents: Sequence[Consent], channel: Channel, on: date) -> Met:
    about = [
        consent
        for consent in consents
        if consent.item is need.item and consent.channel is channel and same_person(consent.person, need.person)
    ]
    found = [Met(need, _of_consent(consent, on), consent) for consent in about]
    return min(found, key=lambda one: _ORDER.index(one.standing), default=Met(need, Standing.MISSING))


_ORDER = (Standing.GIVEN, Standing.NOT_YET, Standing.ENDED, Standing.WITHDRAWN)


def _of_consent(consent: Consent, on: date) -> Standing:
    if consent.holds(on):
        return Standing.GIVEN
    if consent.withdrawn_at is not None:
        return Standing.WITHDRAWN
    return Standing.NOT_YET if on < consent.start else Standing.ENDED


def _folded(name: str) -> str:
    return " ".join(plain(natural(name)).split())


@lru_cache(maxsize=1 << 12)
def _word(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
