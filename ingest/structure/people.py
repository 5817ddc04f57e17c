"""The people of one document, one each, however they are called in it."""

from collections.abc import Iterable, Iterator

from assistant.domain.documents import Person, Side
from ingest.structure.naming import fold


class People:
    """People in order of their first mention; what is said of one later fills in what is not known yet.

    A lone first or last name is the one person who bears it; where two do, it stays a person of its own.
    """

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._people: list[Person] = []
        self._whole: dict[str, int] = {}
        self._part: dict[str, set[int]] = {}
        for person in people:
            self.add(person)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people)

    def find(self, name: str) -> Person | None:
        """Return the one person whom `name` means; None when nobody or several bear it."""
        at = self._find(name)
        return None if at is None else self._people[at]

    def add(self, person: Person) -> Person:
        """Take in a person, or what is newly said of one; return the person as known now."""
        at = self._find(person.name)
        if at is None:
            at = self._lengthened(person)
        if at is None:
            at = len(self._people)
            self._people.append(person)
        else:
            self._people[at] = _merged(self._people[at], person)
        self._index(at)
        return self._people[at]

    def update(self, name: str, **fields: object) -> None:
        """Set fields of the one person called exactly `name`."""
        at = self._whole[fold(name)]
        self._people[at] = self._people[at].model_copy(update=fields)

    def _find(self, name: str) -> int | None:
        folded = fold(name)
        if folded in self._whole:
            return self._whole[folded]
        if " " in folded:
            return None
        bearers = self._part.get(folded, set())
        return next(iter(bearers)) if len(bearers) == 1 else None

    def _lengthened(self, person: Person) -> int | None:
        """Return the person known so far by the first name alone of this full name."""
        parts = fold(person.name).split()
        return self._whole.get(parts[0]) if len(parts) > 1 and len(self._part.get(parts[0], ())) <= 1 else None

    def _index(self, at: int) -> None:
        folded = fold(self._people[at].name)
        self._whole.setdefault(folded, at)
        parts = folded.split()
        for part in {parts[0], parts[-1]}:
            self._part.setdefault(part, set()).add(at)


def _merged(known: Person, new: Person) -> Person:
    longer = new if len(new.name.split()) > len(known.name.split()) else known
    fresh_title = known.title is None and new.title is not None
    return Person(
        name=longer.name,
        span=longer.span or known.span or new.span,
        title=new.title if fresh_title else known.title,
        title_span=new.title_span if fresh_title else known.title_span,
        company=known.company or new.company,
        email=known.email or new.email,
        side=known.side if known.side is not Side.UNKNOWN else new.side,
    )
