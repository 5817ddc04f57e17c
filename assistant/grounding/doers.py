"""Who did it: the subject of a verb in the sources, as a name, where it can be told.

"Maria built the dashboard and Tom pays for it" does not carry "Tom built the dashboard". A subject is told
from the words before the verb: a name, "I" or "we" of a speaker, "she" or "he" after a name, or "by" a name
after a passive. Anything else stays open, and then nothing is refused.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.domain.verdicts import Verdict
from assistant.grounding.claim import Claim
from assistant.grounding.equivalents import FIRST_NAMES
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.givens import Givens
from assistant.grounding.names import Name, names
from assistant.grounding.support.canonical import root
from assistant.grounding.support.content import LIGHT
from assistant.grounding.support.index import Line
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP = 0.3

_BE = wordset("is are was were be been being got gets get")
_HELPERS = _BE | wordset(
    "has have had do does did will would can could may might must should shall also then now still already later"
    " just both all not never has to himself herself themselves"
)
_FIRST = wordset("i we i've we've i'd we'd i'll we'll i'm we're")
_THIRD = wordset("she he she's he's she'd he'd she'll he'll")
_PREPOSITIONS = wordset("of with for by to from at in on about than like including without via through per against")
_APPOSED = re.compile(r",[^,.;:!?]{2,90},\s*\Z")
_CLOSING = " \"'”’)"
_COMPANY = re.compile(r"\b(?:at|in|from|of|the|with)\s\Z")
_PERSONAL = re.compile(r"(?:She|He|Her|His)\b")
_COMPANIES = wordset("bank bakery group inc ltd llc gmbh corp corporation company university council trust paper")
_BACK = 3  # sentences before one with "she" in which her name may stand
_OBJECT = 0.6  # share of what was done that a sentence must name
_MOST = 24  # places of a verb that are looked at


class Doing(NamedTuple):
    """Who is said to do what."""

    who: Name
    verb: Token
    what: tuple[str, ...]  # stems of the other content words


def check_doers(claim: Claim, evidence: Evidence, givens: Givens | None = None) -> Iterator[Finding]:
    """Yield a finding where every source of a deed tells another doer than the claim does.

    A given name that is nobody's person, such as the account's, may stand for the "we" of a speaker.
    """
    given = (givens or Givens()).names
    doing = _doing(claim)
    if doing is None or not doing.what or doing.who.words[-1].stem not in evidence.index:
        return
    others = []
    person = _is_person(_bare(doing.who.text), evidence)
    for number in _deeds(doing, evidence):
        found = _doer(evidence.index.lines[number], doing.verb.stem, number, evidence, person=person)
        if found is None or _same(found, doing.who, evidence) or _speaks_for(found, doing.who, given, evidence):
            return
        others.append(found)
    if others:
        reason = f"roles: in the source it is {others[0]} of whom “{doing.verb.text}” is said, not {doing.who.text}"
        yield Finding(reason, Verdict.UNSUPPORTED, CAP)


def _doing(claim: Claim) -> Doing | None:
    """Return who does what in a claim that begins with a name, or ends with "by" a name."""
    words = claim.words
    for name in claim.names[:2]:
        if any(map(str.isalnum, claim.text[: name.start])):
            continue
        after = [number for number, word in enumerate(words) if word.start >= name.end][owns(name) :]
        verb = next((n for n in after if words[n].norm not in _HELPERS and not words[n].norm.endswith("ly")), None)
        if verb is None or any(word.norm in _BE for word in words[after[0] : verb]) or not _is_verb(words[verb]):
            return None
        if "," in claim.text[name.end : words[verb].start]:
            return None
        return _deed(claim, name, words[verb])
    return _passive(claim)


def _passive(claim: Claim) -> Doing | None:
    """Read "The dashboard was built by Tom"."""
    for before, by in zip(claim.words, claim.words[1:], strict=False):
        if by.norm == "by" and before.norm not in LIGHT and before.text.islower():
            who = next((name for name in claim.names if 0 < name.start - by.end <= len(" the ")), None)
            helped = any(word.norm in _BE for word in claim.words if word.end < before.start)
            return _deed(claim, who, before) if who and helped else None
    return None


def _is_verb(word: Token) -> bool:
    return word.text.islower() and word.norm not in LIGHT and not word.text[0].isdigit()


def _deed(claim: Claim, who: Name, verb: Token) -> Doing:
    spent = {*(word.stem for word in who.words), verb.stem}
    told = [word for word in claim.content if word.start > verb.start or verb.start < who.start]
    return Doing(who, verb, tuple(dict.fromkeys(word.stem for word in told if word.stem not in spent)))


def _deeds(doing: Doing, evidence: Evidence) -> list[int]:
    """Return the sentences of the sources with the verb and most of what was done."""
    index = evidence.index
    total = sum(map(index.weight, doing.what)) or 1.0
    return [
        number
        for number in sorted(index.where(doing.verb.stem))[:_MOST]
        if sum(index.weight(stem) for stem in doing.what if number in index.where(stem)) >= _OBJECT * total
        and not index.lines[number].text.rstrip(_CLOSING).endswith("?")
    ]


def _doer(line: Line, stem: str, number: int, evidence: Evidence, *, person: bool) -> str | None:
    """Return who does it in a sentence, None where that cannot be told.

    `person` tells that a person is asked about: what a speaker says that "we" did, a company may have done.
    """
    words = evidence.index.words[line.first : line.last]
    places = [n for n, word in enumerate(words) if word.stem == stem]
    if len(places) != 1:
        return None
    verb = places[0]
    first = verb
    while first and (words[first - 1].norm in _HELPERS or words[first - 1].norm.endswith("ly")):
        first -= 1
    if any(word.norm in _BE for word in words[first:verb]):
        return _by(line, words, verb)
    return _subject(line, words, first, number, evidence, person=person) if first else None


def _by(line: Line, words: Sequence[Token], verb: int) -> str | None:
    """Return the name behind "by" right after a passive."""
    if verb + 1 >= len(words) or words[verb + 1].norm != "by":
        return None
    at = words[verb + 1].end - line.start
    found = next((name for name in names(line.text) if 0 < name.start - at <= len(" the ")), None)
    return found.text if found else None


def _subject(
    line: Line, words: Sequence[Token], first: int, number: int, evidence: Evidence, *, person: bool
) -> str | None:
    """Return who stands right before a verb: a name, whose team it is, or whom a pronoun stands for."""
    before = words[first - 1]
    if before.norm in _FIRST:
        return evidence.speaker(number) if person else None
    if before.norm in _THIRD:
        return _last_named(line, before.start - line.start, number, evidence)
    at, text = words[first].start - line.start, line.text
    beside = [name for name in names(text) if text[name.end : at] == ", " and text[: name.start].endswith(", ")]
    if beside:
        return beside[0].text  # "Our CFO, Lena Frost, signed": the apposition is the name
    if apposed := _APPOSED.search(text, 0, at):
        at = apposed.start()
    found = [name for name in names(text) if name.end <= at]
    if not found or _in_phrase(text, found):
        return None
    name = found[-1]
    between = text[name.end : at].split()
    return name.text if not between or (len(between) == 1 and between[0].isalpha() and owns(name)) else None


def _in_phrase(text: str, found: Sequence[Name]) -> bool:
    """Tell whether the last name hangs on a preposition, or shares its place with another: "Maria and Tom built"."""
    lead = text[: found[-1].start].rstrip()
    last = lead.rsplit(maxsplit=1)[-1].lower() if lead else ""
    if last in ("and", "or", "&"):
        rest = lead[: -len(last)].rstrip()
        new = rest.endswith(",") and not any(text[: name.start].rstrip().endswith(",") for name in found[:-1])
        return not new and any(name.end == len(rest.rstrip(" ,")) for name in found[:-1])
    return last in _PREPOSITIONS


def owns(name: Name) -> bool:
    """Tell whether a name stands in the genitive: "Keel's"."""
    return name.words[-1].norm.endswith(("'s", "s'"))


def _last_named(line: Line, at: int, number: int, evidence: Evidence) -> str | None:
    """Return the only person named in the nearest sentence before "she" or "he" that names anybody but the speaker."""
    lines = evidence.index.lines
    for near in range(number, max(-1, number - _BACK - 1), -1):
        if lines[near].piece is not line.piece or evidence.speaker(near) != evidence.speaker(number):
            return None
        text = line.text[:at] if near == number else lines[near].text
        found = {name.text for name in names(text)} - {evidence.speaker(near)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _same(found: str, who: Name, evidence: Evidence) -> bool:
    """Tell whether two doers may be one, or one the company of the other."""
    one, other = _bare(found), _bare(who.text)
    if not {*one.casefold().split()}.isdisjoint(other.casefold().split()) or evidence.one_person(one, other):
        return True
    return _is_person(one, evidence) and not _is_person(other, evidence) and _may_be_company(who, evidence)


def _speaks_for(found: str, who: Name, given: Sequence[str], evidence: Evidence) -> bool:
    """Tell whether a speaker may speak for the given name: it is no person's, so it is the account's."""
    name = _bare(who.text)
    return name in given and evidence.speaks(found) and not _is_person(name, evidence)


def _bare(name: str) -> str:
    return name.replace("’", "'").removesuffix("'s").removesuffix("'")


def _is_person(name: str, evidence: Evidence) -> bool:
    """Tell whether a name is surely a person's: a given name, a speaker, or the subject before a "She" or "He"."""
    if name.split(maxsplit=1)[0].casefold() in FIRST_NAMES or evidence.speaks(name):
        return True
    lines = evidence.index.lines
    return any(
        lines[number].text.startswith(name) and _PERSONAL.match(lines[number + 1].text)
        for number in sorted(evidence.index.where(root(name.rsplit(maxsplit=1)[-1].lower())))[:_MOST]
        if number + 1 < len(lines)
    )


def _may_be_company(who: Name, evidence: Evidence) -> bool:
    """Tell whether a name may be an organisation's: one word, a last one like "Foods", or "at" or "of" before it."""
    name = _bare(who.text)
    if len(who.words) == 1 or name.endswith("s") or who.words[-1].norm in _COMPANIES:
        return True
    lines = evidence.index.lines
    return any(
        _COMPANY.search(lines[number].text.partition(name)[0])
        for number in sorted(evidence.index.where(who.words[-1].stem))[:_MOST]
        if name in lines[number].text
    )
