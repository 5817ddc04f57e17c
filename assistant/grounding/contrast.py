"""A claim that nearly copies a sentence of the sources: what differs, word by word, and does it turn the sense?

The other checks look for a word and its neighbours; this one aligns the two sentences, so it also sees a
number, a name or an opposite that stands elsewhere in the source in its own right.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import NamedTuple

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.direction import opposite_sides, turned_back
from assistant.grounding.equivalents import name_variants
from assistant.grounding.evidence import Evidence
from assistant.grounding.figures import Carry, Figure, carry
from assistant.grounding.findings import Finding
from assistant.grounding.modality import planned_cue, possible_cue
from assistant.grounding.polarity import negation_cue
from assistant.grounding.support.canonical import folded
from assistant.grounding.support.content import LIGHT
from assistant.grounding.words import Token

CAP = 0.3
CAP_WEAKER = 0.6

_COPY = 0.75  # share of the claim's weight that the sentence must hold
_IN_STEP = 0.6  # share of the claim's words that must line up
_LONGEST = 120  # words of a sentence that is aligned
_LIKE_LETTERS = 4
_WIDEST = 4  # words of a difference that is judged


def _ranked(*groups: str) -> Mapping[str, int]:
    return MappingProxyType({word: rank for rank, group in enumerate(groups) for word in group.split()})


_SHARES = _ranked(
    "some several few only part partly sometimes certain",
    "most many mostly often usually",
    "all every each both everyone everybody always entire whole",
)
_ORDERS = _ranked("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "last final")
_UNITS = _ranked(
    "second seconds",
    "minute minutes",
    "hour hours hourly",
    "day days daily",
    "week weeks weekly",
    "month months monthly",
    "quarter quarters quarterly",
    "year years yearly annual annually",
    "decade decades",
    "century centuries",
)


class Difference(NamedTuple):
    """Words of the claim and the words that the source has in their place; either may be none."""

    ours: Sequence[Token]
    theirs: Sequence[Token]
    inside: bool  # the words on both sides of it line up


def check_contrast(
    claim: Claim, evidence: Evidence, lines: Sequence[Aligned], computed: Collection[Figure] = ()
) -> Iterator[Finding]:
    """Yield a finding if every sentence that the claim nearly copies differs from it in sense.

    `computed` are figures that follow from the sources without standing there.
    """
    if len(claim.words) > _LONGEST:
        return
    copies = [line for line in lines if line.share >= _COPY and len(line.words) <= _LONGEST]
    found = []
    for line in copies:
        differences = _differences(claim, line)
        if differences is None:
            continue
        told = [d for d in differences if not any(_touches(figure, d.ours, 0) for figure in computed)]
        found.append(next((f for d in told if (f := _sense(d, claim, line, evidence))), None))
    if found and all(found) and found[0] is not None:
        yield found[0]


def _differences(claim: Claim, line: Aligned) -> list[Difference] | None:
    """Return the differences within the stretch of the source that lines up; None where too little does."""
    ours, theirs = [word.stem for word in claim.words], line.stems
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    same = [step for step in steps if step[0] == "equal"]
    if sum(end - start for _, start, end, *_ in same) < _IN_STEP * len(ours):
        return None
    return [
        Difference(claim.words[a:b], line.words[c:d], inside=0 < number < len(steps) - 1)
        for number, (what, a, b, c, d) in enumerate(steps)
        if what != "equal" and b - a <= _WIDEST and d - c <= _WIDEST
    ]


def _sense(difference: Difference, claim: Claim, line: Aligned, evidence: Evidence) -> Finding | None:
    return (
        _figure(difference, claim, line, evidence)
        or _negation(difference)
        or _direction(difference)
        or _name(difference, evidence)
        or _degree(difference)
        or _unit(difference, claim, line, evidence)
        or _modality(difference)
    )


def _figure(difference: Difference, claim: Claim, line: Aligned, evidence: Evidence) -> Finding | None:
    ours = [figure for figure in claim.figures if _touches(figure, difference.ours, 0)]
    theirs = [
        placed.figure
        for placed in evidence.figures_in(line.number)
        if _touches(placed.figure, difference.theirs, line.line.start)
    ]
    if not ours or not theirs or any(_agree(b, a) for a in ours for b in theirs):
        return None
    reason = f"figure: {ours[0].text} is {theirs[0].text} in the source"
    return Finding(reason, Verdict.CONTRADICTED, CAP)


def _agree(source: Figure, claim: Figure) -> bool:
    """Tell whether figures are the same, or days of the year of which the source leaves the year out."""
    if carry(source, claim) is not Carry.NO:
        return True
    return (
        source.unit == claim.unit == "date"
        and source.first is None
        and claim.first is not None
        and (int(source.low) == claim.first % 10_000)
    )


def _touches(figure: Figure, words: Sequence[Token], offset: int) -> bool:
    return any(figure.start + offset < word.end and word.start < figure.end + offset for word in words)


def _negation(difference: Difference) -> Finding | None:
    if not difference.inside:
        return None
    ours, theirs = (_cue(words) for words in (difference.ours, difference.theirs))
    if (ours is None) is (theirs is None):
        return None
    reason = (
        f"negation: the claim says “{ours}”, the source does not" if ours else f"negation: the source says “{theirs}”"
    )
    return Finding(reason, Verdict.CONTRADICTED, CAP)


def _cue(words: Sequence[Token]) -> str | None:
    cues = [word.text for number, word in enumerate(words) if negation_cue(words, number)]
    return cues[0] if len(cues) % 2 else None


def _direction(difference: Difference) -> Finding | None:
    for our in difference.ours:
        sides = opposite_sides(our.stem)
        for at, their in enumerate(difference.theirs):
            if sides is not None and their.stem in sides[1] and not turned_back(difference.theirs, at):
                reason = f"direction: the claim says “{our.text}”, the source “{their.text}”"
                return Finding(reason, Verdict.CONTRADICTED, CAP)
    return None


def _name(difference: Difference, evidence: Evidence) -> Finding | None:
    """A name in the place of another, both of them known to the sources or written with capitals."""
    ours, theirs = (_proper(words, evidence) for words in (difference.ours, difference.theirs))
    if not ours or not theirs or not difference.inside or any(_alike(a.norm, b.norm) for a in ours for b in theirs):
        return None
    reason = f"name: {' '.join(w.text for w in ours)} is {' '.join(w.text for w in theirs)} in the source"
    return Finding(reason, Verdict.CONTRADICTED, CAP)


def _degree(difference: Difference) -> Finding | None:
    """All for some, first for second: a word of quantity that says more, or a word of order that says other."""
    for family in (_SHARES, _ORDERS):
        ours, theirs = (_of_family(words, family) for words in (difference.ours, difference.theirs))
        if ours and theirs and (ours[1] > theirs[1] if family is _SHARES else ours[1] != theirs[1]):
            reason = f"quantity: the claim says “{ours[0]}”, the source “{theirs[0]}”"
            return Finding(reason, Verdict.CONTRADICTED, CAP)
    return None


def _of_family(words: Sequence[Token], family: Mapping[str, int]) -> tuple[str, int] | None:
    return next(((word.text, family[word.norm]) for word in words if word.norm in family), None)


def _unit(difference: Difference, claim: Claim, line: Aligned, evidence: Evidence) -> Finding | None:
    """A day for a week: another unit in the same place, unless a figure converts it."""
    ours, theirs = (_of_family(words, _UNITS) for words in (difference.ours, difference.theirs))
    if not ours or not theirs or ours[1] == theirs[1]:
        return None
    converted = any(
        carry(placed.figure, figure) is not Carry.NO
        for figure in claim.figures
        if _touches(figure, difference.ours, 0)
        for placed in evidence.figures_in(line.number)
    )
    if converted:
        return None
    reason = f"figure: “{ours[0]}” is “{theirs[0]}” in the source"
    return Finding(reason, Verdict.CONTRADICTED, CAP)


def _alike(one: str, other: str) -> bool:
    """Tell whether two names are spellings of one, or a place and its people: they begin alike but for the end."""
    a, b = sorted((folded(one), folded(other)), key=len)
    return b.startswith(a[: max(_LIKE_LETTERS, len(a) - 1)]) or b in name_variants(a)


def _proper(words: Sequence[Token], evidence: Evidence) -> list[Token]:
    return [
        word
        for word in words
        if word.norm not in LIGHT
        and not word.text[0].isdigit()
        and (word.stem in evidence.index.proper or (word.text[0].isupper() and word.stem not in evidence.index))
    ]


def _modality(difference: Difference) -> Finding | None:
    if _weakens(difference.ours) or not difference.inside:
        return None
    cue = _weakens(difference.theirs)
    if cue is None:
        return None
    return Finding(f"modality: the source says “{cue}”, the claim is certain", Verdict.PARTIAL, CAP_WEAKER)


def _weakens(words: Sequence[Token]) -> str | None:
    return next(
        (word.text for number, word in enumerate(words) if planned_cue(words, number) or possible_cue(words, number)),
        None,
    )
