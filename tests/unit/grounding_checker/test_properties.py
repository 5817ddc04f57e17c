"""What holds for any text: scores, spans, and what may never be supported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import ModelFailed
from assistant.domain.verdicts import Judgement, SourceSpan, Verdict
from assistant.grounding.checker import Checker
from assistant.grounding.sources import SourceText

SENTENCES = (
    "The depot in Aarhus moved 120 crates to the new hall.",
    "Returns fell from 8% to 3% after the labels were changed.",
    "The drivers were not told about the detour.",
    "Sofia Brandt, Operations Manager, runs the Monday review.",
    "It took three weeks to train everybody.",
    "The pilot ended on 14 May 2024 without a single outage.",
)
SOURCE = SourceText("log", " ".join(SENTENCES))
CHECKER = Checker([SOURCE])

anything = st.text(max_size=200)
words = [*" ".join(SENTENCES).split(), "not", "7", "“", "”", "Otto", "fell", "rose", "I", "?", "\n"]
pieces = st.lists(st.sampled_from(words), max_size=30)


@given(anything | pieces.map(" ".join))
def test_any_text_is_judged_within_bounds(sentence: str) -> None:
    judgement = CHECKER.check(sentence)
    assert 0 <= judgement.score <= 1
    for span in judgement.citations:
        assert span.source == "log"
        assert 0 <= span.start < span.end <= len(SOURCE.text)


@given(st.sampled_from(SENTENCES), st.sampled_from(["", " ", "  \n"]), st.sampled_from([str.lower, str, str.upper]))
def test_a_verbatim_sentence_is_supported_and_cited(sentence: str, space: str, case: object) -> None:
    written = space + (case(sentence) if callable(case) else sentence) + space
    judgement = CHECKER.check(written)
    assert judgement.verdict is Verdict.SUPPORTED
    assert judgement.score == 1
    (span,) = judgement.citations
    assert SOURCE.text[span.start : span.end] == sentence


@given(st.sampled_from(SENTENCES), st.integers(min_value=1001, max_value=9999), st.booleans())
def test_a_foreign_number_is_never_supported(sentence: str, number: int, first: bool) -> None:
    claim = f"Some {number} pallets: {sentence}" if first else f"{sentence[:-1]} and {number} pallets."
    judgement = CHECKER.check(claim)
    assert judgement.verdict is not Verdict.SUPPORTED
    assert any(str(number) in reason or f"{number:,}" in reason for reason in judgement.reasons)


@given(st.sampled_from(SENTENCES), st.sampled_from(["Otto Falk", "Vestergaard Lines", "Ingrid Moe"]))
def test_a_foreign_name_is_never_supported(sentence: str, name: str) -> None:
    judgement = CHECKER.check(f"{sentence[:-1]} with {name}.")
    assert judgement.verdict is not Verdict.SUPPORTED
    assert judgement.score < CHECKER.check(sentence).score


@given(st.sampled_from(SENTENCES))
def test_a_quotation_made_up_is_never_supported(sentence: str) -> None:
    claim = f"{sentence[:-1]}, and “nobody here would ever want the old hall back,” says Sofia Brandt."
    assert CHECKER.check(claim).verdict is not Verdict.SUPPORTED


def test_only_the_cited_stretch_carries() -> None:
    start = SOURCE.text.index(SENTENCES[1])
    cited = [SourceSpan(source="log", start=start, end=start + len(SENTENCES[1]))]
    assert CHECKER.check(SENTENCES[1], cited=cited).verdict is Verdict.SUPPORTED
    assert CHECKER.check(SENTENCES[0], cited=cited).verdict is not Verdict.SUPPORTED
    (span,) = CHECKER.check("Returns fell from 8% to 3%.", cited=cited).citations
    assert (span.start, span.end) == (cited[0].start, cited[0].end)


@pytest.mark.parametrize("span", [("log", 0, 10_000), ("log", 5, 5)])
def test_a_citation_outside_its_source_is_refused(span: tuple[str, int, int]) -> None:
    source, start, end = span
    with pytest.raises(ValueError, match="outside"):
        CHECKER.check("The depot moved.", cited=[SourceSpan(source=source, start=start, end=end)])


def test_a_citation_of_no_source_is_refused() -> None:
    with pytest.raises(KeyError):
        CHECKER.check("The depot moved.", cited=[SourceSpan(source="other", start=0, end=1)])


def test_a_computed_figure_is_carried_when_allowed() -> None:
    claim = "Returns fell by 62.5% after the labels were changed."
    assert CHECKER.check(claim).verdict is not Verdict.SUPPORTED
    assert CHECKER.check(claim, figures=["62.5%"]).verdict is Verdict.SUPPORTED


def test_a_language_without_rules_is_supported_verbatim_only() -> None:
    source = SourceText(
        "notiz", "Die Planung dauert jetzt 90 Minuten in der Woche. Alle Fahrer nutzen die Tafel.", language="de"
    )
    checker = Checker([source])
    assert checker.check("Alle Fahrer nutzen die Tafel.", language="de").verdict is Verdict.SUPPORTED
    assert checker.check("Fahrer nutzen die Tafel.", language="de").verdict is Verdict.SUPPORTED
    judgement = checker.check("Die Tafel nutzen alle Fahrer.", language="de")
    assert judgement.verdict is not Verdict.SUPPORTED
    assert "language" in judgement.reasons


def test_later_checks_still_add_their_reasons() -> None:
    judgement = CHECKER.check("Returns rose from 8% to 5% after Otto Falk changed the labels.")
    codes = {reason.split(":")[0] for reason in judgement.reasons}
    assert {"figure", "name", "direction"} <= codes
    assert judgement.verdict is Verdict.CONTRADICTED


class FixedJudge:
    """Says the same of everything and counts how often it is asked."""

    def __init__(self, opinion: Judgement | None, *, fails: bool = False) -> None:
        self.opinion = opinion
        self.fails = fails
        self.asked = 0

    def judge(self, sentence: str, evidence: tuple[str, ...]) -> Judgement | None:
        self.asked += 1
        assert sentence
        assert evidence
        if self.fails:
            raise ModelFailed("judge.test", "did not answer", attempts=2)
        return self.opinion


UNDECIDED = "The depot team moved the crates over to a hall quickly."  # partial, and nothing refused
DOUBTFUL = "Everybody was trained within three weeks."  # supported, as its figure speaks for words that are not there


@pytest.mark.parametrize("sentence", [UNDECIDED, DOUBTFUL])
@pytest.mark.parametrize("verdict", [Verdict.UNSUPPORTED, Verdict.PARTIAL, Verdict.SUPPORTED])
def test_the_judge_decides_what_no_check_could(sentence: str, verdict: Verdict) -> None:
    judge = FixedJudge(Judgement(verdict=verdict, score=0.1, reasons=("judge: no",)))
    judgement = Checker([SOURCE], judge=judge).check(sentence)
    assert judge.asked == 1
    assert judgement.verdict is verdict
    assert "judge: no" in judgement.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "The depot moved the crates to the hall.",  # carried
        "Owls sing opera.",  # nothing of it is there
        "The depot in Aarhus moved 150 crates to the new hall.",  # a figure
        "The depot in Odense moved 120 crates to the new hall.",  # a name
        "The drivers were told about the detour.",  # a negation
        "“We never lost a crate,” says Sofia Brandt.",  # a quotation
    ],
)
def test_the_judge_is_spared_where_the_checks_decide(sentence: str) -> None:
    judge = FixedJudge(Judgement(verdict=Verdict.SUPPORTED, score=1.0))
    plain = CHECKER.check(sentence)
    assert Checker([SOURCE], judge=judge).check(sentence) == plain
    assert judge.asked == 0


@pytest.mark.parametrize("fails", [True, False])
def test_a_judge_that_fails_leaves_the_sentence_unscored_by_it(fails: bool) -> None:
    plain = CHECKER.check(UNDECIDED)
    judgement = Checker([SOURCE], judge=FixedJudge(None, fails=fails)).check(UNDECIDED)
    assert (judgement.verdict, judgement.score) == (plain.verdict, plain.score)
    assert any(reason.startswith("judge: unscored") for reason in judgement.reasons)


def test_words_of_another_language_may_be_quoted_with_who_says_them_and_no_more() -> None:
    source = SourceText("talk", "Die Planung dauert jetzt 90 Minuten.", speaker="Otto Falk", language="de")
    checker = Checker([source])
    assert checker.check("“Die Planung dauert jetzt 90 Minuten,” says Otto Falk.").verdict is Verdict.SUPPORTED
    assert "language" in checker.check("“Die Planung dauert jetzt 90 Minuten,” says Otto Falk proudly.").reasons
    wrong = checker.check("“Die Planung dauert jetzt 90 Minuten,” says Sofia Brandt.")
    assert wrong.verdict is not Verdict.SUPPORTED
