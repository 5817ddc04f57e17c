"""Takes a person's name out of texts without moving a character, so that every offset and citation still holds."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from assistant.domain.text import natural, plain
from ingest.redaction_names import occurrences

_LETTERS = "XYZQWVK"  # what a name is made of once it is erased; another for each person
_SHORTEST = 3  # letters of a part by which an address is known
_IDS = frozenset({"id", "document", "file", "evidence", "usage_fact", "sha256", "content_hash", "claim_hash"})


class Mask:
    """Replaces a name, its parts where they stand alone, and addresses made of it, letter by letter.

    Args:
        names: of the person, in every spelling that is known.
        emails: known addresses of the person.
        others: names that stay; a part that they share is left where it stands alone.
        texts: where the masked name must not stand already, so that two people stay two.
    """

    def __init__(
        self, names: Iterable[str], *, emails: Iterable[str] = (), others: Iterable[str] = (), texts: Iterable[str] = ()
    ) -> None:
        self._names = tuple(dict.fromkeys(natural(name) for name in names))
        self._emails = tuple(emails)
        self._others = tuple(others)
        kept = {word.casefold() for other in self._others for word in natural(other).split()}
        parts = dict.fromkeys(part for name in self._names for part in name.split())
        self.shared = tuple(part for part in parts if part.casefold() in kept)
        there = list(texts)
        free = (one for one in _LETTERS if not any(_written(self._names[0], one) in text for text in there))
        self._letter = next(free, _LETTERS[0])

    def text(self, text: str) -> str:
        """Return a text of the same length without the person."""
        read = plain(text)
        if not any(sign in read for sign in self._signs):
            return text
        masked = self._addresses.sub(lambda match: _written(match.group(), self._letter), text)
        pieces, at = list[str](), 0
        for start, end, _ in occurrences(masked, self._names, self._others):
            pieces += (masked[at:start], _written(masked[start:end], self._letter))
            at = end
        return "".join((*pieces, masked[at:])) if pieces else masked

    def data(self, value: Any, key: str = "") -> Any:
        """Return JSON values without the person; ids stay, as others refer to them."""
        if isinstance(value, str):
            return value if key in _IDS else self.text(value)
        if isinstance(value, Mapping):
            return {name: self.data(each, name) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(each, key) for each in value]
        return value

    @cached_property
    def _signs(self) -> frozenset[str]:
        """Without one of these no text can name the person."""
        return frozenset(
            plain(one) for one in (*self._emails, *(word for name in self._names for word in name.split()))
        )

    @cached_property
    def _addresses(self) -> re.Pattern[str]:
        """The name the other way round, and addresses and log-ins made of it."""
        forms = [*self._emails, *(form for name in self._names for form in _logins(name))]
        words = [word for name in self._names for word in name.split()]
        parts = [re.escape(plain(part)) for part in words if len(part) >= _SHORTEST and part not in self.shared]
        local = [rf"[\w.+-]*(?:{'|'.join(parts)})[\w.+-]*(?=@[\w-]+\.)"] if parts else []
        every = sorted({form for one in forms for form in (re.escape(one), re.escape(plain(one)))}, key=len)
        return re.compile(rf"(?<![^\W_])(?:{'|'.join([*reversed(every), *local, '(?!)'])})(?![^\W_])", re.IGNORECASE)


def _logins(name: str) -> list[str]:
    words = name.split()
    first, last = words[0], words[-1]
    if len(words) == 1:
        return []
    joined = [f"{first}{mark}{last}" for mark in "._-"]
    return [f"{last}, {' '.join(words[:-1])}", f"{first[0]}{last}", f"{first[0]}.{last}", *joined]


def _written(found: str, letter: str) -> str:
    """Return a name of the same shape made of one letter; the domain of an address stays."""
    local, mark, domain = found.partition("@")
    shaped = ("0" if char.isdigit() else letter if char.isupper() else letter.lower() for char in local)
    return "".join(new if old.isalnum() else old for old, new in zip(local, shaped, strict=True)) + mark + domain
