"""Edits are checked like drafts: by the same checker, over everything that is kept, and by the contract's own rules."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from assistant.domain.consent import Channel
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput, Blocked, NotFound
from assistant.domain.review import State
from assistant.domain.story import Claim, ClaimKind, Story
from assistant.domain.verdicts import Verdict
from assistant.workflow.desk.deciding import approve, submit
from assistant.workflow.desk.editing import (
    add_claim,
    edit_claim,
    edit_summary,
    edit_title,
    recheck,
    remove_claim,
    set_expiry,
)
from assistant.workflow.desk.interviews import keep_interview
from assistant.workflow.desk.remarks import comment, override_claim, resolve_comment
from assistant.workflow.desk.stories import differences, read_story
from assistant.workflow.desk.views import StoryView

World = Any  # of conftest
Auditor = Callable[[dict[str, Any]], list[str]]


def claim(view: StoryView, id_: str) -> Claim:
    return next(one for one in view.version.content.claims if one.id == id_)


def audited(view: StoryView, broken_rules: Auditor) -> list[str]:
    return broken_rules(json.loads(view.version.content.model_dump_json()))


def with_words(story: Story, pattern: str) -> str:
    return next(one.id for one in story.claims if re.search(pattern, one.text))


@pytest.fixture
def drafted_world(world: World) -> World:
    world.drafted()
    return world


def test_a_true_rewording_stays_supported_and_keeps_the_contract(drafted_world: World, broken_rules: Auditor) -> None:
    id_ = with_words(drafted_world.story, "Unplanned changeovers")

    view = edit_claim(
        drafted_world.desk,
        drafted_world.cleo,
        "story_1",
        id_,
        "Unplanned changeovers fell from 40 a month to 14 a month.",
    )

    assert claim(view, id_).verdict is Verdict.SUPPORTED
    assert audited(view, broken_rules) == []


def test_a_figure_that_a_metric_computes_is_carried_with_its_inputs(
    drafted_world: World, broken_rules: Auditor
) -> None:
    id_ = with_words(drafted_world.story, "Unplanned changeovers")
    metric = next(one for one in drafted_world.story.metrics if one.name == "unplanned changeovers")

    view = edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", id_, "Unplanned changeovers fell by 65%.")

    edited = claim(view, id_)
    assert (edited.verdict, edited.metrics) == (Verdict.SUPPORTED, (metric.id,))
    assert {one.evidence for one in edited.citations} >= set(metric.citations)
    assert audited(view, broken_rules) == []


@pytest.mark.parametrize(
    "text",
    [
        "Unplanned changeovers fell by 75%.",
        "Unplanned changeovers rose by 65%.",
        "Unplanned changeovers went from 40 a month to 9 a month.",
        "Unplanned changeovers went from 14 a month to 40 a month.",
    ],
)
def test_a_wrong_figure_is_refused_and_blocks(drafted_world: World, text: str) -> None:
    id_ = with_words(drafted_world.story, "Unplanned changeovers")

    view = edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", id_, text)

    assert claim(view, id_).verdict is not Verdict.SUPPORTED
    assert view.version.content.checks.publishable is False
    assert any(text[:30] in one for one in view.blockers[Channel.INTERNAL])
    submit(drafted_world.desk, drafted_world.cleo, "story_1")
    with pytest.raises(Blocked):
        approve(drafted_world.desk, drafted_world.rhea, "story_1")


def test_citations_are_found_again_in_other_documents(drafted_world: World, broken_rules: Auditor) -> None:
    id_ = with_words(drafted_world.story, "Before, the whole plan")

    text = "The subscription costs €46,000 a year."
    view = edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", id_, text)

    edited = claim(view, id_)
    assert edited.verdict is Verdict.SUPPORTED
    assert {one.document for one in edited.citations} == {"notes.md"}
    assert audited(view, broken_rules) == []


def test_only_changed_claims_are_judged_anew(drafted_world: World) -> None:
    before = {one.id: one for one in drafted_world.story.claims}
    id_ = with_words(drafted_world.story, "Before, the whole plan")

    view = edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", id_, "Before, the plan was one spreadsheet.")

    after = {one.id: one for one in view.version.content.claims}
    assert {key for key, one in after.items() if one != before[key]} == {id_}
    assert view.version.content.quotes == drafted_world.story.quotes


def test_the_words_of_our_own_people_are_never_quoted(drafted_world: World) -> None:
    id_ = with_words(drafted_world.story, "Before, the whole plan")

    text = "“Walk me through it like I've never seen it,” says Priya Raman."
    view = edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", id_, text)

    assert claim(view, id_).verdict is not Verdict.SUPPORTED
    assert all(quote.speaker != "Priya Raman" for quote in view.version.content.quotes)


def test_a_quotation_that_is_put_in_is_told_with_its_speaker(drafted_world: World, broken_rules: Auditor) -> None:
    id_ = with_words(drafted_world.story, "Before, the whole plan")

    text = "“I started on line two, on nights,” says Owen Lattimer."
    view = edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", id_, text)

    quote = next(one for one in view.version.content.quotes if "line two" in one.text)
    assert (quote.speaker, quote.title, claim(view, id_).kind) == (
        "Owen Lattimer",
        "Production Planning Manager",
        ClaimKind.QUOTE,
    )
    assert audited(view, broken_rules) == []


def test_a_title_that_no_claim_carries_blocks(drafted_world: World) -> None:
    view = edit_title(drafted_world.desk, drafted_world.cleo, "story_1", "Tarnbeck Fittings saves 73% of everything")

    assert any(one.startswith("the title says") and "73%" in one for one in view.blockers[Channel.INTERNAL])

    mended = edit_title(
        drafted_world.desk, drafted_world.cleo, "story_1", "Unplanned changeovers went from 40 a month to 14 a month"
    )
    assert not any(one.startswith("the title") for one in mended.blockers[Channel.INTERNAL])
    named = with_words(drafted_world.story, "Unplanned changeovers")
    assert mended.version.content.title_claims == (named,)


def test_a_summary_is_checked_sentence_by_sentence(drafted_world: World, broken_rules: Auditor) -> None:
    text = "Unplanned changeovers went from 40 a month to 14 a month. Every operator got a bonus of €900."
    view = edit_summary(drafted_world.desk, drafted_world.cleo, "story_1", text)

    blockers = [one for one in view.version.content.checks.blockers if one.startswith("the summary")]
    assert len(blockers) == 1
    assert "900" in blockers[0]
    mended = edit_summary(drafted_world.desk, drafted_world.cleo, "story_1", text.split(". ", maxsplit=1)[0] + ".")
    assert mended.version.content.checks.publishable
    assert audited(mended, broken_rules) == []


def test_taking_out_the_claim_behind_the_title_blocks(drafted_world: World) -> None:
    content = drafted_world.story
    for id_ in content.title_claims:
        view = remove_claim(drafted_world.desk, drafted_world.cleo, "story_1", id_)

    assert set(view.version.content.title_claims).isdisjoint(content.title_claims)
    told = differences(drafted_world.desk, drafted_world.cleo, "story_1", 1, view.record.version)
    assert {one.before.id for one in told if one.change == "removed" and one.before} == set(content.title_claims)


def test_a_title_is_carried_again_once_its_claim_is(drafted_world: World) -> None:
    world, content = drafted_world, drafted_world.story
    as_written = {id_: next(one.text for one in content.claims if one.id == id_) for id_ in content.title_claims}
    for id_ in as_written:
        edit_claim(world.desk, world.cleo, "story_1", id_, "They moved to the moon in 1969 with 77 cats.")
    for id_, text in as_written.items():
        view = edit_claim(world.desk, world.cleo, "story_1", id_, text)

    assert view.version.content.checks.blockers == content.checks.blockers
    assert view.version.content.title_claims


def test_a_claim_is_one_sentence_and_not_nothing(drafted_world: World) -> None:
    for text in ("", "  ", "They won. They won again.", "x" * 5000):
        with pytest.raises(BadInput):
            edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", "c10", text)
    with pytest.raises(NotFound):
        edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", "c999", "They won.")


def test_an_added_claim_stands_behind_the_one_named(drafted_world: World, broken_rules: Auditor) -> None:
    view = add_claim(drafted_world.desk, drafted_world.cleo, "story_1", "c10", "The subscription costs €46,000 a year.")

    ids = [one.id for one in view.version.content.claims]
    new = ids[ids.index("c10") + 1]
    assert claim(view, new).verdict is Verdict.SUPPORTED
    told = differences(drafted_world.desk, drafted_world.cleo, "story_1", 1, 2)
    assert [one.change for one in told if one.change != "same"] == ["added"]
    assert audited(view, broken_rules) == []


def test_the_same_words_open_no_version(drafted_world: World) -> None:
    known = claim(read_story(drafted_world.desk, drafted_world.cleo, "story_1"), "c10").text

    view = edit_claim(drafted_world.desk, drafted_world.cleo, "story_1", "c10", f"  {known} ")

    assert (view.record.version, view.record.revision) == (1, 1)
    assert recheck(drafted_world.desk, drafted_world.cleo, "story_1").record.version == 1


def test_a_recheck_follows_words_into_the_new_version_of_a_document(
    drafted_world: World, examples: Any, broken_rules: Auditor
) -> None:
    world = drafted_world
    text = (examples / "notes.md").read_text("utf-8")
    changed = text.replace("# Tarnbeck", "Checked by Priya.\n\n# Tarnbeck").replace(
        "One has extended its contract by two years", "One talks about its contract"
    )
    keep_interview(world.desk, world.cleo, world.account.id, [NamedBytes("notes.md", changed.encode())])

    view = recheck(world.desk, world.cleo, "story_1")

    refused = [one.text for one in view.version.content.claims if one.verdict not in (None, Verdict.SUPPORTED)]
    assert refused == ["One has extended its contract by two years."]
    assert "Checked by Priya" in next(d.text for d in view.version.content.documents if d.id == "notes.md")
    assert audited(view, broken_rules) == []


def test_a_reviewer_vouches_for_exactly_one_wording(drafted_world: World) -> None:
    world, id_ = drafted_world, "c10"
    edit_claim(world.desk, world.cleo, "story_1", id_, "Before, the whole plan lived in 31 drawers.")
    with pytest.raises(Exception, match="wrote this"):
        override_claim(world.desk, world.cleo.model_copy(update={"role": "admin"}), "story_1", id_, "I know it")

    vouched = override_claim(world.desk, world.rhea, "story_1", id_, "I have seen the drawer")

    assert not any("drawers" in one for one in vouched.blockers[Channel.INTERNAL])
    submit(world.desk, world.cleo, "story_1")
    assert approve(world.desk, world.rhea, "story_1").record.state is State.APPROVED
    again = edit_claim(world.desk, world.cleo, "story_1", id_, "Before, the whole plan lived in 44 drawers.")
    assert any("44 drawers" in one for one in again.blockers[Channel.INTERNAL])
    assert len(again.overrides) == 1


def test_what_is_supported_needs_nobody_to_vouch(drafted_world: World) -> None:
    with pytest.raises(BadInput, match="does not refuse"):
        override_claim(drafted_world.desk, drafted_world.rhea, "story_1", "c10", "because")


def test_comments_stand_by_their_claim_until_settled(drafted_world: World) -> None:
    world = drafted_world
    made = comment(world.desk, world.rhea, "story_1", "Is this the same spreadsheet?", claim="c10")

    settled = resolve_comment(world.desk, world.cleo, "story_1", made.id)

    assert (settled.claim, settled.resolved_by) == ("c10", "cleo")
    assert resolve_comment(world.desk, world.rhea, "story_1", made.id) == settled
    with pytest.raises(NotFound):
        comment(world.desk, world.rhea, "story_1", "And this?", claim="c999")


def test_a_last_day_is_part_of_what_is_approved(world: World) -> None:
    world.approved()

    view = set_expiry(world.desk, world.cleo, "story_1", world.clock().date())

    assert view.record.state is State.IN_REVIEW
    assert view.record.facets.expires == world.clock().date()
