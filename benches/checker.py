"""How fast sentences are checked, how that grows, and against the naive scorer that scans the source each time."""

import random
import time
from collections.abc import Callable, Sequence
from functools import partial

from assistant.grounding.checker import Checker
from assistant.grounding.sources import SourceText
from benches.lexical_baseline import baseline

WORDS = (5_000, 20_000, 80_000)
SENTENCES = (100, 400)
NAIVE_SENTENCES = 10
ROUNDS = 3

VOCABULARY = 4_000
LENGTH = 12  # content words of a sentence
_SYLLABLES = ("ba", "co", "di", "fe", "gu", "la", "mo", "ni", "pe", "ru", "sa", "to", "vi", "zu", "kra", "ste")
_GLUE = ("the", "of", "and", "in", "to", "for", "with", "on")


class Maker:
    """Makes sentences out of made-up words, of which few are common and most are rare, as in any text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 (made-up text, no secret)
        self._words = ["".join(self.random.choices(_SYLLABLES, k=3)) + "t" for _ in range(VOCABULARY)]
        self._weights = [1 / (rank + 10) for rank in range(VOCABULARY)]

    def word(self) -> str:
        """Return a made-up word."""
        return self.random.choices(self._words, self._weights)[0]

    def sentence(self) -> str:
        """Return a sentence with a name, and a figure and a date in half of them."""
        words = self.random.choices(self._words, self._weights, k=LENGTH)
        words[0] = words[0].capitalize()
        words[4] = words[4].capitalize()
        if self.random.random() < 0.5:
            words[7] = f"{self.random.randint(2, 4000)} {words[7]}"
            words.append(f"in {self.random.choice(('March', 'June'))} {self.random.randint(1990, 2026)}")
        glued = " ".join(f"{word} {self.random.choice(_GLUE)}" for word in words[:-1])
        return f"{glued} {words[-1]}."


def source(words: int, maker: Maker) -> str:
    """Return a made-up text of about so many words."""
    lines: list[str] = []
    count = 0
    while count < words:
        lines.append(maker.sentence())
        count += len(lines[-1].split())
    return " ".join(lines)


def best_of(rounds: int, action: Callable[[], object]) -> float:
    """Return the shortest of some times, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return min(times)


def check_all(checker: Checker, claims: Sequence[str]) -> None:
    """Check each sentence."""
    for claim in claims:
        checker.check(claim)


def scan_all(text: str, claims: Sequence[str]) -> None:
    """Score each sentence by the naive baseline."""
    for claim in claims:
        baseline(claim, text)


def claims_on(text: str, maker: Maker) -> list[str]:
    """Return sentences of which half are the source's own with a word changed, and half are new."""
    own = text.split(". ")
    claims = []
    for number in range(max(SENTENCES)):
        words = maker.random.choice(own).rstrip(".").split()
        words[maker.random.randrange(len(words))] = "kratost"
        claims.append(" ".join(words) + "." if number % 2 else maker.sentence())
    return claims


def main() -> None:
    """Print the growth with the source and with the number of sentences, and the ratio against the naive scorer."""
    maker = Maker(11)
    print("checker: sentences a second, against the naive five-containment scan of the same source")
    for words in WORDS:
        text = source(words, maker)
        claims = claims_on(text, maker)
        began = time.perf_counter()
        checker = Checker([SourceText("source", text)])
        checker.check(claims[0])  # figures are read on first use
        index = time.perf_counter() - began
        rates = [count / best_of(ROUNDS, partial(check_all, checker, claims[:count])) for count in SENTENCES]
        naive = best_of(1, partial(scan_all, text, claims[:NAIVE_SENTENCES])) / NAIVE_SENTENCES
        print(
            f"  {words:>6} words: index {index:5.2f} s;"
            f" {rates[0]:6.0f}/s over {SENTENCES[0]}, {rates[1]:6.0f}/s over {SENTENCES[1]};"
            f" naive {1 / naive:6.1f}/s; ratio {rates[1] * naive:6.1f}"
        )


if __name__ == "__main__":
    main()
