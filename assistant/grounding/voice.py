"""Whose words a sentence is: the writer's own "I" is nobody's evidence; what Ann said must be Ann's."""

from collections.abc import Iterator, Sequence

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.findings import Finding
from assistant.grounding.marks import pairs
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP_OWN = 0.6

_OWN = wordset("i i'm i've i'd i'll im ive my me mine myself")


def check_own_voice(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding where the writer speaks of himself outside a quotation and no comparable source does so too."""
    quoted = [(mark.start, mark.end) for mark in pairs(claim.text)]
    own = next(
        (
            word
            for word, before in zip(claim.words, (None, *claim.words), strict=False)
            if word.norm in _OWN
            and not _numeral(word, before)
            and not any(start <= word.start < end for start, end in quoted)
        ),
        None,
    )
    if own is None or any(word.norm in _OWN for line in lines for word in line.words):
        return
    yield Finding(f"voice: “{own.text}” is the writer, whom no source speaks for", Verdict.PARTIAL, CAP_OWN)


def _numeral(word: Token, before: Token | None) -> bool:
    """Tell whether an "I" is a one, as in "World War I"."""
    return word.text == "I" and before is not None and before.text[:1].isupper() and word.start - before.end == 1
