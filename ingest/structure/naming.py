"""What looks like a person's name, and what sort of label a name-like word is."""

import re
from enum import Enum, auto

from ingest.structure import vocabulary as words

_SPACE = re.compile(r"\s+")
_NUMBERED = re.compile(r"\s*#?\d+$")
_TOKEN = re.compile(r"[^\W\d_][\w'’.\-]*$")
_MOST_TOKENS = 5
_LONGEST = 60
_UNCASED = 12  # code points of a name in a script without capitals


class Sort(Enum):
    """What a label says about the one who speaks after it."""

    VENDOR_ROLE = auto()
    CUSTOMER_ROLE = auto()
    UNKNOWN_ROLE = auto()
    NAME = auto()
    NOTE = auto()  # a label of notes, such as "Result"
    NOBODY = auto()  # "Break", "Music"
    OTHER = auto()


def fold(name: str) -> str:
    """Return `name` in the form in which names are compared."""
    return _SPACE.sub(" ", name.replace("’", "'")).strip(" .").casefold()


def is_name(text: str) -> bool:
    """Tell whether `text` has the shape of a person's name, alone of its letters."""
    tokens = text.split()
    if not 1 <= len(tokens) <= _MOST_TOKENS or len(text) > _LONGEST:
        return False
    if not all(_TOKEN.match(token) for token in tokens):
        return False
    if text.upper() == text.lower():
        return len(text) <= _UNCASED
    folded = [token.casefold().rstrip(".").replace("’", "'") for token in tokens]
    if folded[0].split("'")[0] in words.NOT_NAMES and "'" in folded[0]:
        return False
    if any(token in words.NOT_NAMES for token in folded[:1]) or folded[-1] in words.NOT_NAMES - {
        "may",
        "april",
        "june",
    }:
        return False
    proper = [
        t for t, f in zip(tokens, folded, strict=True) if f not in words.PARTICLES and f not in words.NAME_SUFFIXES
    ]
    return bool(proper) and all(token[0].isupper() or token[0].upper() == token[0] for token in proper)


def natural(name: str) -> str:
    """Return "Voss, Mara" as "Mara Voss"; any other name as it is."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and is_name(last) and is_name(first) and not has_title(first) else name


def has_title(text: str) -> bool:
    """Tell whether a word of `text` belongs to job titles."""
    return any(token.casefold().strip(".,'’") in words.TITLE_WORDS for token in re.split(r"[\s/&,()-]+", text))


def sort_of(name: str) -> Sort:
    """Tell what sort of label `name` is, by lists first and then by shape."""
    folded = fold(name)
    if folded in words.NOT_PEOPLE:
        return Sort.NOBODY
    bare = _NUMBERED.sub("", folded)
    for known, sort in (
        (words.VENDOR_ROLES, Sort.VENDOR_ROLE),
        (words.CUSTOMER_ROLES, Sort.CUSTOMER_ROLE),
        (words.UNKNOWN_ROLES, Sort.UNKNOWN_ROLE),
    ):
        if folded in known or bare in known:
            return sort
    if folded in words.NOTE_LABELS or bare in words.NOTE_LABELS:
        return Sort.NOTE
    return Sort.NAME if is_name(name) else Sort.OTHER


def same_person(one: str, other: str) -> bool:
    """Tell whether two forms of a name may be one person: equal, or one is the other's first or last part."""
    a, b = fold(one).split(), fold(other).split()
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if short == long:
        return True
    return len(short) == 1 and short[0] in (long[0], long[-1])
