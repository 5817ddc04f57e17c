"""Modality and hedges: what is planned or possible in the source is not done or certain in the claim."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.findings import Finding
from assistant.grounding.scopes import scoped
from assistant.grounding.support.content import LIGHT
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP_PLANNED = 0.5
CAP_CONDITION = 0.6
CAP_POSSIBLE = 0.7

_PLANS = wordset(
    "plan plans planned planning intend intends intended intending hope hopes hoped hoping aim aims aimed",
    "aiming want wants wanted wanting",
    "expect expects expected expecting propose proposes proposed consider considers considering due",
    "scheduled set looking going about like",
    "strive strives strived try tries trying attempt attempts attempting seek seeks seeking",
)
_FUTURE = wordset("will shall won't")
_POSSIBLE = wordset(
    "may might could would should perhaps possibly probably maybe likely potentially allegedly reportedly",
    "apparently seemingly",
)
_CONDITION = re.compile(r"\b(?:if|unless|provided|assuming|as long as|only when|once)\b", re.IGNORECASE)
_TO_BE = wordset("is are was were be")


def planned_cue(words: Sequence[Token], number: int) -> int:
    """Return how many words a plan or promise takes at a place: "plans to", "will"; 0 if there is none."""
    norm = words[number].norm
    if norm in _FUTURE:
        return 1
    after = words[number + 1].norm if number + 1 < len(words) else ""
    return 2 if after == "to" and (norm in _PLANS or norm in _TO_BE) else 0


def possible_cue(words: Sequence[Token], number: int) -> int:
    """Return 1 where a word weakens what follows to a possibility, else 0."""
    return int(words[number].norm in _POSSIBLE)


def check_modality(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding if all comparable sentences only plan, or only think possible, what the claim states."""
    if lines and not _CONDITION.search(claim.text) and (condition := _conditions(lines)):
        yield Finding(f"modality: the source says so only “{condition} …”", Verdict.PARTIAL, CAP_CONDITION)
    weak = _weak(claim.text, claim.words)
    if not lines or weak:
        return
    said = {
        word.stem: word.text
        for word, before in zip(claim.words, (None, *claim.words), strict=False)
        if _stated(word, before)
    }
    found = [_weaker(said, line) for line in lines]
    if not all(found) or found[0] is None:
        return
    stem, (cue, planned) = found[0]
    if planned:
        reason = f"modality: the source says “{cue}” of “{said[stem]}”, the claim states it as done"
        yield Finding(reason, Verdict.UNSUPPORTED, CAP_PLANNED)
    else:
        reason = f"modality: the source says “{cue}” of “{said[stem]}”, the claim is certain"
        yield Finding(reason, Verdict.PARTIAL, CAP_POSSIBLE)


def _conditions(lines: Sequence[Aligned]) -> str | None:
    """Return the word that makes each of some sentences, as a whole, hold on a condition only."""
    found = [_CONDITION.match(line.line.text) for line in lines]
    return found[0].group() if found and found[0] is not None and all(found) else None


def _stated(word: Token, before: Token | None) -> bool:
    """Tell whether a word may be the verb of a statement about what is or was; names and infinitives are not."""
    if word.norm in LIGHT or word.norm.endswith("ing") or not word.text[0].islower():
        return False
    return before is None or before.norm not in ("to", "the", "a", "an")


def _weak(text: str, words: Sequence[Token]) -> dict[str, tuple[str, bool]]:
    possible = {words[head].stem: (words[cue].text, False) for cue, head in scoped(text, words, possible_cue)}
    planned = {words[head].stem: (words[cue].text, True) for cue, head in scoped(text, words, planned_cue)}
    return possible | planned


def _weaker(said: dict[str, str], line: Aligned) -> tuple[str, tuple[str, bool]] | None:
    """Return the first word of the claim that the sentence only has under a plan or a possibility."""
    weak = _weak(line.line.piece.text, line.words)
    stems = line.stems
    return next(
        (
            (stem, cue)
            for stem, cue in weak.items()
            if stem in said and stems.count(stem) == 1 and not (cue[0] in _FUTURE and said[stem].endswith("s"))
        ),
        None,
    )
