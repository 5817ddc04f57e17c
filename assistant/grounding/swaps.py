"""Things in the wrong place: "from 2 % to 8 %" for "from 8 % to 2 %", "A over B" for "B over A", A's figure for B's."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.figures import Carry, Figure, carry
from assistant.grounding.findings import Finding
from assistant.grounding.names import Name, names
from assistant.grounding.support.content import LIGHT
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP = 0.3

_COPY = 0.75  # share of the claim's weight that the sentence must hold
_LISTING = wordset("and or nor the a an")  # two things after the same such word may stand in any order
_PIVOTS = wordset("than instead")
_MOST = 12  # names and figures of one sentence that are compared


def check_swaps(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding if every near copy has two names or numbers of the claim in each other's place."""
    copies = [line for line in lines if line.share >= _COPY]
    swapped = [_swap(claim.words, line.words) or _crossed(claim.words, line.words) for line in copies]
    if swapped and all(swapped) and swapped[0] is not None:
        one, other = swapped[0]
        reason = f"roles: “{one.text}” and “{other.text}” have changed places"
        yield Finding(reason, Verdict.CONTRADICTED, CAP)


def check_owners(claim: Claim, evidence: Evidence, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding if every near copy has a figure of the claim in another one's clause."""
    copies = [line for line in lines if line.share >= _COPY]
    for figure in claim.figures[:_MOST]:
        owners = [name for name in claim.names if name.end <= figure.start]
        if not owners:
            continue
        others = [_other_owner(owners[-1], figure, claim, evidence, line) for line in copies]
        if others and all(others):
            reason = f"figure: {figure.text} is said of {others[0]}, not of {owners[-1].text}"
            yield Finding(reason, Verdict.UNSUPPORTED, CAP)


def _other_owner(owner: Name, figure: Figure, claim: Claim, evidence: Evidence, line: Aligned) -> str | None:
    """Return the name that begins the clause of the figure, where it is not the claim's and that one begins another."""
    text = line.line.text
    places = [p.figure.start for p in evidence.figures_in(line.number) if carry(p.figure, figure) is not Carry.NO]
    if len(places) != 1:
        return None
    found = names(text)
    before = [name for name in found if name.end <= places[0]]
    if not before or before[-1].text in claim.text:
        return None
    other = before[-1]
    for name in found:
        if name.words[-1].stem != owner.words[-1].stem:
            continue
        start, end = (name.end, other.start) if name.start < other.start else (places[0], name.start)
        if _CLAUSE.search(text, start, end):
            return other.text
    return None


_CLAUSE = re.compile(r"[;,]|\b(?:and|but|while|whereas)\b")


def _swap(ours: Sequence[Token], theirs: Sequence[Token]) -> tuple[Token, Token] | None:
    here, there = _after_what(ours), _after_what(theirs)
    both = [stem for stem in here if stem in there][:_MOST]
    for one, other in combinations(both, 2):
        crossed = here[one][0] == there[other][0] and here[other][0] == there[one][0]
        if crossed and here[one][0] != here[other][0]:
            return here[one][1], here[other][1]
    return None


def _crossed(ours: Sequence[Token], theirs: Sequence[Token]) -> tuple[Token, Token] | None:
    """Return two words that stand on the other side of "faster than", or "instead of", than in the source."""
    for number, pivot in enumerate(ours):
        there = next((n for n, word in enumerate(theirs) if word.norm == pivot.norm), None)
        if pivot.norm not in _PIVOTS or not number or there is None:
            continue
        if pivot.norm == "than" and ours[number - 1].stem != theirs[there - 1].stem:
            continue
        left, right = ({word.stem for word in side} for side in (theirs[:there], theirs[there:]))
        one = _only_in(ours[:number], right - left)
        other = _only_in(ours[number + 1 :], left - right)
        if one and other and _only_in(ours[:number], left - right, but=theirs[there - 1].stem) is None:
            return one, other
    return None


def _only_in(words: Sequence[Token], stems: set[str], but: str = "") -> Token | None:
    return next((w for w in words if w.stem in stems and w.stem != but and w.norm not in LIGHT), None)


def _after_what(words: Sequence[Token]) -> dict[str, tuple[str, Token]]:
    """Return each name and number that stands once, with the word before it."""
    found: dict[str, tuple[str, Token]] = {}
    often: set[str] = set()
    for before, word in pairwise(words):
        if before.stem in _LISTING or not _marked(word):
            continue
        if word.stem in found:
            often.add(word.stem)
        found[word.stem] = (before.stem, word)
    return {stem: place for stem, place in found.items() if stem not in often}


def _marked(word: Token) -> bool:
    """Tell whether a word is a number or has a capital."""
    return word.stem[:1].isdigit() or (word.text[0].isupper() and word.norm not in LIGHT)
