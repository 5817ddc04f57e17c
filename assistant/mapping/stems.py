"""Whether two short phrases mean the same work, by the stems of their words, so that the answer can be explained."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.words import STOPWORDS, tokens
from assistant.grounding.wordset import wordset

# Words that stand in any charter, so that sharing them says nothing.
_EVERYWHERE = wordset(
    "customer customers client clients our own their them help helps do does make makes give gives provide provides",
    "providing see new good work works working team teams people any each every well get gets",
)
SAME_WORK = 0.6  # of the rarer phrase's stems must stand in the other
_LEAST_SHARED = 2  # stems, unless the phrase has only one


class Likeness(NamedTuple):
    """How much of a phrase another one covers.

    Attributes:
        text: the other phrase.
        shared: words of the phrase that the other has as well.
        lacking: words of the phrase that the other does not have.
    """

    text: str
    shared: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share, 0 to 1, of the phrase's words that are shared."""
        count = len(self.shared) + len(self.lacking)
        return len(self.shared) / count if count else 0.0

    @property
    def same_work(self) -> bool:
        """Tell whether the two mean the same work."""
        return self.share >= SAME_WORK and (len(self.shared) >= _LEAST_SHARED or not self.lacking)


@lru_cache(maxsize=8192)
def stems(text: str) -> dict[str, str]:
    """Return the telling stems of a phrase, each with the word as written."""
    return {stem: word for stem, word in all_stems(text).items() if word.casefold() not in _EVERYWHERE}


def all_stems(text: str) -> dict[str, str]:
    """Return the stems of a phrase without function words and numbers, each with the word as written."""
    return {word.stem: word.text for word in tokens(text) if word.norm not in STOPWORDS and not word.norm.isdigit()}


def likeness(phrase: str, other: str) -> Likeness:
    """Return how much of `phrase` stands in `other`."""
    wanted, there = stems(phrase), stems(other)
    shared = tuple(word for stem, word in wanted.items() if stem in there)
    return Likeness(other, shared, tuple(word for stem, word in wanted.items() if stem not in there))


def nearest(phrase: str, others: Iterable[str]) -> Likeness | None:
    """Return the phrase that covers most of `phrase`; of equals the first. None where there is none."""
    return max((likeness(phrase, other) for other in others), key=lambda like: like.share, default=None)


def alike(one: str, other: str) -> bool:
    """Tell whether two phrases mean the same work, whichever is the longer."""
    forward, back = likeness(one, other), likeness(other, one)
    return forward.share >= SAME_WORK and back.share >= SAME_WORK and len(forward.shared) >= _LEAST_SHARED


def listed(words: Sequence[str]) -> str:
    """Return words in quotation marks, joined by commas."""
    return ", ".join(f"“{word}”" for word in words)
