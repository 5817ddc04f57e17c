"""Whose person somebody is, decided before any role: the account file says, then notes, then company and address."""

from collections import Counter
from collections.abc import Sequence

from assistant.domain.accounts import Account
from assistant.domain.documents import Side
from assistant.domain.text import plain, plain_words
from assistant.grounding.wordset import wordset
from assistant.mapping.people import Individual, Mention

_LEGAL = ("inc", "ltd", "llc", "gmbh", "ag", "plc", "corp", "co", "sa", "bv", "limited", "group", "company")
_PUBLIC = wordset(
    "gmail.com outlook.com hotmail.com yahoo.com icloud.com gmx.de gmx.net web.de proton.me protonmail.com aol.com"
)


class Sides:
    """Decides the side of individuals of one account."""

    def __init__(self, account: Account, individuals: Sequence[Individual]) -> None:
        vendors = [m for one in individuals for m in one.mentions if m.side is Side.VENDOR]
        customers = [m for one in individuals for m in one.mentions if m.side is Side.CUSTOMER]
        self._vendor_firms = {firm(m.company) for m in vendors if m.company}
        self._vendor_domains = _domains(vendors) - _domains(customers)
        self._customer_domains = _domains(customers)
        self._account = firm(account.name or "")
        listed = Counter(
            firm(m.company) for one in individuals for m in one.mentions if m.kind == "contact" and m.company
        )
        self._only = next(iter(listed)) if len(set(listed) - self._vendor_firms) == 1 and listed else ""

    def of(self, one: Individual) -> Side:
        """Return the side of an individual."""
        for kinds in (("account",), ("document",)):
            said = next((m.side for m in one.mentions if m.kind in kinds and m.side is not Side.UNKNOWN), None)
            if said is not None:
                return said
        companies = {firm(m.company) for m in one.mentions if m.company}
        domains = _domains(one.mentions)
        if companies & self._vendor_firms or domains & self._vendor_domains:
            return Side.VENDOR
        if self._is_customers(companies) or domains & self._customer_domains:
            return Side.CUSTOMER
        if companies:
            return Side.UNKNOWN
        return Side.CUSTOMER if any(m.kind in ("usage", "contact") for m in one.mentions) else Side.UNKNOWN

    def _is_customers(self, companies: set[str]) -> bool:
        if self._account:
            return any(_same(each, self._account) for each in companies)
        return bool(companies) and companies == {self._only}


def firm(name: str) -> str:
    """Return a company's name without its legal form."""
    words = plain_words(name).split()
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)


def _same(one: str, other: str) -> bool:
    return bool(one) and (one == other or one.startswith(f"{other} ") or other.startswith(f"{one} "))


def _domains(mentions: Sequence[Mention]) -> set[str]:
    return {plain(m.email.rpartition("@")[2]) for m in mentions if "@" in m.email} - _PUBLIC
