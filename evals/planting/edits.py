"""The edits: each makes a false statement of a true one, or none where there is nothing to change.

They find figures, names and verbs by patterns of their own; what the checker finds must not decide what it is asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple, TypeVar


class Edit(NamedTuple):
    """A changed statement, and what was changed."""

    text: str
    planted: str


class Ground(NamedTuple):
    """What an edit may draw on: other people of the account, and names from nowhere."""

    people: Sequence[str]
    strangers: Sequence[str]


T = TypeVar("T")
Planter = Callable[[str, Random, Ground], Edit | None]
FACTORS = (1.5, 3)
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+|(?<![\w.,])\d+(?:\.\d+)?")
_NAMES = "January February March April May June July August September October November December"
_MONTHS = _NAMES.split()
_MONTH = re.compile("|".join(_MONTHS))
_UNITS = (("minutes", "hours"), ("hours", "days"), ("days", "weeks"), ("day", "week"), ("weeks", "months"))
_MORE_UNITS = (("a month", "a week"), ("a week", "a day"), ("euros", "dollars"), ("EUR", "USD"), ("USD", "EUR"))
_DENIAL = re.compile(r"\b(did|does|do|was|were|is|are|has|have) not\b ?")
_VERBS = "was|is|are|were|has|have|had"
_PLAIN = re.compile(rf"\b({_VERBS})\b(?! (?:not|no|never)\b)")
_PAST = MappingProxyType(
    {
        "took": "take",
        "built": "build",
        "opened": "open",
        "signed": "sign",
        "went": "go",
        "put": "put",
        "released": "release",
        "passed": "pass",
        "moved": "move",
        "cleared": "clear",
        "recommended": "recommend",
        "baked": "bake",
    }
)
_MAIN_VERB = re.compile(r"\b(took|went)\b")  # before any other, which may be a participle
_HOLDING = re.compile(r"\b(had|has)\b(?= (?:the\b|an?\b|\d))")
_PAST_VERB = re.compile(rf"\b({'|'.join(_PAST)})\b")


def number(text: str, dice: Random, _: Ground) -> Edit | None:
    """Change one figure to another that stands nowhere near it."""
    found = list(_FIGURE.finditer(text))
    if not found:
        return None
    hit = _one_of(found, dice)
    value = float(hit[0].replace(",", ""))
    other = value * _one_of(FACTORS, dice) + 1
    if _MONTH.match(text, hit.end() + 1):
        other = value % 28 + 1  # a day that the month has
    shown = f"{other:.1f}" if "." in hit[0] else f"{round(other):,}" if "," in hit[0] else str(round(other))
    return _put(text, hit.span(), shown)


def speaker(text: str, dice: Random, ground: Ground) -> Edit | None:
    """Put another person of the account in the place of the one who is named."""
    named = _named(text, ground.people)
    others = [name for name in ground.people if name != named]
    return _in_place_of(named, _one_of(others, dice), text) if named and others else None


def stranger(text: str, dice: Random, ground: Ground) -> Edit | None:
    """Put somebody who stands nowhere in the place of the one who is named; not in a denial, which would be true."""
    named = _named(text, ground.people)
    return _in_place_of(named, _one_of(ground.strangers, dice), text) if named and not _denies(text) else None


def denial_lost(text: str, _dice: Random, _ground: Ground) -> Edit | None:
    """Take a negation out."""
    hit = _DENIAL.search(text)
    return Edit(text[: hit.start()] + f"{hit[1]} " + text[hit.end() :], f"{hit[0].strip()} → {hit[1]}") if hit else None


def denial_added(text: str, _dice: Random, _ground: Ground) -> Edit | None:
    """Put a negation in."""
    if _denies(text):
        return None
    if hit := _MAIN_VERB.search(text) or _PAST_VERB.search(text):
        return _put(text, hit.span(), f"did not {_PAST[hit[1]]}")
    if hit := _HOLDING.search(text):
        return _put(text, hit.span(), f"{'did' if hit[1] == 'had' else 'does'} not have")
    if hit := _PLAIN.search(text):
        return _put(text, hit.span(), f"{hit[1]} not")
    return None


def date(text: str, dice: Random, _: Ground) -> Edit | None:
    """Move a date by months, or a year by some."""
    if hit := _MONTH.search(text):
        months = 2 + int(dice.random() * 8)
        return _put(text, hit.span(), _MONTHS[(_MONTHS.index(hit[0]) + months) % len(_MONTHS)])
    if hit := re.search(r"\b20\d\d\b", text):
        return _put(text, hit.span(), str(int(hit[0]) - 3))
    return None


def unit(text: str, _dice: Random, _ground: Ground) -> Edit | None:
    """Put another unit, or another period, beside a figure; everywhere in the statement."""
    for one, other in (*_UNITS, *_MORE_UNITS):
        if re.search(rf"\d[\d,.]*(?: working| [a-z]+)? {one}\b", text):
            return Edit(re.sub(rf"\b{one}\b", other, text), f"{one} → {other}")
    share = re.search(r"(?<=\d)(?:%| percent)", text)
    return Edit(text.replace(share[0], " per mille"), f"{share[0].strip()} → per mille") if share else None


EDITS: Mapping[str, Planter] = MappingProxyType(
    {
        "number": number,
        "speaker": speaker,
        "stranger": stranger,
        "denial-lost": denial_lost,
        "denial-added": denial_added,
        "date": date,
        "unit": unit,
    }
)


def _denies(text: str) -> bool:
    return re.search(r"\b(?:not|never|nobody|no)\b", text) is not None


def _named(text: str, people: Sequence[str]) -> str | None:
    return next((name for name in people if name in text), None)


def _in_place_of(named: str, other: str, text: str) -> Edit:
    return Edit(text.replace(named, other), f"{named} → {other}")


def _put(text: str, span: tuple[int, int], other: str) -> Edit:
    start, end = span
    return Edit(text[:start] + other + text[end:], f"{text[start:end].strip()} → {other.strip()}")


def _one_of(found: Sequence[T], dice: Random) -> T:
    return found[int(dice.random() * len(found))]
