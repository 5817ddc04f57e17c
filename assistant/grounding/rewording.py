"""A claim in the words of its sources: "two weeks" reads "14 days" where that is the figure that carries it.

Support is measured over words; a figure that is held, whatever way it is written, counts as covered so.
"""

from collections.abc import Sequence

from assistant.grounding.claim import Claim
from assistant.grounding.direction import is_move
from assistant.grounding.evidence import Evidence, Placed
from assistant.grounding.figures import Carry
from assistant.grounding.held import Held
from assistant.grounding.words import Token

_TRIED = 16  # places of a figure that are compared


def reworded(claim: Claim, figures: Sequence[Held], evidence: Evidence) -> tuple[Token, ...]:
    """Return the words of a claim, each held figure as the sources write it.

    Where a change is told by figures that are held, the words that only say which way it went are left out.
    """
    words = list(claim.words)
    changed = False
    for one in reversed(figures):
        if one.how is Carry.NO or not one.places:
            continue
        changed = changed or bool(one.formula or one.figure.role)
        inside = [n for n, word in enumerate(words) if one.figure.start <= word.start and word.end <= one.figure.end]
        places = one.places if one.formula else (_nearest(one.places, claim, evidence),)
        theirs = [word for placed in places for word in _words(placed, evidence)]
        stems = {word.stem for word in theirs}
        if inside and not all(words[n].stem in stems for n in inside):
            words[inside[0] : inside[-1] + 1] = theirs
    if changed:
        words = [word for word in words if word.stem in evidence.index or not is_move(word.stem)]
    return tuple(words)


def _nearest(places: Sequence[Placed], claim: Claim, evidence: Evidence) -> Placed:
    """Return the place whose sentence has most of the claim's words."""
    return max(
        places[:_TRIED], key=lambda placed: sum(placed.line in evidence.index.where(stem) for stem in set(claim.stems))
    )


def _words(placed: Placed, evidence: Evidence) -> list[Token]:
    line = evidence.index.lines[placed.line]
    start, end = line.start + placed.figure.start, line.start + placed.figure.end
    return [word for word in evidence.index.words[line.first : line.last] if start <= word.start and word.end <= end]
