"""Roles: who did it to whom. "A acquired B" is not carried by "B acquired A"."""

from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.findings import Finding
from assistant.grounding.names import Name
from assistant.grounding.support.canonical import root
from assistant.grounding.support.content import LIGHT
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP = 0.35

_PASSIVE = wordset("by")
_LINKS = wordset("and or with between versus vs")
_REPLACE = root("replace")
_FARTHEST = 6  # words between the two, one of them the verb


def check_roles(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding if all comparable sentences have two names of the claim the other way about the same verb."""
    for one, verb, other in _doings(claim):
        turned = [_turned(one, verb, other, claim, line) or _replaced(one, verb, other, line) for line in lines]
        if turned and all(turned):
            reason = f"roles: in the source, {other.text} and {one.text} stand the other way about “{verb.text}”"
            yield Finding(reason, Verdict.CONTRADICTED, CAP)
            return


def _doings(claim: Claim) -> Iterator[tuple[Name, Token, Name]]:
    """Yield neighbouring names with the one verb-like word between them."""
    for one, other in zip(claim.names, claim.names[1:], strict=False):
        between = [word for word in claim.words if one.end <= word.start and word.end <= other.start]
        if (
            len(between) > _FARTHEST
            or any(word.norm in _LINKS for word in between)
            or "," in claim.text[one.end : other.start]
        ):
            continue
        verbs = [word for word in between if word.norm not in LIGHT and word.text[0].islower()]
        if verbs:
            yield one, verbs[0], other


def _replaced(one: Name, verb: Token, other: Name, line: Aligned) -> bool:
    """Tell whether the source replaces the one with the other, where the claim has it replace the other."""
    if verb.stem != _REPLACE or verb.norm.endswith("ing"):
        return False
    stems = [word.stem for word in line.words]
    first, second = one.words[-1].stem, other.words[-1].stem
    if any(stems.count(stem) != 1 for stem in (first, _REPLACE, second)):
        return False
    v, a, b = stems.index(_REPLACE), stems.index(first), stems.index(second)
    return v < a < b and any(word.norm in ("with", "by") for word in line.words[a:b])


def _turned(one: Name, verb: Token, other: Name, claim: Claim, line: Aligned) -> bool:
    stems = line.stems
    first, second = one.words[-1].stem, other.words[-1].stem
    if any(stems.count(stem) != 1 for stem in (first, verb.stem, second)):
        return False
    a, v, b = stems.index(first), stems.index(verb.stem), stems.index(second)
    if not b < v < a or a - b > 2 * _FARTHEST:
        return False
    here = any(word.norm in _PASSIVE for word in claim.words if one.end <= word.start < other.start)
    there = any(word.norm in _PASSIVE for word in line.words[b:a])
    return here == there and not any(word.norm in _LINKS for word in line.words[b:a])
