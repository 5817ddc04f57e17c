"""How fast quotations are placed and classed, how that grows, and against difflib on the same input, scaled down."""

import random
import time
from difflib import SequenceMatcher

from assistant.grounding.quotes import QuoteClass, QuoteIndex, QuoteSource
from benches.checker import Maker, best_of, source

SOURCES = (250_000, 500_000, 1_000_000)  # code points
QUOTATIONS = (300, 3_000, 12_000)
ROUNDS = 5
DIFFLIB_SOURCE, DIFFLIB_QUOTATION = 20_000, 300  # difflib takes minutes on the whole

CHANGED = 0.05  # share of words that an altered quotation changes


def texts(size: int, maker: Maker) -> str:
    """Return a made-up text of exactly `size` code points."""
    return source(size // 6, maker)[:size]


def variants(text: str, length: int, maker: Maker) -> dict[str, str]:
    """Return a stretch of `text` as it stands, with words changed, and with its words shuffled."""
    start = maker.random.randrange(len(text) - length)
    words = text[start : start + length].split()[1:-1]
    changed = ["kratost" if maker.random.random() < CHANGED else word for word in words]
    shuffled = random.Random(length).sample(words, len(words))  # noqa: S311 (made-up text, no secret)
    return {"exact": " ".join(words), "altered": " ".join(changed), "absent": " ".join(shuffled)}


def placed(index: QuoteIndex, quotation: str) -> tuple[float, QuoteClass]:
    """Return the milliseconds that placing takes, and the class."""
    return best_of(ROUNDS, lambda: index.place(quotation)) * 1_000, index.place(quotation).cls


def against_difflib(maker: Maker) -> str:
    """Compare an altered quotation in a small source with difflib's longest match and ratio."""
    text = texts(DIFFLIB_SOURCE, maker)
    quotation = variants(text, DIFFLIB_QUOTATION, maker)["altered"]
    index = QuoteIndex([QuoteSource("s", text)])
    index.place(quotation)  # builds what is built on first use
    ours = best_of(ROUNDS, lambda: index.place(quotation))
    theirs = best_of(1, lambda: SequenceMatcher(None, text, quotation, autojunk=False).get_matching_blocks())
    return (
        f"  difflib on {DIFFLIB_SOURCE} and {DIFFLIB_QUOTATION} code points: {theirs:.2f} s, ratio {theirs / ours:.0f}"
    )


def main() -> None:
    """Print the time to index, then to place each kind of quotation."""
    maker = Maker(7)
    print("quotes: milliseconds to place and class one quotation")
    for size in SOURCES:
        text = texts(size, maker)
        began = time.perf_counter()
        index = QuoteIndex([QuoteSource("source", text)])
        index.place("nowhere to be found in here")  # builds what is built on first use
        print(f"  source of {size:>9}: index {time.perf_counter() - began:.2f} s")
        for length in QUOTATIONS:
            times = {kind: placed(index, quotation) for kind, quotation in variants(text, length, maker).items()}
            print(f"    {length:>6}: " + "; ".join(f"{kind} {ms:.1f} ({cls})" for kind, (ms, cls) in times.items()))
    print(against_difflib(maker))


if __name__ == "__main__":
    main()
