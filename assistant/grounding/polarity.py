"""Negation: a claim that says what the source says is not so, or the other way about."""

from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.parsed import parse
from assistant.grounding.scopes import scoped
from assistant.grounding.support.content import LIGHT
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP = 0.35
_GOES_ON = wordset("it this that them these those so")
_MOST = 24  # sentences with subject and verb that are looked at
BESIDE = 6  # words
_CUES = wordset(
    "not never no neither nor none nobody nothing without cannot cant dont didnt doesnt isnt wasnt wont n't",
    "hardly barely scarcely",
    "fail fails failed failing refuse refuses refused refusing decline declines declined unable deny denies",
    "denied lack lacks lacked",
)
_NO_NEGATION_AFTER = {
    "not": wordset("only just least merely simply surprisingly"),
    "no": wordset("doubt matter wonder surprise fewer less more sooner later better"),
    "nothing": wordset("but short"),
}
_TURNED = wordset("fail fails failed")  # "has not failed to", "never failed to": two make none


def negation_cue(words: Sequence[Token], number: int) -> int:
    """Return how many words the negation at a place takes, 0 if there is none."""
    norm = words[number].norm
    if norm not in _CUES and not norm.endswith("n't"):
        return 0
    after = words[number + 1].norm if number + 1 < len(words) else ""
    if after in _NO_NEGATION_AFTER.get(norm, ()) or after in _TURNED:
        return 0
    before = words[number - 1].norm if number else ""
    if norm == "no" and (not after or after in LIGHT):
        return 0  # an answer: "no, but ..."
    if norm == "no" and after == "longer":
        return 2
    if norm in _TURNED and (before in _CUES or before.endswith("n't")):
        return 0
    return 1


def negated(text: str, words: Sequence[Token]) -> dict[str, str]:
    """Return the stems that stand under a negation, each with the cue as written."""
    return {words[head].stem: words[cue].text for cue, head in scoped(text, words, negation_cue)}


def check_negation(claim: Claim, lines: Sequence[Aligned], evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding if every comparable sentence of the sources has the other polarity."""
    here = negated(claim.text, claim.words)
    clashes = [_clash(here, claim, line) for line in lines]
    if clashes and all(clashes):
        yield Finding(f"negation: {clashes[0]}", Verdict.CONTRADICTED, CAP)
    elif not here and (cue := _denied(claim, evidence)):
        yield Finding(f"negation: the source says “{cue}” of the same", Verdict.CONTRADICTED, CAP)


def _denied(claim: Claim, evidence: Evidence) -> str | None:
    """Return the negation in "Finance has not confirmed it" where the sources say nothing else of subject and verb."""
    clauses = parse(claim.text, claim.words, ())
    told = clauses[0].told if clauses else None
    if told is None or told.plain or told.pronoun or not told.subject:
        return None
    index = evidence.index
    numbers = set.intersection(*(index.where(stem) for stem in (*told.subject, told.verb.stem)))
    cues = []
    for number in sorted(numbers)[:_MOST]:
        line = index.lines[number]
        words = index.words[line.first : line.last]
        if any(
            told.subject <= c.told.subject and told.verb.stem in c.stems for c in evidence.clauses(number) if c.told
        ):
            goes_on = any(word.norm in _GOES_ON for word in words)
            cues.append(negated(line.piece.text, words).get(told.verb.stem) if goes_on else None)
    return cues[0] if cues and all(cues) else None


def _clash(here: dict[str, str], claim: Claim, line: Aligned) -> str | None:
    there = negated(line.line.piece.text, line.words)
    stems = line.stems
    for stem, cue in here.items():
        if stem in stems and not there:
            return f"the claim says “{cue}” of “{stem}”, the source does not"
    said = {word.stem: word.text for word in claim.content}
    for stem, cue in there.items():
        if stem in said and not here and stems.count(stem) == 1 and _beside(said, stem, stems):
            return f"the source says “{cue}” of “{said[stem]}”, the claim does not"
    return None


def _beside(said: dict[str, str], stem: str, stems: list[str]) -> bool:
    """Tell whether another word of the claim stands by the negated one."""
    place = stems.index(stem)
    near = stems[max(0, place - BESIDE) : place] + stems[place + 1 : place + BESIDE + 1]
    return not set(said).isdisjoint(near)
