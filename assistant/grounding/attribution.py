"""Attribution: what the claim puts into somebody's mouth must be that person's in the sources."""

from collections.abc import Iterator

from assistant.domain.verdicts import Verdict
from assistant.grounding.claim import Claim
from assistant.grounding.evidence import Evidence
from assistant.grounding.findings import Finding
from assistant.grounding.names import Name
from assistant.grounding.support.measures import sentence_gains
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP = 0.35

_SAYING = wordset(
    "say says said saying tell tells told explain explains explained add adds added note notes noted recall",
    "recalls recalled report reports",
    "reported argue argues argued claim claims claimed believe believes believed state states stated admit",
    "admits admitted confirm confirms",
    "confirmed warn warns warned stress stresses stressed estimate estimates estimated describe describes",
    "described mention mentions mentioned",
    "announce announces announced think thinks insist insists insisted suggest suggests suggested according",
)
_HOLDS = 0.5  # share of what is said that a sentence must hold to be where it was said
_NEARLY = 0.8
_COMMAS = 3  # around an apposition, and inside it
_AROUND = 3  # sentences before one in which its speaker may be named


def saying(claim: Claim) -> frozenset[Token]:
    """Return the verbs by which the claim gives its words to somebody; none where it does not."""
    if _speaker(claim) is None:
        return frozenset()
    return frozenset(word for word in claim.words if word.norm in _SAYING)


def check_attribution(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding if somebody else says in the sources what the claim says this person said."""
    speaker = _speaker(claim)
    if speaker is None:
        return
    said = [word.stem for word in claim.content if word not in speaker.words and word.norm not in _SAYING]
    gains = sentence_gains(said, evidence.index)
    total = sum(map(evidence.index.weight, said))
    best = max(gains.values(), default=0.0)
    if not total or best < _HOLDS * total:
        return
    places = [number for number, gain in gains.items() if gain >= _NEARLY * best]
    others = [_other_voice(number, speaker, evidence) for number in sorted(places, key=lambda n: -gains[n])]
    if others and all(others):
        yield Finding(f"attribution: said by {others[0]}, not by {speaker.text}", Verdict.UNSUPPORTED, CAP)


def _speaker(claim: Claim) -> Name | None:
    """Return the person to whom the claim gives its words."""
    verbs = [word for word in claim.words if word.norm in _SAYING and (word.text.islower() or word.start == 0)]
    for name in claim.names:
        for verb in verbs:
            between = claim.text[name.end : verb.start] if verb.start >= name.end else claim.text[verb.end : name.start]
            if _attributes(between, after=verb.start >= name.end, to=verb.norm == "according"):
                return name
    return None


def _attributes(between: str, *, after: bool, to: bool) -> bool:
    bare = between.strip()
    if to:
        return not after and bare == "to"
    return bare == "" or (after and bare.startswith(",") and bare.endswith(",") and 1 < bare.count(",") <= _COMMAS)


def _other_voice(number: int, speaker: Name, evidence: Evidence) -> str | None:
    """Return who speaks in a sentence, if that is known and is somebody else whom nothing near names."""
    lines = evidence.index.lines
    voice = evidence.speaker(number)
    if voice is not None:
        named = any(word.text in lines[number].text for word in speaker.words)
        return None if named or evidence.one_person(voice, speaker.text) else voice
    near = " ".join(line.text for line in lines[max(0, number - _AROUND) : number + 2])
    if any(word.text in near for word in speaker.words):
        return None
    reported = _reported(lines[number].text)
    return None if reported is None or evidence.one_person(reported, speaker.text) else reported


def _reported(text: str) -> str | None:
    """Return the name to which a sentence of the sources gives its words."""
    found = _speaker(Claim(text))
    return found.text if found is not None else None
