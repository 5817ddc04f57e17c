"""The whole road: drafted, edited, reviewed, agreed to, published, exported, taken back."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from assistant.domain.audit import first_broken
from assistant.domain.consent import Channel, Item
from assistant.domain.errors import Blocked, EditConflict, IllegalMove, NotAllowed
from assistant.domain.review import Move, State
from assistant.retrieval.store.outbox import Hook
from assistant.workflow.desk.auditing import Sought, audit, verify_chain
from assistant.workflow.desk.consenting import consent_matrix, expire, withdraw_consent
from assistant.workflow.desk.deciding import approve, ask_for_changes, publish, reject, submit, withdraw
from assistant.workflow.desk.editing import edit_claim
from assistant.workflow.desk.exporting import export_story, exports, read_export
from assistant.workflow.desk.stories import differences, keep_draft, list_stories, read_story, versions

World = Any  # of conftest


def test_a_draft_kept_twice_is_there_once(world: World) -> None:
    first, again = world.drafted(), world.drafted()

    assert first == again
    assert len(list_stories(world.desk, world.cleo)) == 1
    told = audit(world.desk, world.otto, Sought(subject="story:story_1"))
    assert [entry.action for entry in told] == ["story.drafted"]


def test_from_draft_to_the_web(world: World) -> None:
    view = world.published()

    assert view.record.state is State.PUBLISHED
    assert view.channels == (Channel.WEB,)
    assert view.blockers[Channel.WEB] == ()
    assert any("at events" in blocker for blocker in view.blockers[Channel.EVENT])
    assert [one.move for one in view.decisions] == [Move.SUBMIT, Move.APPROVE, Move.PUBLISH]
    assert len({one.content_hash for one in view.decisions}) == 1


def test_without_consent_nothing_leaves_the_house(world: World) -> None:
    world.approved()

    with pytest.raises(Blocked) as held:
        publish(world.desk, world.rhea, "story_1", Channel.WEB)

    assert any("Owen Lattimer has not agreed to being quoted" in one for one in held.value.blockers)
    assert any("Tarnbeck Fittings has not agreed to its figures" in one for one in held.value.blockers)
    assert publish(world.desk, world.rhea, "story_1", Channel.INTERNAL).record.state is State.PUBLISHED


def test_nobody_approves_what_they_wrote(world: World) -> None:
    world.drafted()
    submit(world.desk, world.cleo, "story_1")
    edit_claim(world.desk, world.rhea, "story_1", "c10", "Before, the whole plan lived in one spreadsheet.")

    with pytest.raises(NotAllowed, match="wrote this yourself"):
        approve(world.desk, world.rhea, "story_1")

    assert approve(world.desk, world.ada, "story_1").record.state is State.APPROVED


def test_an_edit_takes_the_approval_and_the_files_away(world: World) -> None:
    world.approved()
    made = export_story(world.desk, world.rhea, "story_1", "md", Channel.INTERNAL, sent_to="the sales channel")

    text = "Before, the whole plan lived in one spreadsheet."
    view = edit_claim(world.desk, world.cleo, "story_1", "c10", text)

    assert view.record.state is State.IN_REVIEW
    assert "nobody has approved exactly these words" in view.blockers[Channel.INTERNAL]
    assert [(one.id, one.sent_to, one.pulled_at is None) for one in view.exports] == [
        (made.export.id, "the sales channel", False)
    ]
    with pytest.raises(Blocked, match="pulled"):
        read_export(world.desk, world.rhea, made.export.id)
    told = [one for one in differences(world.desk, world.cleo, "story_1", 1, 2) if one.change != "same"]
    assert [(one.change, one.after and one.after.text) for one in told] == [("changed", text)]
    assert [one.version for one in versions(world.desk, world.cleo, "story_1")] == [1, 2]


def test_what_goes_outside_holds_no_notes(world: World) -> None:
    world.published()

    inside = export_story(world.desk, world.rhea, "story_1", "html", Channel.INTERNAL).data.decode()
    outside = export_story(world.desk, world.cleo, "story_1", "html", Channel.WEB).data.decode()

    unsaid = "It&#39;s lashing rain here"
    assert unsaid in inside
    assert "lashing rain" not in outside
    assert "Before, the whole plan lived in one spreadsheet" in outside


def test_a_withdrawn_consent_pulls_what_stood_on_it(world: World) -> None:
    world.published()
    made = export_story(world.desk, world.rhea, "story_1", "pdf", Channel.WEB, sent_to="web team")
    matrix = consent_matrix(world.desk, world.cleo, Channel.WEB, story="story_1")
    assert matrix.lacking == 0
    quoted = next(row.consent for row in matrix.rows if row.consent and row.need.item is Item.QUOTATION)

    pulled = withdraw_consent(world.desk, world.cleo, world.account.id, quoted.id)

    assert [(one.id, one.sent_to) for one in pulled.exports] == [(made.export.id, "web team")]
    assert withdraw_consent(world.desk, world.cleo, world.account.id, quoted.id).exports == ()
    with pytest.raises(Blocked):
        read_export(world.desk, world.cleo, made.export.id)
    with pytest.raises(Blocked, match="withdrawn"):
        export_story(world.desk, world.rhea, "story_1", "pdf", Channel.WEB)


def test_a_consent_that_ends_pulls_on_the_day_after(world: World) -> None:
    world.approved()
    last = world.clock().date().replace(day=20)
    world.agreed("story_1", Channel.EVENT, end=last)
    publish(world.desk, world.rhea, "story_1", Channel.EVENT)
    made = export_story(world.desk, world.rhea, "story_1", "pptx", Channel.EVENT)

    world.clock.to(last)
    assert expire(world.desk) == ()
    assert read_export(world.desk, world.cleo, made.export.id).data == made.data
    world.clock.to(last.replace(day=21))
    assert [one.id for one in expire(world.desk)] == [made.export.id]
    assert expire(world.desk) == ()


def test_an_export_is_not_served_after_its_consent_ended_even_before_the_daily_job(world: World) -> None:
    world.approved()
    world.agreed("story_1", Channel.WEB, end=world.clock().date())
    publish(world.desk, world.rhea, "story_1", Channel.WEB)
    made = export_story(world.desk, world.rhea, "story_1", "md", Channel.WEB)

    world.clock.later(days=1)

    with pytest.raises(Blocked, match="ended"):
        read_export(world.desk, world.cleo, made.export.id)


def test_withdrawing_says_where_it_went(world: World) -> None:
    world.published()
    export_story(world.desk, world.rhea, "story_1", "md", Channel.WEB, sent_to="partner newsletter")

    view = withdraw(world.desk, world.rhea, "story_1", "the customer has left")

    assert view.record.state is State.WITHDRAWN
    assert [(one.sent_to, one.pulled_because) for one in view.exports] == [
        ("partner newsletter", "the story is withdrawn now")
    ]
    assert exports(world.desk, world.cleo, story="story_1") == view.exports


def test_a_published_story_is_withdrawn_before_it_is_edited(world: World) -> None:
    world.published()

    with pytest.raises(IllegalMove, match="withdraw"):
        edit_claim(world.desk, world.cleo, "story_1", "c10", "Before, the plan lived in one spreadsheet.")


def test_a_reason_is_asked_for(world: World) -> None:
    world.approved()

    for move in (ask_for_changes, withdraw):
        with pytest.raises(Exception, match="nothing is said"):
            move(world.desk, world.rhea, "story_1", "  ")
    world.drafted("story_2")
    submit(world.desk, world.cleo, "story_2")
    assert reject(world.desk, world.rhea, "story_2", "told elsewhere").record.state is State.WITHDRAWN


def test_two_reviewers_at_once_lose_nothing(world: World) -> None:
    seen = world.drafted().revision
    submit(world.desk, world.cleo, "story_1", revision=seen)

    with pytest.raises(EditConflict):
        edit_claim(world.desk, world.cleo, "story_1", "c10", "Before, it was one spreadsheet.", revision=seen)

    assert read_story(world.desk, world.cleo, "story_1").record.version == 1


def test_publishing_twice_on_a_channel_changes_nothing(world: World) -> None:
    before = world.published()

    again = publish(world.desk, world.rhea, "story_1", Channel.WEB)

    assert again.record.revision == before.record.revision


def test_every_step_is_sealed_into_the_log_and_told_to_the_hooks(world: World) -> None:
    with world.desk.store.write() as work:
        work.outbox.save_hook(Hook("h1", "https://example.com/in", "secret", ("story.drafted", "story.published")))
    world.published()

    with world.desk.store.read() as work:
        told = [delivery.event for delivery in work.outbox.due(world.clock(), 10)]
        actions = [entry.action for entry in work.audit.all()]
        assert first_broken(work.audit.all()) is None
    assert told == ["story.drafted", "story.published"]
    assert [one for one in actions if one.startswith("story.")] == [
        "story.drafted",
        "story.submitted",
        "story.approved",
        "story.published",
    ]
    assert verify_chain(world.desk, world.otto) is None


def test_a_draft_over_a_document_that_was_erased_meanwhile_is_refused(world: World) -> None:
    world.desk.repository.remove_document(world.account.id, "notes.md")

    with pytest.raises(Exception, match="no longer kept"):
        keep_draft(world.desk, world.story, account=world.account.id, author="cleo", story_id="s", at=world.clock())


@pytest.mark.parametrize("format_", ["md", "html", "docx", "pptx", "pdf"])
def test_what_goes_outside_is_no_draft(world: World, format_: str) -> None:
    world.published()

    data = export_story(world.desk, world.cleo, "story_1", format_, Channel.WEB).data

    text = words(data, format_)
    assert [
        sign for sign in ("draft", "to confirm", "interview.txt", "embedder", "lashing") if sign in text.lower()
    ] == []
    assert format_ == "pdf" or "Before, the whole plan lived in one spreadsheet" in text


def words(data: bytes, format_: str) -> str:
    """Return what is written in a file, its packed parts unpacked."""
    if format_ == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if format_ in ("docx", "pptx"):
        with ZipFile(BytesIO(data)) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return data.decode()
