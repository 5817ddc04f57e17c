"""Names of people, compared the way a reader would."""

import re
import unicodedata

from assistant.grounding.wordset import wordset

_HONORIFICS = wordset(
    "mr mrs ms mx miss dr prof professor sir dame lord lady rev hon sen senator rep president herr frau mme m"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def same_person(first: str, second: str) -> bool:
    """Tell whether two names may name one person: "Helmig", "Bryan Helmig" and "B. Helmig" do."""
    a, b = _words(first), _words(second)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if set(short) <= set(long):
        return True
    return short[-1] == long[-1] and short[0][0] == long[0][0] and min(len(short[0]), len(long[0])) == 1


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.split("(", maxsplit=1)[0].split(",", maxsplit=1)[0])
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(letters)]
    return [w for w in words if w not in _HONORIFICS] or words
