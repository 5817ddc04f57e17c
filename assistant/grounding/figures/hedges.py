"""Hedges of figures: "about", "over", "at least", "80+"."""

import re
from typing import NamedTuple

from assistant.grounding.figures.model import Modifier
from assistant.grounding.wordset import wordset

_BEFORE = (
    (
        Modifier.AT_LEAST,
        "at least|no (?:less|fewer) than|not less than|a minimum of|minimum|mindestens|au moins|al menos|≥|>=",
    ),
    (
        Modifier.AT_MOST,
        (
            "at most|no more than|not more than|up to|a maximum of|maximum|as (?:many|much) as|höchstens|bis zu|"
            "jusqu['’]à|hasta|≤|<="
        ),
    ),
    (Modifier.NEARLY, "nearly|almost|close to|just under|just below|just shy of|approaching|fast|beinahe|presque|casi"),
    (
        Modifier.OVER,
        (
            "over|more than|greater than|above|in excess of|upwards? of|exceed(?:s|ing|ed)?|north of|just over|"
            "well over|mehr als|über|plus de|más de|>"
        ),
    ),
    (Modifier.UNDER, "under|less than|fewer than|below|weniger als|unter|moins de|menos de|<"),
    (
        Modifier.ABOUT,
        (
            "about|around|approximately|approx\\.?|roughly|circa|ca\\.?|c\\.|an estimated|estimated|some|or so|"
            "somewhere (?:around|near)|in the region of|on the order of|ungefähr|etwa|rund|environ|aproximadamente|"
            "unos|unas|alrededor de|~|≈|give or take|maybe|perhaps|i think|we think"
        ),
    ),
)
_HEDGE = re.compile(
    "(?:"
    + "|".join(rf"(?P<m{i}>{words})" for i, (_, words) in enumerate(_BEFORE))
    + r")[\s,]*(?:the |a |an |its |our |their )?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?:(?P<over>\+|plus\b(?! \w+ing)|(?:or|and) (?:more|over|above|greater)\b)|(?P<about>or so\b|-ish\b|ish\b"
    r"|or thereabouts|give or take)|(?P<under>or (?:less|fewer|under)\b|max\b))",
    re.IGNORECASE,
)
_REACH = 24
_SEPARATORS = " ~≈<>=≤≥\n\u00a0"
_SIGNS = "~≈<>=≤≥"
_TOUCHING = "(,\"“”„‘’'«»"  # what may stand before or after the first word of a hedge
_LAST_WORDS = wordset(
    "least fewer less than minimum of mindestens moins menos most to maximum many much as höchstens zu hasta jusqu’à",
    "jusqu'à nearly almost under below shy approaching fast beinahe presque casi over above excess upwards upward",
    "exceed exceeds exceeding exceeded north als über de más plus weniger unter about around approximately approx",
    "approx. roughly circa ca ca. c. estimated some so near region order ungefähr etwa rund environ aproximadamente",
    "unos unas alrededor take maybe perhaps think more",
)


class Hedge(NamedTuple):
    """A hedge and where it starts or ends."""

    modifier: Modifier
    place: int


def _may_hedge(window: str) -> bool:
    """Look at the last two words before the costly pattern does: most figures carry no hedge."""
    words = window.lower().split()[-2:]
    return bool(words) and (words[-1][-1] in _SIGNS or any(word.strip(_TOUCHING) in _LAST_WORDS for word in words))


def hedge_before(text: str, at: int) -> Hedge | None:
    """Return the hedge that ends right before `at`."""
    floor = max(0, at - _REACH)
    window = text[floor:at]
    if window[-1:] not in _SEPARATORS or not _may_hedge(window):
        return None
    hit = _HEDGE.search(window)
    if hit is None:
        return None
    start = floor + hit.start()
    if hit.group()[0].isalpha() and start and text[start - 1].isalpha():
        return None
    return Hedge(_BEFORE[int((hit.lastgroup or "m0")[1:])][0], start)


def hedge_after(text: str, at: int) -> Hedge | None:
    """Return the hedge that begins right after the number or its unit."""
    hit = _AFTER.match(text, at)
    if hit is None:
        return None
    modifier = {"over": Modifier.OVER, "about": Modifier.ABOUT, "under": Modifier.AT_MOST}[hit.lastgroup or "about"]
    return Hedge(modifier, hit.end())
