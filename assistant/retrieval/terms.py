"""What a text is indexed by: stemmed words in English, overlapping letters elsewhere.

Overlapping runs of four letters need no dictionary: they find inflected and compound words of any
alphabet, and pairs of characters where a script writes no spaces.
"""

import re
import unicodedata

from assistant.grounding.words import STOPWORDS, tokens

GRAM = 4
_WORD = re.compile(r"\w+")


def terms(text: str, language: str = "en") -> list[str]:
    """Return the index terms of a text, repeats included; linear in its length."""
    if language in {"en", "und"}:
        return [token.stem for token in tokens(text) if token.norm not in STOPWORDS and _WORD.search(token.norm)]
    return [gram for word in _WORD.findall(_folded(text)) for gram in grams(word)]


def tagged(text: str, language: str) -> list[str]:
    """Return the index terms of a text, each marked with its language unless that is English or unknown."""
    kind = "" if language in {"en", "und"} else f"{language}:"
    return [kind + term for term in terms(text, language)]


def grams(word: str) -> list[str]:
    """Return the overlapping runs of a word: four letters, or two where the script has no spaces."""
    size = 2 if _is_wide(word[0]) else GRAM
    return [word[at : at + size] for at in range(max(1, len(word) - size + 1))]


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"}
