"""The index of approved stories, by words and meaning; derived data, which can be built again at any time."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class StoryText(NamedTuple):
    """What of a story is searched: title, summary and claims as one text; `content_hash` tells whether it is newer."""

    story: str
    account: str
    content_hash: str
    text: str
    language: str = "en"


class FoundStory(NamedTuple):
    """One answer of the index."""

    story: str
    score: float  # 0 to 1


class StoryIndex(Protocol):
    """Approved stories; safe to use from several threads."""

    def put(self, stories: Sequence[StoryText]) -> None:
        """Put stories in; one that is there already is replaced."""
        ...

    def remove(self, stories: Sequence[str]) -> None:
        """Take stories out, text and vectors; ids that are not there do no harm."""
        ...

    def hashes(self) -> Mapping[str, str]:
        """Return the content hash of each story in the index."""
        ...

    def search(self, query: str, k: int, *, accounts: frozenset[str] | None = None) -> tuple[FoundStory, ...]:
        """Return at most `k` stories of the accounts, of all when none are named; best first."""
        ...
