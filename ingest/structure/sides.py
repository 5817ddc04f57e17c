"""Whose person everybody is: the account file first, then header, titles, companies, and who interviews whom."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.accounts import Account
from assistant.domain.documents import Person, Side
from ingest.structure import companies
from ingest.structure.naming import Sort, fold, same_person, sort_of
from ingest.structure.people import People

_VENDOR_TITLE = re.compile(
    r"\b(?:csm|customer success|client success|account manager|account executive|interviewer|host|podcast|moderator)\b",
    re.IGNORECASE,
)


_LEAST_SHARE = 0.03  # of all words, below which somebody only passes by
_MORE = 2.5  # times as often as a guest a host asks
_SERVES = 2  # turns in the manner of a supplier, from which nobody is taken for the guest
_WELCOMES = 2  # such turns settle that somebody hosts, whatever the other offers
_PLAIN = 1.5  # host score from which on it is plain who interviews


@dataclass
class Voice:
    """What a transcript shows of one speaker."""

    name: str
    turns: int = 0
    asking: int = 0  # turns that end with a question
    words: int = 0
    hosting: int = 0  # turns that welcome, introduce or see off a guest
    hosted: int = 0  # turns that thank for being asked
    serving: int = 0  # turns in which somebody speaks as a supplier does to a customer

    @property
    def asking_share(self) -> float:
        """Share of turns that end with a question; 0.2 to 0.5 for hosts, below 0.1 for guests."""
        return self.asking / max(1, self.turns)


@dataclass(frozen=True)
class Known:
    """What is given about the two sides."""

    account: Account
    customer: str | None = None  # the account's company, by file, option or header
    vendor: str | None = None
    published: bool = False  # a written piece about the customer: who is quoted without a company is theirs
    quoted: frozenset[str] = frozenset()  # names of those whom it quotes


def settle(people: People, voices: Sequence[Voice], known: Known) -> None:
    """Give each person a side where something speaks for one; the rest stay unknown."""
    for person in list(people):
        side = _by_itself(person, known)
        if side is not person.side:
            people.update(person.name, side=side)
    _by_interview(people, voices)
    _by_colleagues(people)


def _by_itself(person: Person, known: Known) -> Side:
    """Return the side that speaks from a person's own description, the strongest word first."""
    told = person.title is not None or person.name in known.quoted
    published = known.published and known.customer is not None and told and not person.company
    sides = (
        _given(person, known.account.people),
        _by_company(person, known),
        person.side,
        _by_role(person),
        Side.CUSTOMER if published else Side.UNKNOWN,
    )
    return next((side for side in sides if side is not Side.UNKNOWN), Side.UNKNOWN)


def _given(person: Person, people: Sequence[Person]) -> Side:
    """Return the side that the account file gives; unknown where two could be meant and their sides differ."""
    meant = [given for given in people if fold(given.name) == fold(person.name)]
    meant = meant or [given for given in people if same_person(given.name, person.name)]
    sides = {given.side for given in meant}
    return sides.pop() if len(sides) == 1 else Side.UNKNOWN


def _by_company(person: Person, known: Known) -> Side:
    if companies.same(person.company, known.vendor):
        return Side.VENDOR
    employers = (person.company, companies.of_email(person.email))
    theirs = any(companies.same(employer, known.customer) for employer in employers)
    return Side.CUSTOMER if theirs else Side.UNKNOWN


def _by_role(person: Person) -> Side:
    sort = sort_of(person.name)
    if sort is Sort.VENDOR_ROLE or (person.title and _VENDOR_TITLE.search(person.title)):
        return Side.VENDOR
    return Side.CUSTOMER if sort is Sort.CUSTOMER_ROLE else Side.UNKNOWN


def _by_interview(people: People, voices: Sequence[Voice]) -> None:
    """Settle host and guest of an interview from who asks, who welcomes and who talks."""
    total = sum(voice.words for voice in voices)
    main = [voice for voice in voices if voice.words >= _LEAST_SHARE * total]
    if len(main) < 2:  # noqa: PLR2004  it takes two to talk
        return
    hosts = [voice for voice in main if _side(people, voice.name) is Side.VENDOR] or _hosts(main, people)
    if not hosts:
        return
    for host in hosts:
        people.update(_called(people, host.name), side=Side.VENDOR)
    for voice in voices:
        if voice not in main and voice.hosting and not voice.hosted and _side(people, voice.name) is Side.UNKNOWN:
            people.update(_called(people, voice.name), side=Side.VENDOR)  # somebody who only sees off the listeners
    guests = [voice for voice in main if _side(people, voice.name) is Side.UNKNOWN]
    asked = max(host.asking_share for host in hosts)
    answering = all(asked >= _MORE * guest.asking_share and guest.serving < _SERVES for guest in guests)
    if answering or (len(hosts) == 1 and len(guests) == 1 and len(main) == len(hosts) + len(guests)):
        for guest in guests:
            people.update(_called(people, guest.name), side=Side.CUSTOMER)


def _hosts(main: Sequence[Voice], people: People) -> list[Voice]:
    """Return who interviews, as far as that is plain; nobody else may be known as a vendor's."""
    lead = max(main, key=lambda voice: (_host_score(voice, [v for v in main if v is not voice]), voice.asking))
    others = [voice for voice in main if voice is not lead]
    served = any(voice.serving >= _SERVES and voice.serving > lead.serving for voice in others)
    if _side(people, lead.name) is Side.CUSTOMER or (served and lead.hosting - lead.hosted < _WELCOMES):
        return []
    if len(others) > 1 and not (lead.hosting and all(lead.asking_share >= _MORE * v.asking_share for v in others)):
        return []
    return [lead] if _host_score(lead, others) >= _PLAIN else []


def _host_score(voice: Voice, others: Sequence[Voice]) -> float:
    """Weigh who asks against who answers, who welcomes and who talks longest.

    The weights are ours. Over ten public interviews hosts score 2.9 to 5.4 against their guests.
    """
    welcome = voice.hosting - voice.hosted - max(other.hosting - other.hosted for other in others)
    asks = voice.asking_share - max(other.asking_share for other in others)
    talk = math.log2(max(1, *(other.words for other in others)) / max(1, voice.words))
    return 0.5 * max(-3, min(3, welcome)) + 6 * asks + max(-2.0, min(2.0, talk))


def _by_colleagues(people: People) -> None:
    """Give those of one company the side of the colleague whose side is known.

    Where only the vendor's company is known and all others are of one other company, that is the
    customer's.
    """
    vendors = [person.company for person in people if person.side is Side.VENDOR and person.company]
    customers = [person.company for person in people if person.side is Side.CUSTOMER and person.company]
    if vendors and not customers:
        others = [
            p.company for p in people if p.side is Side.UNKNOWN and p.company and not _is_among(p.company, vendors)
        ]
        customers = others[:1] if all(companies.same(name, others[0]) for name in others) else []
    for person in list(people):
        if person.side is not Side.UNKNOWN or not person.company:
            continue
        ours, theirs = _is_among(person.company, vendors), _is_among(person.company, customers)
        if ours is not theirs:
            people.update(person.name, side=Side.VENDOR if ours else Side.CUSTOMER)


def _is_among(company: str, known: Sequence[str]) -> bool:
    return any(companies.same(company, name) for name in known)


def _side(people: People, name: str) -> Side:
    person = people.find(name)
    return person.side if person is not None else Side.UNKNOWN


def _called(people: People, name: str) -> str:
    person = people.find(name)
    return person.name if person is not None else name
