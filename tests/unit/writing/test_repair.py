"""What the checker refuses is worded again or dropped, with what leaned on it; bounds are hard."""

from collections.abc import Sequence

from assistant.domain.accounts import Account
from assistant.domain.documents import BlockKind, Document, Passage, Rank
from assistant.domain.spans import Span
from assistant.domain.story import ClaimKind, Kind
from assistant.domain.verdicts import Judgement, SourceSpan, Verdict
from assistant.writing.evidence import EvidencePool
from assistant.writing.kinds import Shape
from assistant.writing.material import Material
from assistant.writing.proposal import ProposedClaim, ProposedSection, SpanCite, Wording
from assistant.writing.repair import accept, accepted_sections, within_bounds

TEXT = "The roster takes three hours. It took twelve."
CITE = SpanCite("n.md", 0, 29)


class Refuses:
    """A checker that refuses every sentence with the word "refused" in it."""

    def check(self, sentence: str, *, cited: Sequence[SourceSpan] | None = None, compute: bool = False) -> Judgement:
        assert cited is not None
        assert not compute
        verdict = Verdict.PARTIAL if "refused" in sentence else Verdict.SUPPORTED
        return Judgement(verdict=verdict, score=0.5)

    def check_rendering(self, rendering: str, original: str, *, language: str, source_language: str) -> Judgement:
        assert original
        assert language != source_language
        return self.check(rendering, cited=[])


def pool() -> EvidencePool:
    passage = Passage(
        document="n.md",
        start=0,
        end=len(TEXT),
        text=TEXT,
        sentences=(Span(0, 29),),
        kind=BlockKind.PROSE,
        rank=Rank.SUMMARY,
    )
    document = Document(id="n.md", sha256="0", media_type="text/markdown", text=TEXT)
    material = Material(kind=Kind.STORY, account=Account(), documents=(document,), passages=(passage,))
    return EvidencePool(material, [CITE])


def claim(key: str, *texts: str, group: str = "", weight: float = 1.0) -> ProposedClaim:
    return ProposedClaim(key, tuple(Wording(text, (CITE,)) for text in texts), weight, group)


def test_the_first_wording_that_holds_is_taken() -> None:
    taken = accept(claim("a", "A refused wording.", "A plain wording."), pool(), Refuses())
    assert taken is not None
    assert taken.wording.text == "A plain wording."


def test_a_link_is_taken_unchecked() -> None:
    link = ProposedClaim("l", (Wording("Here is how, refused or not.", (), ClaimKind.LINK),))
    taken = accept(link, pool(), Refuses())
    assert taken is not None
    assert taken.judgement is None


def test_what_leans_on_a_refused_sentence_falls_with_it() -> None:
    section = ProposedSection(
        "The result", (claim("a", "A refused one."), claim("b", "It leans.", group="a"), claim("c", "It stands."))
    )
    [(_, kept)] = accepted_sections([section], pool(), Refuses())
    assert [item.claim.key for item in kept] == ["c"]


def test_the_lightest_go_first_and_take_along_what_leans_on_them() -> None:
    section = ProposedSection(
        "The result",
        (
            claim("a", "One two three four.", weight=1),
            claim("b", "It leans on one two.", weight=5, group="a"),
            claim("c", "Strong and short.", weight=3),
        ),
    )
    shape = Shape(least=0, most=9, aim=9, claims=9, parts=(), quotations=0)
    [(_, kept)] = within_bounds(accepted_sections([section], pool(), Refuses()), shape)
    assert [item.claim.key for item in kept] == ["c"]


def test_a_section_of_links_alone_is_left_out() -> None:
    link = ProposedClaim("l", (Wording("Here is how.", (), ClaimKind.LINK),))
    shape = Shape(least=0, most=90, aim=90, claims=9, parts=(), quotations=0)
    assert within_bounds(accepted_sections([ProposedSection("Why", (link,))], pool(), Refuses()), shape) == []


def test_evidence_is_the_passage_and_the_citation_the_place_in_it() -> None:
    held = pool()
    assert held.evidence(CITE).text == TEXT
    assert held.span(CITE) == SourceSpan(source=held.add(CITE), start=0, end=29)
