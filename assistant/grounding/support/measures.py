"""Four measures of support, each 0 to 1 and each explained in a sentence.

Coverage asks whether the words are there; togetherness, whether they are there in the same breath;
nearness, whether neighbours in the claim are neighbours in the source; order, whether the claim
reads along with the passage. A summary that stitches true words into a false sentence keeps the
first and loses the others. `docs/grounding.md` has what each brought.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from assistant.grounding.support.index import Index

WINDOW = 5  # sentences that may carry one claim together
NEAR = 12  # words between two words that still belong together
PARTNERS = 40  # content words after one that are paired with it: all, in any sentence that a person would write
MOST_PLACES = 64  # of a word that is everywhere, this many places are looked at


def sentence_gains(stems: Sequence[str], index: Index) -> dict[int, float]:
    """Return for each sentence that holds a stem the summed weight of those it holds."""
    gains: defaultdict[int, float] = defaultdict(float)
    for stem, count in Counter(stems).items():
        weight = index.weight(stem) * count
        for number in index.where(stem):
            gains[number] += weight
    return gains


def best_window(stems: Sequence[str], index: Index) -> tuple[int, float]:
    """Return the first sentence of the window that holds most of the weight, and its share of it."""
    total = sum(map(index.weight, stems))
    if not total or not index.lines:
        return 0, 0.0
    gains: defaultdict[int, float] = defaultdict(float)
    for stem, count in Counter(stems).items():
        weight = index.weight(stem) * count
        starts = {start for number in index.where(stem) for start in range(max(0, number - WINDOW + 1), number + 1)}
        for start in starts:
            gains[start] += weight
    if not gains:
        return 0, 0.0
    start = max(gains, key=lambda number: (gains[number], number))
    return start, gains[start] / total


def togetherness(stems: Sequence[str], index: Index) -> float:
    """Return the share of pairs of content words that some one sentence of the sources holds both of."""
    together = pairs = 0
    for number, one in enumerate(stems):
        for other in stems[number + 1 : number + 1 + PARTNERS]:
            if one != other:
                pairs += 1
                together += not index.where(one).isdisjoint(index.where(other))
    return together / pairs if pairs else share(stems, index)


def nearness(stems: Sequence[str], index: Index) -> float:
    """Return the share of neighbouring content words that stand within `NEAR` words in the sources too."""
    pairs = [pair for pair in pairwise(stems) if pair[0] != pair[1]]
    if not pairs:
        return share(stems, index)
    return sum(near(one, other, index) for one, other in pairs) / len(pairs)


def near(one: str, other: str, index: Index, within: int = NEAR) -> bool:
    """Tell whether two stems stand within so many words of each other somewhere."""
    rare, common = sorted((index.places(one), index.places(other)), key=len)
    for place in rare[:MOST_PLACES]:
        at = bisect_left(common, place - within)
        if at < len(common) and common[at] <= place + within:
            return True
    return False


def share(stems: Sequence[str], index: Index) -> float:
    """Return the share of the stems that stand anywhere in the sources."""
    return sum(stem in index for stem in stems) / len(stems) if stems else 1.0


def order(stems: Sequence[str], window: Sequence[str]) -> float:
    """Return the longest common subsequence of a sentence and a passage, as a share of the sentence.

    Bit-parallel (Hyyrö 2004): one step a word of the passage.
    """
    masks: defaultdict[str, int] = defaultdict(int)
    for bit, stem in enumerate(stems):
        masks[stem] |= 1 << bit
    full = (1 << len(stems)) - 1
    row = full
    for stem in window:
        if match := row & masks.get(stem, 0):
            row = (row + match | row - match) & full
    return (len(stems) - row.bit_count()) / len(stems) if stems else 1.0
