"""The check of job titles: "Ann Lee, VP of Operations" needs a source that says so of Ann Lee, or a given title."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.domain.verdicts import Verdict
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.givens import Givens
from assistant.grounding.jobs import CORE, INITIALS, SHORT
from assistant.grounding.names import Name
from assistant.grounding.support.canonical import reading
from assistant.grounding.support.content import content
from assistant.grounding.wordset import wordset

CAP = 0.6

_AFTER = re.compile(
    r",\s+(?:the\s+|our\s+|its\s+|their\s+|an?\s+)?(?P<title>[^,;:.()\"“”]{3,80}?)"
    r"(?=[,;.()]|\s+(?:at|with|for|from|on|in|who|said|says)\b|$)"
)
_IS = re.compile(
    r"\s+(?:is|was|became|serves as|served as|works as|worked as|as)\s+(?:now\s+)?"
    r"(?:the\s+|our\s+|its\s+|their\s+|an?\s+)?"
    r"(?P<title>[^,;:.()\"“”]{3,80}?)(?=[,;.()]|\s+(?:at|with|for|from|on|in|who|and|but)\b|$)"
)
_BEFORE = re.compile(r"(?P<title>(?:[A-Za-z&-]+\s+){0,4}[A-Za-z&-]+),?\s+$")
_GOES_ON = wordset(
    "and or but so including already who which where when while as he she they it we with then also was is has had"
)
_REACH = 1  # sentences on each side of one with the name


class Titled(NamedTuple):
    """A name and the title that the claim gives it."""

    name: Name
    title: str


def titled(claim: Claim) -> tuple[Titled, ...]:
    """Return the names of a sentence that stand beside a job title."""
    found = []
    for name in claim.names:
        after = _AFTER.match(claim.text, name.end) or _IS.match(claim.text, name.end)
        if after and _is_title(after["title"]):
            found.append(Titled(name, after["title"].strip()))
        elif (before := _BEFORE.search(claim.text, max(0, name.start - 60), name.start)) and (
            title := _ending_title(before["title"])
        ):
            found.append(Titled(name, title))
    return tuple(found)


def check_titles(claim: Claim, evidence: Evidence, givens: Givens) -> Iterator[Finding]:
    """Yield a finding for each title that no source gives to its bearer, and that was not given either."""
    given = [_words(title) for title in givens.titles]
    for name, title in titled(claim):
        wanted = _words(title)
        if any(wanted <= words for words in given) or _carried(name, wanted, evidence):
            continue
        known = all(any(part in evidence.index for part in _alternatives(word)) for word in wanted)
        reason = f"title: no source says “{title}” of {name.text}" if known else f"title: “{title}” is in no cited text"
        yield Finding(reason, Verdict.PARTIAL, CAP)


def _is_title(text: str) -> bool:
    """Tell whether an apposition names a job, rather than going on with the sentence."""
    first = re.split(r"[\s'’]", text, maxsplit=1)[0]
    return first not in _GOES_ON and any(word.norm in CORE | INITIALS for word in reading(text))


def _ending_title(text: str) -> str | None:
    """Return the title that a text ends with, as in "said sales director (Ann Lee)"; its last word tells."""
    words = reading(text)
    if not words or words[-1].norm not in CORE | INITIALS:
        return None
    first = len(words) - 1
    while first and words[first - 1].norm in _MODIFIERS:
        first -= 1
    return text[words[first].start :].strip()


_MODIFIERS = wordset(
    "chief executive vice senior junior deputy assistant associate managing general global regional national",
    "former principal lead staff",
    "sales marketing product engineering finance operations technology information revenue customer success",
    "data security account program project",
)


def _words(title: str) -> frozenset[str]:
    """Return the stems of a title, short forms written out."""
    text = " ".join(SHORT.get(word.norm, word.norm) for word in reading(title))
    return frozenset(word.stem for word in content(reading(text)))


def _carried(name: Name, wanted: frozenset[str], evidence: Evidence) -> bool:
    index = evidence.index
    for place in {number for word in name.words for number in index.where(word.stem)}:
        near = range(max(0, place - _REACH), min(len(index.lines), place + _REACH + 1))
        around = [n for n in near if n == place or not _is_of_another(index.lines[n].text, name, wanted)]
        if all(any(n in index.where(part) for n in around for part in _alternatives(word)) for word in wanted):
            return True
    return False


def _is_of_another(text: str, name: Name, wanted: frozenset[str]) -> bool:
    """Tell whether a sentence beside the one with the name gives the title to somebody else."""
    ours = {word.stem for word in name.words}
    return any(
        wanted <= _words(other.title) and ours.isdisjoint(word.stem for word in other.name.words)
        for other in titled(Claim(text))
    )


def _alternatives(stem: str) -> tuple[str, ...]:
    """Return the stem and the short forms that it may be part of."""
    return (stem, *_parts().get(stem, ()))


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for short, long in SHORT.items():
        for word in reading(long):
            parts[word.stem] = (*parts.get(word.stem, ()), short)
    return parts
