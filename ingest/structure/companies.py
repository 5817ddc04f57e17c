"""Whether two names mean one company."""

import re

_SUFFIX = re.compile(
    r"[\s,]+(?:inc|corp|corporation|ltd|limited|llc|llp|gmbh|ag|se|plc|group|company|co|sa|sas|srl|bv|nv|ab|oy|as|aps"
    r"|kg|holding|holdings)\.?$"
)
_MARKS = re.compile(r"[^\w\s&-]+")
_LEAST = 2  # letters of a name that may stand for a longer one


def fold(name: str) -> str:
    """Return a company's name as it is compared: lower case, without legal form or marks."""
    folded = " ".join(_MARKS.sub(" ", name.casefold()).split())
    while (shorter := _SUFFIX.sub("", folded)) != folded:
        folded = shorter
    return folded.removeprefix("the ")


def same(one: str | None, other: str | None) -> bool:
    """Tell whether both are given and mean one company: "Acme" is "Acme Corp." and begins "Acme Logistics"."""
    if not one or not other:
        return False
    a, b = fold(one), fold(other)
    short, long = sorted((a, b), key=len)
    return len(short) >= _LEAST and (short == long or long.startswith(short + " "))


def of_email(email: str | None) -> str | None:
    """Return the name in an e-mail's domain: "acme" for jane@mail.acme.com; None for a free mail host."""
    if not email or "@" not in email:
        return None
    parts = email.rsplit("@", 1)[1].casefold().split(".")
    name = parts[-2] if len(parts) > 1 else parts[0]
    return None if name in _FREE else name


_FREE = frozenset(
    (
        "gmail",
        "googlemail",
        "outlook",
        "hotmail",
        "yahoo",
        "icloud",
        "proton",
        "protonmail",
        "gmx",
        "web",
        "aol",
        "example",
    )
)
