"""Stories in another language than the notes, by the real command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Auditor = Callable[[dict[str, Any]], list[str]]
Stub = Any  # the fixtures of tests/integration/conftest.py
Run = Callable[..., Any]


def story_of(done: Any) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    story: dict[str, Any] = json.loads(done.stdout)
    return story


def texts(story: dict[str, Any]) -> str:
    return " ".join(claim["text"] for section in story["sections"] for claim in section["claims"])


def kinds(story: dict[str, Any]) -> set[str]:
    return {flag["kind"] for flag in story["flags"]}


def test_a_story_comes_in_the_language_asked_for_and_says_what_was_not_checked(
    stub: Stub, run: Run, notes: Path, broken_rules: Auditor
) -> None:
    story = story_of(run(notes, "--base-url", stub.url, "--model", "m", "--language", "de"))
    assert broken_rules(story) == []
    claims = [claim for section in story["sections"] for claim in section["claims"]]
    translated = [claim for claim in claims if claim["original"] is not None]
    assert len(translated) > 10
    assert story["language"] == "de"
    assert {(claim["verdict"], claim["reasons"][0]) for claim in translated} == {("partial", "language")}
    assert not story["checks"]["publishable"]
    assert story["title"] == "Tarnbeck Fittings: Kundengeschichte"
    quoted = [quote for quote in story["quotes"] if quote["translation"]]
    assert quoted
    assert all(quote["text"] in texts(story) for quote in quoted)
    assert all(quote["translation"]["translator"] == "m" for quote in quoted)
    (told,) = [flag for flag in story["flags"] if flag["kind"] == "translated"]
    assert "from en to de by m" in told["text"]
    assert "translate" in {stage["name"] for stage in story["provenance"]["stages"]}


def test_a_translation_with_another_figure_is_not_shown(stub: Stub, run: Run, notes: Path) -> None:
    stub.tell(mode="numbers", spoils=["TranslateAnswer"])
    story = story_of(run(notes, "--base-url", stub.url, "--model", "m", "--kind", "brief", "--language", "fr"))
    assert "percent and" not in texts(story)
    assert stub.schemas().count("TranslateAnswer") == 2
    assert story["checks"]["publishable"]
    assert "not_translated" in kinds(story)


def test_a_partner_is_given_no_translation_that_nobody_checked(
    stub: Stub, run: Run, notes: Path, broken_rules: Auditor
) -> None:
    asked = (notes, "--base-url", stub.url, "--model", "m", "--kind", "partner", "--language", "de")
    story = story_of(run(*asked))
    assert broken_rules(story) == []
    assert story["checks"]["partial"] == 0
    assert "not_translated" in kinds(story)


def test_the_built_in_engine_never_translates(run: Run, notes: Path) -> None:
    plain = story_of(run(notes, "--kind", "brief"))
    asked = story_of(run(notes, "--kind", "brief", "--language", "de"))
    assert (asked["language"], texts(asked)) == ("en", texts(plain))
    assert "not_translated" in kinds(asked)
    assert run(notes, "--language", "deutsch").returncode == 2
    assert story_of(run(notes, "--kind", "brief", OUTCOME_STORIES_LANGUAGE="de"))["flags"] == asked["flags"]
