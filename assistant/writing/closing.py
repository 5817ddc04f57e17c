"""What stands at the end of a story: the count of its checks, what blocks it, what to look at."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Rank, Side
from assistant.domain.evidence import Evidence
from assistant.domain.publishing import NOT_APPROVED, verdict_blockers
from assistant.domain.story import Checks, Claim, ClaimKind, Flag, Kind
from assistant.domain.verdicts import Verdict
from assistant.writing.evidence import Numbering
from assistant.writing.material import Material
from assistant.writing.proposal import Proposal, SpanCite
from assistant.writing.repair import Accepted

_COMPARED = "Figures, names and quotations were compared, the rest was not: confirm with somebody who reads both."
UNCHECKED = (
    "whether a source tells the truth",
    "whether consent was given for names, quotations and figures",
    "whether the result is typical of other accounts",
)


def checks_of(claims: Sequence[Claim], evidence: Sequence[Evidence], kind: Kind) -> Checks:
    """Count the verdicts and say what stands in the way of publishing.

    Args:
        claims: of every section, judged.
        evidence: what they cite.
        kind: of the story.
    """
    counts = Counter(claim.verdict for claim in claims if claim.verdict is not None)
    blockers = list(verdict_blockers(claims))
    ranks = {item.id: item.rank for item in evidence}
    results = [claim for claim in claims if claim.kind is ClaimKind.METRIC or claim.metrics]
    if results and all(ranks[cited.evidence] == Rank.INTERNAL for claim in results for cited in claim.citations):
        blockers.append("the result stands on internal notes alone (rank 4)")
    if kind is Kind.PARTNER:
        blockers.append(NOT_APPROVED)
    return Checks(
        supported=counts[Verdict.SUPPORTED],
        partial=counts[Verdict.PARTIAL],
        unsupported=counts[Verdict.UNSUPPORTED],
        contradicted=counts[Verdict.CONTRADICTED],
        publishable=not blockers,
        blockers=tuple(blockers),
        unchecked=UNCHECKED,
    )


def flags_of(
    proposal: Proposal, material: Material, accepted: Sequence[Accepted], numbering: Numbering, left_out: int
) -> tuple[Flag, ...]:
    """Return what a reviewer must look at: the engine's remarks, the documents' notices, and what the claims show."""
    return (
        *(Flag(kind=f.kind, text=f.text, citations=numbering.citations(f.cites)) for f in proposal.flags),
        *_notices(material, numbering),
        *_voices(accepted, numbering),
        *_internal(accepted, numbering),
        *_languages(proposal, material, accepted, numbering),
        *_left_out(left_out),
    )


def _notices(material: Material, numbering: Numbering) -> Iterator[Flag]:
    for document in material.documents:
        for notice in document.notices:
            cite = SpanCite(document.id, notice.start, notice.end)
            yield Flag(kind=notice.kind, text=notice.text, citations=numbering.citations([cite]))


def _voices(accepted: Sequence[Accepted], numbering: Numbering) -> Iterator[Flag]:
    """One flag for each person quoted whose side is not known, and one for words of nobody known."""
    seen: set[str | None] = set()
    for item in accepted:
        for quoted in item.wording.quoted:
            if quoted.side is Side.UNKNOWN and quoted.speaker not in seen:
                seen.add(quoted.speaker)
                who = quoted.speaker or "somebody the notes do not name"
                text = f"Confirm that {who} speaks for the customer before quoting."
                yield Flag(kind="unknown_speaker", text=text, citations=numbering.citations(item.wording.cites[:1]))


def _internal(accepted: Sequence[Accepted], numbering: Numbering) -> Iterator[Flag]:
    for item in accepted:
        citations = numbering.citations(item.wording.cites)
        ranks = [numbering.rank(citation.evidence) for citation in citations]
        if ranks and min(ranks) == Rank.INTERNAL:
            yield Flag(
                kind="rank_4_only", text=f"Only internal notes carry this: {item.wording.text}", citations=citations
            )


def _languages(
    proposal: Proposal, material: Material, accepted: Sequence[Accepted], numbering: Numbering
) -> Iterator[Flag]:
    """Say what was translated, by whom, and what stays in the language of the notes though another was asked for."""
    if not material.translates:
        return
    changed = [item for item in accepted if item.original is not None]
    stayed = [item for item in accepted if item.original is None and item.judgement is not None]
    if changed and changed[0].wording.rendering is not None:
        by = f"{material.language} to {material.wanted} by {changed[0].wording.rendering.translator}"
        text = f"{_sentences(len(changed), 'was', 'were')} translated from {by}. {_COMPARED}"
        cites = numbering.citations(cite for item in changed[:1] for cite in item.wording.cites)
        yield Flag(kind="translated", text=text, citations=cites)
    if proposal.language is None:
        text = f"Asked for in {material.wanted}, the story stays in {material.language}: nothing was translated."
        yield Flag(kind="not_translated", text=text)
    elif stayed:
        text = f"{_sentences(len(stayed), 'stays', 'stay')} in {material.language}: no translation held."
        yield Flag(kind="not_translated", text=text)


def _sentences(count: int, one: str, many: str) -> str:
    return f"1 sentence {one}" if count == 1 else f"{count} sentences {many}"


def _left_out(count: int) -> Iterator[Flag]:
    if count:
        number = _sentences(count, "was", "were")
        yield Flag(
            kind="left_out",
            text=f"{number} left out of the story: not carried by what was cited, or too long for the kind.",
        )
