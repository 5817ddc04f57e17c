"""What every store does with consents, users, jobs, charts, replies, webhooks, the log and files."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.domain.audit import sealed
from assistant.domain.consent import Channel, Consent, Export, Item
from assistant.domain.errors import NotFound
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.domain.people import RoleMap
from assistant.domain.review import StoryRecord, StoryVersion
from assistant.domain.story import Kind, Story
from assistant.domain.users import Token, TokenPurpose, User, UserRole
from assistant.retrieval.store.outbox import Delivery, Hook
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.work import Store

NOW = datetime(2026, 9, 1, 8, 0, 0, 250, tzinfo=UTC)
DAY = date(2026, 9, 1)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def consent(id_: str, **fields: object) -> Consent:
    return Consent.model_validate(
        {"id": id_, "account": "acme", "person": "Ada", "item": Item.NAME, "channel": Channel.WEB, "start": DAY,
         "how": "e-mail", "recorded_by": "u1", "recorded_at": NOW} | fields
    )  # fmt: skip


def test_consents_are_kept_found_and_erased_by_person(store: Store) -> None:
    ada, bob, company = consent("c2"), consent("c1", person="Bob"), consent("c3", person=None)
    with store.write() as work:
        for one in (ada, bob, company, consent("c4", account="beta")):
            work.consents.save(one)
        work.consents.save(withdrawn := bob.model_copy(update={"withdrawn_at": NOW, "withdrawn_by": "u1"}))
        assert work.consents.of_account("acme") == (withdrawn, ada, company)
        assert work.consents.remove_person("acme", "Ada") == 1
        assert work.consents.remove_person("acme", "Ada") == 0
        assert work.consents.of_account("acme") == (withdrawn, company)
        assert work.consents.get("c4").person == "Ada"
        with pytest.raises(NotFound, match="c2"):
            work.consents.get("c2")


def test_consents_that_run_out_are_found_the_first_to_end_first(store: Store) -> None:
    with store.write() as work:
        for id_, end in (("c1", DAY + timedelta(9)), ("c2", DAY), ("c3", DAY + timedelta(10)), ("c4", None)):
            work.consents.save(consent(id_, end=end))
        work.consents.save(consent("c5", end=DAY, withdrawn_at=NOW))
        work.consents.save(consent("c6", account="beta", start=DAY - timedelta(2), end=DAY - timedelta(1)))
        assert [one.id for one in work.consents.running_out(DAY + timedelta(9))] == ["c6", "c2", "c1"]
        assert [one.id for one in work.consents.running_out(DAY + timedelta(9), since=DAY)] == ["c2", "c1"]
        beta = work.consents.running_out(DAY, accounts=frozenset({"beta"}))
        assert [one.id for one in beta] == ["c6"]
        assert work.consents.running_out(DAY, accounts=frozenset()) == ()


def test_exports_are_kept_with_their_story(store: Store, story: Story) -> None:
    record = StoryRecord(
        id="s1", account="acme", kind=Kind.STORY, title="T", author="u", created_at=NOW, updated_at=NOW
    )
    version = StoryVersion(story="s1", version=1, author="u", created_at=NOW, content_hash="h", content=story)
    first, second = (
        Export(id=id_, story="s1", account="acme", version=1, content_hash="h", channel=Channel.WEB, format="pdf",
               file="f" * 64, by="u1", at=at)
        for id_, at in (("x2", NOW), ("x1", later(1)))
    )  # fmt: skip
    with store.write() as work:
        with pytest.raises(NotFound, match="s1"):
            work.consents.save_export(first)
        work.stories.add(record, version)
        work.consents.save_export(second)
        work.consents.save_export(first)
        assert work.consents.exports() == work.consents.exports(account="acme", story="s1") == (first, second)
        assert work.consents.exports(account="beta") == work.consents.exports(story="s2") == ()
        pulled = first.model_copy(update={"pulled_at": NOW, "pulled_because": "withdrawn"})
        work.consents.save_export(pulled)
        assert work.consents.export("x2") == pulled
        work.stories.remove("s1")
        assert work.consents.exports() == ()
        with pytest.raises(NotFound, match="x2"):
            work.consents.export("x2")


def test_users_are_found_by_id_and_address(store: Store) -> None:
    ada = User(id="u2", name="Ada", email="Ada@Acme.example", role=UserRole.CSM, accounts=("acme",), created_at=NOW)
    bot = User(id="u1", name="Bot", role=UserRole.OPS, created_at=NOW)
    with store.write() as work:
        work.users.save(ada)
        work.users.save(bot)
        assert work.users.list() == (bot, ada)
        assert work.users.by_email("ADA@acme.EXAMPLE") == ada
        assert work.users.by_email("nobody") is None
        work.users.save(ada.model_copy(update={"active": False}))
        assert not work.users.get("u2").active
        with pytest.raises(NotFound, match="u9"):
            work.users.get("u9")


def test_secrets_are_found_by_hash_only(store: Store) -> None:
    old, new = (
        Token(id=id_, user="u1", purpose=TokenPurpose.BEARER, sha256=id_ * 32, created_at=at, expires_at=later(99))
        for id_, at in (("t2", NOW), ("t1", later(1)))
    )
    with store.write() as work:
        with pytest.raises(NotFound, match="u1"):
            work.users.save_token(old)
        work.users.save(User(id="u1", name="Ada", role=UserRole.CSM, created_at=NOW))
        work.users.save_token(new)
        work.users.save_token(old)
        assert work.users.tokens("u1") == (old, new)
        assert work.users.token(old.sha256) == old
        assert work.users.token("0" * 64) is None
        work.users.save_token(old.model_copy(update={"revoked_at": NOW}))
        found = work.users.token(old.sha256)
        assert found is not None
        assert not found.holds(NOW)


def job(id_: str, at: datetime = NOW, **fields: object) -> Job:
    order = JobOrder(kind=JobKind.DRAFT, account="acme")
    return Job.model_validate({"id": id_, "order": order, "owner": "u1", "created_at": at, "updated_at": at} | fields)


def test_jobs_are_listed_newest_first_in_pages(store: Store) -> None:
    with store.write() as work:
        for id_, at in (("j1", later(3)), ("j2", NOW), ("j3", later(1)), ("j4", NOW)):
            work.jobs.save(job(id_, at))
        work.jobs.save(job("j3", later(1), state=JobState.DONE, owner="u2", parent="j1"))
        assert [one.id for one in work.jobs.list()] == ["j1", "j3", "j4", "j2"]
        assert [one.id for one in work.jobs.list(page=Page(after="j3", size=1))] == ["j4"]
        assert [one.id for one in work.jobs.list(page=Page(after="j4"))] == ["j2"]
        assert [one.id for one in work.jobs.list(owner="u2")] == ["j3"]
        assert [one.id for one in work.jobs.list(parent="j1")] == ["j3"]
        assert [one.id for one in work.jobs.list(states=frozenset({JobState.QUEUED}))] == ["j1", "j4", "j2"]
        for use in (lambda: work.jobs.get("none"), lambda: work.jobs.list(page=Page(after="none"))):
            with pytest.raises(NotFound, match="none"):
                use()


def test_charts_are_kept_by_account(store: Store) -> None:
    raci: dict[str, object] = {"process": "story", "state": "in_force", "rows": [{"activity": "“write” \U0001f642"}]}
    with store.write() as work:
        assert work.charts.role_map("acme") is None
        assert work.charts.role_maps_made(frozenset({"acme"})) == {}
        assert work.charts.matrix("acme", "story") is None
        work.charts.save_role_map("acme", RoleMap(notices=("one",)), NOW)
        work.charts.save_role_map("acme", RoleMap(notices=("two",)), later(1))
        work.charts.save_role_map("beta", RoleMap(), NOW)
        work.charts.save_matrix("acme", "story", {"process": "story"}, NOW)
        work.charts.save_matrix("acme", "story", raci, NOW)
        work.charts.save_matrix("acme", "launch", {}, NOW)
        work.charts.save_matrix("beta", "story", {}, NOW)
    with store.write() as work:
        assert work.charts.role_map("acme") == RoleMap(notices=("two",))
        assert work.charts.matrix("acme", "story") == raci
        assert work.charts.matrices("acme") == {"launch": {}, "story": raci}
        assert work.charts.role_maps_made(frozenset({"acme", "none"})) == {"acme": later(1)}
        assert work.charts.remove("acme") == 3
        assert work.charts.role_maps_made(frozenset({"acme"})) == {}
        assert (work.charts.matrices("acme"), work.charts.role_map("acme")) == ({}, None)
        assert work.charts.matrices("beta") == {"story": {}}


def test_a_reply_is_kept_for_whoever_took_the_key(store: Store) -> None:
    with store.write() as work:
        assert work.replies.get("k") is None
        assert work.replies.claim("k", "request", NOW)
        assert not work.replies.claim("k", "other", NOW)
        assert work.replies.get("k") is None
        work.replies.save("k", 201, {"ETag": '"1"'}, b"\x00{}")
        assert work.replies.get("k") == ("request", 201, {"ETag": '"1"'}, b"\x00{}")
        assert not work.replies.claim("k", "request", NOW)
        work.replies.forget(before=NOW)
        assert work.replies.get("k") is not None
        work.replies.forget(before=later(1))
        assert work.replies.claim("k", "other", NOW)
        work.replies.forget(key="k")
        with pytest.raises(NotFound, match="k"):
            work.replies.save("k", 200, {}, b"")


def test_deliveries_are_due_in_order_and_go_with_their_hook(store: Store) -> None:
    hook = Hook("h1", "https://hooks.example/in", "s3cret \U0001f642", ("story.approved", "story.published"))
    idle = Hook("h0", "https://idle.example", "other", (), active=False)
    first = Delivery("v2", "h1", "story.approved", "{}", 0, NOW)
    second = first._replace(id="v1", due_at=later(5), attempts=2, problem="503")
    with store.write() as work:
        with pytest.raises(NotFound, match="h1"):
            work.outbox.save(first)
        work.outbox.save_hook(hook)
        work.outbox.save_hook(idle)
        for delivery in (second, first, first._replace(id="v3", due_at=later(6)), first._replace(id="v0", hook="h0")):
            work.outbox.save(delivery)
        work.outbox.save(first._replace(id="v4", delivered_at=NOW))
        assert work.outbox.hooks() == (idle, hook)
        assert work.outbox.due(later(5), 9) == (first, second)
        assert work.outbox.due(later(5), 1) == (first,)
        assert [one.id for one in work.outbox.recent("h1", 3)] == ["v4", "v3", "v2"]
        work.outbox.remove_hook("h1")
        assert work.outbox.recent("h1", 9) == work.outbox.due(later(9), 9) == ()
        with pytest.raises(NotFound, match="h1"):
            work.outbox.remove_hook("h1")


def test_the_log_is_read_from_its_end(store: Store) -> None:
    with store.write() as work:
        for number in range(1, 5):
            account = "acme" if number % 2 else None
            entry = sealed(work.audit.last(), at=NOW, actor="u1", action="did", subject=f"story:s{number}",
                           account=account, details={"n": number, "share": 1.0, "ok": True, "none": None})  # fmt: skip
            work.audit.append(entry)
    with store.read() as work:
        assert [one.seq for one in work.audit.list(size=3)] == [4, 3, 2]
        assert [one.seq for one in work.audit.list(before=3)] == [2, 1]
        assert [one.seq for one in work.audit.list(account="acme")] == [3, 1]
        assert [one.seq for one in work.audit.list(subject="story:s2")] == [2]
        assert work.audit.last() == work.audit.all()[-1]


def test_files_are_kept_by_their_hash(store: Store) -> None:
    sha256 = store.blobs.keep(b"\x00report")
    assert store.blobs.keep(b"\x00report") == sha256
    assert store.blobs.read(sha256) == b"\x00report"
    store.blobs.remove(sha256)
    store.blobs.remove(sha256)
    with pytest.raises(NotFound, match=sha256):
        store.blobs.read(sha256)


def test_keys_that_no_database_can_compare_do_no_harm(store: Store) -> None:
    odd = User(id="u\x001", name="A\x00da", email="a\ud800b", role=UserRole.CSM, created_at=NOW)
    with store.write() as work:
        with pytest.raises(NotFound):
            work.users.get("u\x001")
        assert work.users.by_email(str(odd.email)) is None
        assert work.users.token("\x00") is None
