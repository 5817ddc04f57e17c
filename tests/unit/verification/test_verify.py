"""The `verify` use case, as the contract has it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import BadInput
from assistant.domain.evidence import UsageFact
from assistant.domain.story import Checks, Claim, ClaimKind, Kind, Provenance, Section, Story, StoryAccount
from assistant.domain.verdicts import Verdict
from assistant.grounding.findings import of_text
from assistant.grounding.givens import Givens
from assistant.grounding.sources import SourceText
from assistant.workflow.verification import verify, verify_batch, verify_story

SOURCE = "The ferry to Ven carries 220 cars a day. Crossings were cut from 18 to 12 in winter. Nobody complained."


def _check(text: str, source: str = SOURCE) -> dict[str, Any]:
    return verify(text, [SourceText("log", source)])


def _line(**case: Any) -> bytes:
    return json.dumps(case).encode()


def test_spans_are_those_of_the_text_and_citations_those_of_the_source() -> None:
    text = "  The ferry to Ven carries 220 cars a day.\n\nCrossings were cut from 18 to 12.  "
    result = _check(text)
    assert [s["text"] for s in result["sentences"]] == [
        "The ferry to Ven carries 220 cars a day.",
        "Crossings were cut from 18 to 12.",
    ]
    for sentence in result["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        (citation,) = sentence["citations"]
        assert citation["source"] == "log"
        assert sentence["text"].split()[0] in SOURCE[citation["start"] : citation["end"]]
    assert set(result) == {"score", "verdict", "sentences"}


def test_the_weakest_sentence_scores_the_text() -> None:
    result = _check("The ferry to Ven carries 220 cars a day. It was built in Gdansk by Remontowa.")
    scores = [sentence["score"] for sentence in result["sentences"]]
    assert result["score"] == min(scores)
    assert scores[0] == 1
    assert result["verdict"] == "partial"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The ferry to Ven carries 220 cars a day. Nobody complained.", "supported"),
        ("The ferry to Ven carries 220 cars a day. Crossings were cut from 18 to 11 in winter.", "contradicted"),
        ("Penguins adore jazz. Robots cook soup.", "unsupported"),
        ("Thank you for reading!", "supported"),
    ],
)
def test_the_verdict_on_a_text_follows_its_sentences(text: str, verdict: str) -> None:
    assert _check(text)["verdict"] == verdict


@given(st.lists(st.sampled_from(Verdict), min_size=1))
def test_aggregation(verdicts: list[Verdict]) -> None:
    whole = of_text(verdicts)
    assert (whole is Verdict.CONTRADICTED) is (Verdict.CONTRADICTED in verdicts)
    assert (whole is Verdict.SUPPORTED) is (set(verdicts) == {Verdict.SUPPORTED})
    assert (whole is Verdict.UNSUPPORTED) is (set(verdicts) == {Verdict.UNSUPPORTED})


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "…"])
def test_an_empty_text_is_an_error(text: str) -> None:
    with pytest.raises(BadInput):
        _check(text)


def test_without_a_source_nothing_is_supported() -> None:
    assert verify("The ferry carries 220 cars.", [])["verdict"] == "unsupported"


def test_given_names_need_no_source() -> None:
    claim = "At Solskin Ferries, crossings were cut from 18 to 12 in winter."
    source = [SourceText("log", SOURCE)]
    assert verify(claim, source)["verdict"] != "supported"
    assert verify(claim, source, Givens(("Solskin Ferries",)))["verdict"] == "supported"


def test_a_language_without_rules_is_told() -> None:
    source = (
        "Die Fähre nach Ven befördert jeden Tag zweihundertzwanzig Autos über den Sund und zurück."
        " Im Winter wurden die Fahrten deutlich verringert, und niemand hat sich darüber beschwert."
    )
    text = "Niemand hat sich beschwert, als die Fahrten im Winter über den Sund deutlich verringert wurden."
    (sentence,) = _check(text, source)["sentences"]
    assert sentence["verdict"] != "supported"
    assert "language" in sentence["reasons"]
    (own,) = _check(source.split(". ", maxsplit=1)[0] + ".", source)["sentences"]
    assert own["verdict"] == "supported"


def test_batch_answers_line_for_line_in_order() -> None:
    good = _line(id="a", sources=[{"id": "log", "text": SOURCE}], text="Nobody complained.")
    lines = [good, b"{not json", _line(id=7, sources=[], text=""), good.replace(b'"a"', b'"b"')]
    results = list(verify_batch(lines))
    assert [result["id"] for result in results] == ["a", None, 7, "b"]
    assert ["error" in result for result in results] == [False, True, True, False]
    assert results[0]["verdict"] == "supported"
    assert json.loads(json.dumps(results[0])) == results[0]


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"id": "x"}',
        b'{"id": "x", "text": "Yes."}',
        b'{"id": "x", "text": 5, "sources": []}',
        b'{"id": "x", "text": "Fine.", "sources": [{"id": "s"}]}',
        b'{"id": "x", "text": "Fine.", "sources": "log"}',
        b'{"id": "x", "text": "\\ud800", "sources": [{"id": "s", "text": "t"}]}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_checked_says_why_in_one_line(line: bytes) -> None:
    (result,) = verify_batch([line])
    assert set(result) == {"id", "error"}
    assert "line 1" in result["error"]
    assert "\n" not in result["error"]


def test_an_id_that_is_no_json_is_not_repeated() -> None:
    (answer,) = verify_batch([b'{"id": NaN, "sources": [], "text": "It rained."}'])
    assert answer["id"] is None
    assert "NaN is no JSON number" in answer["error"]


def test_batch_is_lazy_and_passes_blank_lines_over() -> None:
    def lines() -> Any:
        yield b"\n"
        yield _line(id=1, sources=[{"id": "log", "text": SOURCE}], text="Nobody complained.")
        raise AssertionError("read too far")

    assert next(verify_batch(lines()))["id"] == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "a " * 20_000,
        '"' * 5_000 + "x",
        "Not " * 5_000,
        "1,2" * 5_000,
        "A. " * 5_000,
        "(x" * 9_000,
        "\u202e" * 999 + "x",
        "漢字" * 5_000,
    ],
)
def test_hostile_text_is_answered(hostile: str) -> None:
    result = _check(hostile, hostile + SOURCE)
    assert 0 <= result["score"] <= 1


def test_usage_facts_of_a_story_carry_its_claims() -> None:
    fact = UsageFact(
        id="u1",
        name="active_users",
        value=104,
        unit="users",
        query="SELECT 1",
        sentence="104 users were active in August.",
    )
    claim = Claim(id="c1", text="104 users were active in August.", kind=ClaimKind.FACT, verdict=Verdict.SUPPORTED)
    story = Story(
        account=StoryAccount(id="ven", name="Ven Ferries"),
        kind=Kind.STORY,
        engine="extractive",
        language="en",
        title="Ven Ferries carries 220 cars a day",
        summary="",
        sections=(Section(heading="Use", claims=(claim,)),),
        usage_facts=(fact,),
        checks=Checks(),
        provenance=Provenance(engine="extractive", embedder="none"),
    )
    result = verify_story(story, [SourceText("log", SOURCE)])
    assert [sentence["verdict"] for sentence in result["sentences"]] == ["supported", "supported"]
    assert result["sentences"][1]["citations"][0]["source"] == "u1"
