"""Texts made comparable."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 300
_GENDER = re.compile(r"\([mwfdx](?:/[mwfdx])*\)|(?<=\w)[*:_](?:in|innen)\b")
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")  # "C.F.O."
_MARKS = re.compile(r"[\W_]+")
_LONGEST_PART = 4  # words on either side of the comma in "Voss, Mara"
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "phd", "md", "mba", "dr"))


def plain(text: str) -> str:
    """Return `text` in lower case, without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).lower().replace("ß", "ss")


@lru_cache(maxsize=1 << 14)
def plain_words(text: str) -> str:
    """Return the words of a title or team, plain and parted by single spaces; "&" is "and"."""
    words = _GENDER.sub("", plain(text[:LONGEST].replace("&", " and ")))
    return _MARKS.sub(" ", _INITIALS.sub(r"\1", words)).strip()


def natural(name: str) -> str:
    """Return "Voss, Mara" as "Mara Voss"; a name with a suffix ("Roe, Jr.") or any other stays as it is."""
    last, comma, first = name.partition(",")
    last, first = last.strip(), first.strip()
    if not comma or not last or not first or "," in first:
        return name
    words = re.findall(r"[^\W\d_]+", first)
    if not words or len(words) > _LONGEST_PART or words[0].casefold() in _SUFFIXES:
        return name
    return f"{first} {last}"
