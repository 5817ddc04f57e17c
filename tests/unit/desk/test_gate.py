"""The gate's own rules, one by one."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from assistant.domain.consent import Channel
from assistant.domain.differences import differences
from assistant.domain.publishing import NOTHING_SUPPORTED, Case, blockers, content_blockers, published_on
from assistant.domain.review import Decision, Move, Override, State, StoryRecord, StoryVersion, claim_hash, content_hash
from assistant.domain.story import Checks, Claim, ClaimKind, Kind, Provenance, Section, Story, StoryAccount
from assistant.domain.verdicts import Verdict
from assistant.workflow.desk.masking import Mask

AT = datetime(2026, 3, 1, tzinfo=UTC)
TODAY = AT.date()


def told(*verdicts: Verdict | None, kind: Kind = Kind.STORY, expires: date | None = None) -> Story:
    claims = tuple(
        Claim(id=f"c{n}", text=f"Sentence {n}.", kind=ClaimKind.FACT if verdict else ClaimKind.LINK, verdict=verdict)
        for n, verdict in enumerate(verdicts)
    )
    return Story(
        account=StoryAccount(id="a", name="Nordhaven"), kind=kind, engine="extractive", language="en", title="T",
        summary="", sections=(Section(heading="H", claims=claims),), checks=Checks(), expires=expires,
        provenance=Provenance(engine="extractive", embedder="lexical"),
    )  # fmt: skip


def case(story: Story, *, state: State = State.APPROVED, approver: str | None = "rhea", hash_: str = "") -> Case:
    record = StoryRecord(
        id="s", account="a", kind=story.kind, title="T", state=state, author="cleo", created_at=AT, updated_at=AT
    )
    version = StoryVersion(
        story="s", version=1, author="cleo", created_at=AT, content_hash=content_hash(story), content=story
    )
    made = [] if approver is None else [decision(Move.APPROVE, approver, hash_ or content_hash(story))]
    return Case(record, version, frozenset({"cleo"}), decisions=made)


def decision(move: Move, by: str, hash_: str, channel: Channel | None = None, version: int = 1) -> Decision:
    return Decision(
        id=f"{move}-{by}-{channel}", story="s", version=version, content_hash=hash_, move=move, by=by, at=AT,
        channel=channel,
    )  # fmt: skip


def vouched(claim: Claim, verdict: str) -> Override:
    return Override(
        id="o", story="s", version=1, claim=claim.id, claim_hash=claim_hash(claim), verdict=verdict, by="rhea", at=AT,
        reason="seen it",
    )  # fmt: skip


OK = Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: case(told(OK)), ()),
        (lambda: case(told(OK), approver=None), ("nobody has approved exactly these words",)),
        (lambda: case(told(OK), hash_="0" * 64), ("nobody has approved exactly these words",)),
        (lambda: case(told(OK), state=State.IN_REVIEW), ("nobody has approved exactly these words",)),
        (lambda: case(told(OK), state=State.WITHDRAWN), ("nobody has approved exactly these words",)),
        (lambda: case(told(OK), approver="cleo"), ("only its own author has approved it; somebody else must",)),
        (lambda: case(told(OK, expires=TODAY)), ()),
        (lambda: case(told(OK, expires=date(2026, 2, 28))), ("it may be used until 2026-02-28 only",)),
        (lambda: case(told(None)), (NOTHING_SUPPORTED,)),
    ],
)
def test_what_is_in_the_way(make: Callable[[], Case], says: tuple[str, ...]) -> None:
    assert blockers(make(), Channel.INTERNAL, TODAY) == says


def test_a_house_may_let_authors_approve() -> None:
    assert blockers(case(told(OK), approver="cleo"), Channel.INTERNAL, TODAY, four_eyes=False) == ()


@pytest.mark.parametrize(
    ("now", "seen", "open_"),
    [("partial", "partial", False), ("partial", "contradicted", False), ("contradicted", "partial", True)],
)
def test_who_vouched_has_seen_a_verdict_at_least_as_bad(now: str, seen: str, open_: bool) -> None:
    story = told(OK, Verdict(now))

    assert bool(content_blockers(story, [vouched(story.claims[1], seen)])) is open_


def test_an_override_holds_for_its_words_only() -> None:
    story = told(OK, Verdict.PARTIAL)
    other = story.claims[1].model_copy(update={"text": "Another sentence."})

    assert content_blockers(story, [vouched(other, "partial")]) != ()


def test_a_partner_gets_the_partner_edition_with_a_last_day() -> None:
    says = blockers(case(told(OK)), Channel.PARTNER, TODAY)

    assert any("partner edition; draft" in one for one in says)
    assert any("last day" in one for one in says)
    refused = case(told(OK, Verdict.PARTIAL, kind=Kind.PARTNER, expires=TODAY))
    assert any("supported claims only" in one for one in blockers(refused, Channel.PARTNER, TODAY))


def test_only_the_current_version_of_a_published_story_is_out() -> None:
    record = case(told(OK)).record.model_copy(update={"state": State.PUBLISHED, "version": 2})
    made = [
        decision(Move.PUBLISH, "rhea", "h1", Channel.EVENT, version=1),
        decision(Move.PUBLISH, "rhea", "h2", Channel.WEB, version=2),
        decision(Move.PUBLISH, "ada", "h2", Channel.WEB, version=2),
    ]

    assert published_on(record, made) == (Channel.WEB,)
    assert published_on(record.model_copy(update={"state": State.WITHDRAWN}), made) == ()


def test_differences_are_told_in_reading_order() -> None:
    before = told(OK, OK, OK)
    claims = before.claims
    new = claims[2].model_copy(update={"id": "c9", "text": "New."})
    changed = claims[2].model_copy(update={"text": "Changed."})
    after = before.model_copy(update={"sections": (Section(heading="H", claims=(claims[0], new, changed)),)})

    found = [(one.change, (one.after or one.before or new).id) for one in differences(before, after)]

    assert found == [
        ("same", "title"),
        ("same", "summary"),
        ("same", "c0"),
        ("added", "c9"),
        ("removed", "c1"),
        ("changed", "c2"),
    ]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ann Kuhl said so", "Xxx Xxxx said so"),
        ("Kuhl, Ann: yes", "Xxxx, Xxx: yes"),
        ("ann.kuhl@nordhaven.example", "xxx.xxxx@nordhaven.example"),
        ("Ann's plan, an annual one", "Xxx's plan, an annual one"),
        ("Eve Holt said so", "Eve Holt said so"),
    ],
)
def test_a_masked_name_keeps_its_shape(text: str, masked: str) -> None:
    assert Mask(["Ann Kuhl"], others=["Eve Holt"]).text(text) == masked


def test_a_part_that_others_share_stays_and_is_told() -> None:
    mask = Mask(["Ann Kuhl"], others=["Ann Holt"])

    assert mask.text("Ann Holt met Ann Kuhl and Kuhl left") == "Ann Holt met Xxx Xxxx and Xxxx left"
    assert mask.shared == ("Ann",)
