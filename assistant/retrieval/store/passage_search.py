"""Search over the passages of every account at once, which must not read them all."""

from typing import NamedTuple, Protocol

from assistant.domain.documents import Passage


class FoundPassage(NamedTuple):
    """One answer of the search."""

    account: str
    passage: Passage
    score: float  # 0 to 1


class PassageSearch(Protocol):
    """Current passages of all accounts by words and meaning; follows the repository by itself, safe in threads."""

    def search(self, query: str, k: int, *, accounts: frozenset[str] | None = None) -> tuple[FoundPassage, ...]:
        """Return at most `k` passages of the accounts, of all when none are named; best first, no text twice."""
        ...
