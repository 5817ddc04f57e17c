"""The bar: an untrained mean of five lexical containments, each looking through the whole source for every sentence.

Content stems, bigrams, the best window of three sentences by inverse document frequency, numbers, and
capitalised words. Kept as simple as it is meant: a full scan, no index.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from typing import TypeVar

from assistant.grounding.sentences import split
from assistant.grounding.words import STOPWORDS, Token, tokens

Item = TypeVar("Item")
WINDOW = 3
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def baseline(sentence: str, source: str) -> float:
    """Return the mean of the five containments of a sentence in a source, 0 to 1."""
    lines = [tokens(span.of(source)) for span in split(source)]
    held = [{word.stem for word in line} for line in lines]
    words = tokens(sentence)
    content = [word.stem for word in words if word.norm not in STOPWORDS]
    if not content:
        return 1.0
    everything = set().union(*held)
    numbers = _NUMBER.findall(sentence)
    in_source = set(_NUMBER.findall(source))
    capitals = [w.stem for w in words if w.start and w.text[0].isupper() and w.norm not in STOPWORDS]
    shares = (
        _share(content, everything.__contains__),
        _share(_bigrams(words), {pair for line in lines for pair in _bigrams(line)}.__contains__),
        _best_window(content, held),
        _share(numbers, in_source.__contains__),
        _share(capitals, everything.__contains__),
    )
    return sum(shares) / len(shares)


def _share(items: Sequence[Item], holds: Callable[[Item], bool]) -> float:
    return sum(map(holds, items)) / len(items) if items else 1.0


def _bigrams(words: Sequence[Token]) -> list[tuple[str, str]]:
    return [(one.stem, other.stem) for one, other in pairwise(words)]


def _best_window(content: Sequence[str], held: Sequence[set[str]]) -> float:
    seen = Counter(stem for stems in held for stem in stems)
    weight = {stem: log(1 + (len(held) + 1) / (seen[stem] + 0.5)) for stem in content}
    total = sum(weight[stem] for stem in content)
    windows = (set().union(*held[start : start + WINDOW]) for start in range(len(held)))
    return max((sum(weight[stem] for stem in content if stem in window) for window in windows), default=0.0) / total
