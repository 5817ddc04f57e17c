"""Forms of a person's name that may mean the same person."""

import re
from functools import lru_cache

from assistant.domain.text import natural, plain
from assistant.grounding.wordset import wordset

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEFT_OUT = wordset("mr mrs ms mx dr prof sir dame herr frau mme m jr sr ii iii iv phd md mba ing dipl")
_SHORT_FORMS = (
    "robert rob bob bobby robbie", "william will bill billy liam", "richard rich rick dick", "james jim jimmy jamie",
    "elizabeth liz lizzie beth betty eliza", "katherine catherine kate kathy katie cathy kathryn", "michael mike mick",
    "thomas tom tommy", "david dave davey", "anthony tony", "alexander alexandra alex sasha", "andrew andy drew",
    "daniel dan danny", "christopher chris", "christine christina chris", "matthew matt", "joseph joe joey",
    "benjamin ben", "nicholas nick", "samuel samantha sam", "edward ed eddie ted ned", "margaret maggie meg peggy",
    "jennifer jen jenny", "susan sue suzie", "patricia pat patty trish", "patrick pat paddy", "steven stephen steve",
    "jonathan jon john", "timothy tim", "gregory greg", "kenneth ken kenny", "ronald ron", "donald don",
    "lawrence laurence larry", "philip phillip phil", "peter pete", "frederick fred freddie", "charles charlie chuck",
    "victoria vicky tori", "rebecca becky", "deborah debra deb debbie", "jacqueline jackie", "abigail abby",
    "johannes hans", "maximilian max", "sebastian seb basti", "francisco paco", "jose pepe", "guadalupe lupe",
    "vladimir vova", "dmitri dima", "ekaterina katya", "priyanka priya", "muhammad mohammed mo",
)  # fmt: skip
_LONGEST_INITIALS = 3
SHORTEST_SURNAME = 4


@lru_cache(maxsize=1 << 14)
def parts(name: str) -> tuple[str, ...]:
    """Return the plain words of a name, without address and degrees: "Dr. Ana Ruiz-Vega" is ana, ruiz-vega."""
    words = tuple(word for word in _WORD.findall(plain(natural(name).replace("’", "'"))) if word not in _LEFT_OUT)
    return words or tuple(_WORD.findall(plain(name)))


def key(name: str) -> str:
    """Return what is equal for equal full names: without middle initials."""
    words = parts(name)
    middle = tuple(word for word in words[1:-1] if len(word) > 1)
    return " ".join((words[0], *middle, words[-1])) if len(words) > 1 else " ".join(words)


def is_initials(name: str) -> bool:
    """Tell whether a name is initials alone, such as "JR" or "J.R."."""
    letters = re.sub(r"[.\s]", "", name)
    return 1 < len(letters) <= _LONGEST_INITIALS and letters.isalpha() and letters.isupper()


def initials(name: str) -> str:
    """Return "jr" for "Jane Roe"."""
    return "".join(word[0] for word in parts(name))


def may_be(short: str, long: str) -> bool:
    """Tell whether two first names may be one: equal, an initial, or a short form."""
    if short == long or (len(short) == 1 and long.startswith(short)) or (len(long) == 1 and short.startswith(long)):
        return True
    return any(short in group and long in group for group in map(str.split, _SHORT_FORMS))


def from_login(login: str) -> tuple[str, ...]:
    """Return the words of a user id or of the part of an address before the @: "owen.lattimer" is owen, lattimer."""
    local = plain(login.split("@", maxsplit=1)[0].rsplit("\\", maxsplit=1)[-1].split("+", maxsplit=1)[0])
    return tuple(word for word in re.split(r"[._\-\d\s]+", local) if word)


@lru_cache(maxsize=1 << 14)
def is_person_like(name: str) -> bool:
    """Tell whether a name is written as people's names are, not as an id or an address."""
    return bool(_WORD.match(name)) and not re.search(r"[@\d_/]|\w\.\w{2}", name)
