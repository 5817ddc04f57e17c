"""One person under several spellings is one person; two of one name stay two until shown to be one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from assistant.domain.documents import Side
from assistant.domain.spans import Span
from assistant.domain.text import natural, plain, plain_words
from assistant.mapping import names

Kind = Literal["account", "document", "contact", "usage"]
AMBIGUOUS = "several people bear this name; kept apart until shown to be one of them"


class Mention(NamedTuple):
    """How one source names one person."""

    name: str
    kind: Kind
    source: str  # document id or file name
    title: str = ""
    company: str = ""
    email: str = ""
    department: str = ""
    user: str = ""
    side: Side = Side.UNKNOWN
    span: Span | None = None  # in the source's text, where it is a document
    title_span: Span | None = None
    dated: str = ""  # ISO date of the source, "" when it bears none


@dataclass
class Individual:
    """A person as known so far, under every mention."""

    mentions: list[Mention] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name that reads as a person's, else whatever a source calls the person."""
        if len(self.mentions) == 1:
            return natural(self.mentions[0].name)
        shown = [natural(m.name) for m in self.mentions if names.is_person_like(m.name)] or [self.mentions[0].name]
        return max(shown, key=lambda name: (min(len(names.parts(name)), 3), not name.isupper(), len(name)))

    @property
    def said_titles(self) -> list[Mention]:
        """Mentions with a title, the one that counts first: given, then newest, then listed, then undated."""
        order = {"account": 3, "document": 0, "contact": 1, "usage": -1}
        titled = [m for m in self.mentions if m.title]
        return sorted(titled, key=lambda m: (order[m.kind] + (2 if m.dated else 0), m.dated), reverse=True)

    @property
    def title(self) -> Mention | None:
        """The mention whose title counts."""
        return next(iter(self.said_titles), None)

    def first(self, what: Literal["email", "company", "department", "user"]) -> str:
        """Return the first value that a mention gives."""
        return next((value for m in self.mentions if (value := getattr(m, what))), "")


class People:
    """Individuals by every form of their names; give those with the fullest names first."""

    def __init__(self) -> None:
        self.all: list[Individual] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_email: dict[str, int] = {}
        self._by_user: dict[str, int] = {}
        self._by_listing: dict[tuple[str, str, str, str], int] = {}
        self._by_last: dict[str, list[int]] = defaultdict(list)
        self._by_part: dict[str, set[int]] = defaultdict(set)
        self._by_initials: dict[str, set[int]] = defaultdict(set)

    def add(self, mention: Mention) -> int:
        """Take in a mention; return the place of the individual whom it means."""
        at, note = self._match(mention)
        if at is None:
            at = len(self.all)
            self.all.append(Individual())
        if note:
            self.all[at].notes.append(note)
        self.all[at].mentions.append(mention)
        self._index(at, mention)
        return at

    def find(self, name: str) -> int | None:
        """Return the one individual whom a name means; None when nobody or several bear it."""
        found = self._by_name(name)
        return found[0] if len(found) == 1 else None

    def of_user(self, user: str) -> int | None:
        """Return the individual whom usage data know by a user id."""
        return self._by_user.get(user.casefold())

    def _match(self, mention: Mention) -> tuple[int | None, str]:
        if mention.email and (at := self._by_email.get(mention.email.casefold())) is not None:
            return at, ""
        if mention.user and (at := self._by_user.get(mention.user.casefold())) is not None:
            return at, ""
        if mention.kind == "contact":
            return self._by_listing.get(_listing(mention)) if not mention.email else None, ""
        if mention.kind == "usage":
            return self._login(mention), ""
        found = [at for at in self._by_name(mention.name) if not self._contradicts(at, mention)]
        if len(found) > 1:
            found = [at for at in found if self._agrees(at, mention)] or found
        return (found[0], "") if len(found) == 1 else (None, AMBIGUOUS if found else "")

    def _by_name(self, name: str) -> list[int]:
        same = self._by_key.get(names.key(name), [])
        words = names.parts(name)
        if same or not words:
            return list(dict.fromkeys(same))
        if names.is_initials(name):
            return sorted(self._by_initials.get(initial_key(name), ()))
        if len(words) == 1:
            return sorted(self._by_part.get(words[0], ()))
        likely = [at for at in self._by_last.get(words[-1], ()) if self._first_name_fits(at, words[0])]
        return list(dict.fromkeys(likely))

    def _first_name_fits(self, at: int, first: str) -> bool:
        return any(
            names.may_be(first, words[0]) for m in self.all[at].mentions if len(words := names.parts(m.name)) > 1
        )

    def _login(self, mention: Mention) -> int | None:
        if names.is_person_like(mention.name) and len(found := self._by_name(mention.name)) == 1:
            return found[0]
        words = names.from_login(mention.user or mention.email)
        if len(words) > 1:
            found = self._by_name(" ".join(words)) or self._by_name(" ".join(reversed(words)))
        elif words and len(words[0]) > SHORTEST_LOGIN:
            found = self._by_last.get(words[0][1:], [])
            found = [at for at in found if self._first_name_fits(at, words[0][0])]
        else:
            found = []
        return found[0] if len(set(found)) == 1 else None

    def _contradicts(self, at: int, mention: Mention) -> bool:
        """Tell whether a mention cannot be this person: another side, or for a lone first name another title."""
        known = self.all[at]
        sides = {m.side for m in known.mentions} - {Side.UNKNOWN}
        if mention.side is not Side.UNKNOWN and sides and mention.side not in sides:
            return True
        if len(names.parts(mention.name)) > 1 or not mention.title:
            return False
        titles = {plain_words(m.title) for m in known.mentions if m.title}
        return bool(titles) and plain_words(mention.title) not in titles

    def _agrees(self, at: int, mention: Mention) -> bool:
        known = self.all[at].mentions
        titles = {plain_words(m.title) for m in known if m.title}
        companies = {plain(m.company) for m in known if m.company}
        return plain_words(mention.title) in titles or (bool(mention.company) and plain(mention.company) in companies)

    def _index(self, at: int, mention: Mention) -> None:
        if mention.email:
            self._by_email.setdefault(mention.email.casefold(), at)
        if mention.user:
            self._by_user.setdefault(mention.user.casefold(), at)
        if mention.kind == "contact":
            self._by_listing.setdefault(_listing(mention), at)
        if not names.is_person_like(mention.name):
            return
        words = names.parts(mention.name)
        if not words:
            return
        places = self._by_key[names.key(mention.name)]
        if not places or places[-1] != at:
            places.append(at)
        for word in {words[0], words[-1]}:
            self._by_part[word].add(at)
        if len(words) > 1:
            self._by_initials[names.initials(mention.name)].add(at)
            self._by_last[words[-1]].append(at)


SHORTEST_LOGIN = names.SHORTEST_SURNAME  # an initial and a surname


def initial_key(name: str) -> str:
    """Return initials in the form they are kept in."""
    return "".join(char for char in plain(name) if char.isalpha())


def _listing(mention: Mention) -> tuple[str, str, str, str]:
    return (names.key(mention.name), plain_words(mention.title), plain(mention.company), plain(mention.department))


def gather(mentions: Iterable[Mention]) -> tuple[People, list[int]]:
    """Bring mentions together; return the people, and the individual of each mention in the order given.

    Contacts and full names are taken in first, so that a short form finds the one it stands for.
    """
    listed = list(mentions)
    people = People()
    rank = {"contact": 0, "account": 1, "document": 2, "usage": 4}

    def order(at: int) -> tuple[int, int]:
        mention = listed[at]
        full = len(names.parts(mention.name)) > 1 or mention.kind in ("contact", "usage")
        return (rank[mention.kind] if full else 3, at)

    places: list[int] = [0] * len(listed)
    for at in sorted(range(len(listed)), key=order):
        places[at] = people.add(listed[at])
    return people, places
