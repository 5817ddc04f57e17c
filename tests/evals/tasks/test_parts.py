import json
from pathlib import Path
from typing import Any

import pytest

from evals.cases import accounts
from evals.external.labelled import load
from evals.external.meetings import questions
from evals.measures import CaseResult, Measure, Outcome, Scored
from evals.scorers.story import Told
from evals.subjects import BuiltIn
from evals.tasks.spending import cost_of, tokens_of
from evals.tasks.stories import claims_supported, read_aloud

CASE = next(case for case in accounts() if case.id == "hollin-bakery")


def test_a_claim_that_says_more_than_it_cites_is_not_supported(product: BuiltIn) -> None:
    story = product.draft(CASE.files, CASE.kind)
    good, _ = claims_supported(Told(story), product, "Hollin Bakery")
    claim = story["sections"][0]["claims"][0]
    claim["text"] = claim["text"].replace("210", "330")
    bad, details = claims_supported(Told(story), product, "Hollin Bakery")

    assert "330" in claim["text"]
    assert (good.value, bad.value) == (1, 0)
    assert "330" in details[0].text


def test_a_story_is_read_aloud_with_what_it_leaves_open() -> None:
    story: dict[str, Any] = {
        "title": "T",
        "summary": "S",
        "sections": [{"heading": "h", "claims": [{"text": "c"}]}],
        "gaps": [{"question": "why?"}],
        "contradictions": [{"text": "1 or 2"}],
    }

    assert read_aloud(story) == "T\n\nS\n\nH\nc\n\nopen: why?\ncontradiction: 1 or 2"


def test_a_cost_that_nobody_knows_is_none() -> None:
    made = {"tokens": {"input": 3, "output": 4}, "cost_usd": 0.5, "notes": []}
    unpriced = {**made, "notes": ["no price is known for m: its cost is not counted"]}

    assert cost_of({"provenance": made}) == pytest.approx(0.5)
    assert cost_of({"provenance": unpriced}) is None
    assert tokens_of({"provenance": made}).output == 4


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (CaseResult("c", "a", error="x"), Outcome.ERROR),
        (CaseResult("c", "a"), Outcome.UNSCORED),
        (CaseResult("c", "a", measures=(Measure.rate("m", 0, 0, "none"),)), Outcome.UNSCORED),
        (CaseResult("c", "a", measures=(Measure.rate("m", 0, 2),)), Outcome.SCORED),
        (CaseResult("c", "a", scores=(Scored(True, 0.5),)), Outcome.SCORED),
    ],
)
def test_the_outcome_of_a_case(result: CaseResult, outcome: Outcome) -> None:
    assert result.outcome is outcome


def test_the_public_sets_are_read_with_their_own_labels(tmp_path: Path) -> None:
    frank = tmp_path / "frank"
    frank.mkdir()
    rows = [
        {"article": "A.", "summary": "B.", "model_name": "m", "dataset": dataset, "human": {"Factuality": score}}
        for dataset, score in (("cnndm", 1.0), ("bbc", 0.5))
    ]
    (frank / "frank_validation.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    wow = tmp_path / "begin" / "wow"
    wow.mkdir(parents=True)
    lines = ["model_name\tknowledge\tresponse\tbegin_label"]
    lines += [f"m\tK\tR\t{label}" for label in ("Fully attributable", "Generic", "Not fully attributable")]
    (wow / "begin_dev_wow.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    sets = load(tmp_path)

    assert [case.supported for case in sets["FRANK"]] == [True, False]
    assert [case.label for case in sets["FRANK bbc"]] == ["0.5"]
    assert [case.supported for case in sets["BEGIN"]] == [True, False]
    assert load(tmp_path / "nowhere") == {}
    assert list(questions(tmp_path)) == []
