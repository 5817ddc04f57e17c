"""What a check found, and how findings and support make a judgement."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.verdicts import Verdict

_WORSE = (Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


class Finding(NamedTuple):
    """A reason against a sentence.

    Attributes:
        reason: code, colon, what a reviewer should know.
        verdict: the best verdict that it leaves open.
        cap: the score is scaled into 0 to this: order among refused sentences is kept.
    """

    reason: str
    verdict: Verdict
    cap: float


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the worst of some verdicts, `supported` for none."""
    return max(verdicts, key=_WORSE.index, default=Verdict.SUPPORTED)


def of_text(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict on a text from those on its sentences (contract: `verify`)."""
    if Verdict.CONTRADICTED in verdicts:
        return Verdict.CONTRADICTED
    if all(verdict is Verdict.SUPPORTED for verdict in verdicts):
        return Verdict.SUPPORTED
    if any(verdict in (Verdict.SUPPORTED, Verdict.PARTIAL) for verdict in verdicts):
        return Verdict.PARTIAL
    return Verdict.UNSUPPORTED
