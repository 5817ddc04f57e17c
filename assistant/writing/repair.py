"""Takes the first wording of each claim that the checker carries, and drops what it refuses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.domain.documents import Side
from assistant.domain.story import ClaimKind, QuoteMatch
from assistant.domain.verdicts import Judgement, SourceSpan, Verdict
from assistant.writing.evidence import EvidencePool
from assistant.writing.kinds import Shape
from assistant.writing.proposal import ProposedClaim, ProposedSection, Wording
from assistant.writing.quoting import match_of

_COMPUTED = "computed: "
_LITERAL = re.compile(r"\d+(?:\.\d+)?")


class SentenceChecker(Protocol):
    """Judges a sentence against cited stretches; `assistant.grounding.checker.Checker` is one."""

    def check(self, sentence: str, *, cited: Sequence[SourceSpan] | None = None, compute: bool = False) -> Judgement:
        """Return the judgement of one sentence."""
        ...

    def check_rendering(self, rendering: str, original: str, *, language: str, source_language: str) -> Judgement:
        """Return the judgement of a sentence put into another language."""
        ...


@dataclass(frozen=True)
class Accepted:
    """A claim in the wording that holds; `judgement` is None for a link, which asserts nothing."""

    claim: ProposedClaim
    wording: Wording
    judgement: Judgement | None
    matches: tuple[QuoteMatch, ...] = ()  # class of each quotation of the wording
    original: str | None = None  # the sentence that was checked, where the wording translates it

    @property
    def is_supported(self) -> bool:
        """Whether it is carried as it stands written; a translation is so only where a judge says it."""
        return self.judgement is None or self.judgement.verdict is Verdict.SUPPORTED

    @property
    def words(self) -> int:
        """Length of the sentence in words."""
        return len(self.wording.text.split())


def accept(claim: ProposedClaim, pool: EvidencePool, checker: SentenceChecker) -> Accepted | None:
    """Return the claim in its first supported wording, or None where no wording is supported."""
    for wording in claim.wordings:
        if wording.kind is ClaimKind.LINK:
            return Accepted(claim, wording, None)
        matches = tuple(match_of(quoted.text, quoted.original) for quoted in wording.quoted)
        if None in matches or any(quoted.side is Side.VENDOR for quoted in wording.quoted):
            continue
        judgement = carried(wording, pool, checker)
        if judgement.verdict is Verdict.SUPPORTED:
            return Accepted(claim, wording, judgement, tuple(match for match in matches if match is not None))
    return None


def carried(wording: Wording, pool: EvidencePool, checker: SentenceChecker) -> Judgement:
    """Judge a wording by what it cites; a figure may be computed by a formula of its metrics, and by no other."""
    cited = [pool.span(cite) for cite in wording.cites]
    judgement = checker.check(wording.text, cited=cited, compute=bool(wording.formulas))
    used = [reason for reason in judgement.reasons if reason.startswith(_COMPUTED)]
    listed = [_literals(formula) for formula in wording.formulas]
    if all(_literals(reason.removeprefix(_COMPUTED).rpartition(" = ")[0]) in listed for reason in used):
        return judgement
    return checker.check(wording.text, cited=cited)  # which refuses it


def _literals(formula: str) -> frozenset[str]:
    return frozenset(_LITERAL.findall(formula))


def translated(item: Accepted, checker: SentenceChecker, language: str, *, only_supported: bool) -> Accepted:
    """Return a claim in the words of its rendering, where those may stand; else as it was.

    Args:
        item: a claim that holds in the language of the notes.
        checker: compares the rendering with it.
        language: of the notes.
        only_supported: take no rendering that is anything less.
    """
    rendering = item.wording.rendering
    if rendering is None:
        return item
    judgement = checker.check_rendering(
        rendering.text, item.wording.text, language=rendering.language, source_language=language
    )
    refused = judgement.verdict not in (Verdict.SUPPORTED, Verdict.PARTIAL)
    if refused or (only_supported and judgement.verdict is not Verdict.SUPPORTED):
        return item
    said = f"translated: by {rendering.translator}, from: {item.wording.text}"
    marked = judgement.model_copy(update={"reasons": (*judgement.reasons, said)})
    wording = replace(item.wording, text=rendering.text)
    return replace(item, wording=wording, judgement=marked, original=item.wording.text)


def accepted_sections(
    sections: Sequence[ProposedSection], pool: EvidencePool, checker: SentenceChecker
) -> list[tuple[str, list[Accepted]]]:
    """Return what holds of each section; a claim falls with the one that it continues."""
    kept: list[tuple[str, list[Accepted]]] = []
    for section in sections:
        fallen: set[str] = set()
        claims = []
        for claim in section.claims:
            accepted = None if claim.group in fallen else accept(claim, pool, checker)
            if accepted is None:
                fallen.add(claim.group or claim.key)
            else:
                claims.append(accepted)
        kept.append((section.heading, claims))
    return kept


def within_bounds(sections: list[tuple[str, list[Accepted]]], shape: Shape) -> list[tuple[str, list[Accepted]]]:
    """Drop the lightest claims until the hard bound of the kind holds; empty sections and lone links go."""
    everything = sorted((item for _, claims in sections for item in claims), key=lambda item: item.claim.weight)
    excess = sum(item.words for item in everything) - shape.most
    dropped: set[str] = set()
    for item in everything:
        if excess <= 0:
            break
        group = [one for one in everything if item.claim.key in (one.claim.key, one.claim.group)]
        excess -= sum(one.words for one in group if one.claim.key not in dropped)
        dropped |= {one.claim.key for one in group}
    kept = [(heading, [item for item in claims if item.claim.key not in dropped]) for heading, claims in sections]
    return [(heading, claims) for heading, claims in kept if any(item.judgement is not None for item in claims)]
