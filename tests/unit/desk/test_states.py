"""Whatever people do in whatever order: legal moves only, approval binds to words, nothing goes out unasked."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.domain.accounts import Account
from assistant.domain.audit import first_broken
from assistant.domain.consent import Channel, Item
from assistant.domain.consent_needs import needs
from assistant.domain.documents import NamedBytes, Person, Side
from assistant.domain.errors import AssistantError, Blocked, IllegalMove
from assistant.domain.review import LEGAL, Move, State, content_hash
from assistant.domain.story import Kind, Story
from assistant.domain.users import User, UserRole
from assistant.storage.memory_store import MemoryStore
from assistant.workflow.desk import deciding
from assistant.workflow.desk.consenting import Asked, expire, give_consent, withdraw_consent
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.editing import edit_claim
from assistant.workflow.desk.exporting import export_story, read_export
from assistant.workflow.desk.stories import keep_draft, read_story
from assistant.workflow.drafting import DraftParts, Notes, Usage, read_notes, write_story
from assistant.workflow.keeping import ingest_notes
from assistant.writing.extractive import ExtractiveEngine
from ingest.passages import passages

BEGAN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ACCOUNT = Account(
    id="nordhaven", name="Nordhaven", people=(Person(name="Ann Kuhl", title="Head of Finance", side=Side.CUSTOMER),)
)
NOTES = b"""Account: Nordhaven
Participants: Ann Kuhl (Head of Finance, Nordhaven)

Ann Kuhl: Before, the monthly close took us 10 days, and everybody hated it.

Ann Kuhl: We built a closing board. The monthly close went from 10 days to 4 days, and I would not go back.
"""
WORDINGS = (
    "The monthly close went from 10 days to 4 days.",
    "The monthly close fell from 10 days to 4 days.",
    "The monthly close went from 10 days to 2 days.",
)
CHANNELS = (Channel.INTERNAL, Channel.WEB, Channel.EVENT)
PEOPLE = {
    name: User(id=name, name=name, role=role, accounts=accounts, created_at=BEGAN)
    for name, role, accounts in (
        ("cleo", UserRole.CSM, ("nordhaven",)),
        ("cyra", UserRole.CSM, ("elsewhere",)),
        ("rhea", UserRole.REVIEWER, ()),
        ("ravi", UserRole.REVIEWER, ()),
        ("otto", UserRole.OPS, ()),
    )
}
WORKERS = ("cleo", "rhea", "ravi")


def parts() -> DraftParts:
    return DraftParts(ExtractiveEngine(), lambda _: None, "lexical", "0", lambda: 0.0, lambda _: None)


@cache
def drafted() -> tuple[Notes, Story]:
    notes = read_notes([NamedBytes("call.txt", NOTES)], ACCOUNT, "suggest", lambda _: None)
    return notes, write_story(notes, Usage(), Kind.BRIEF, parts(), began=0.0)


class Reviewing(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now, self.ids, store = BEGAN, Counter[str](), MemoryStore()
        notes, self.story = drafted()
        ingest_notes(ACCOUNT, [(one, passages(one)) for one in notes.documents], (), store.repository, None)

        def new_id(kind: str) -> str:
            self.ids[kind] += 1
            return f"{kind}_{self.ids[kind]:05}"

        self.desk = Desk(store, store.repository, None, None, parts(), lambda: self.now, new_id)
        self.state, self.versions, self.authors = State.DRAFT, 1, ["cleo"]
        self.made: list[str] = []

    @initialize()
    def draft(self) -> None:
        keep_draft(self.desk, self.story, account=ACCOUNT.id, author="cleo", story_id="s1", at=self.now)

    def attempt(self, who: str, move: Move, channel: Channel | None = None) -> None:
        user, before = PEOPLE[who], read_story(self.desk, PEOPLE["rhea"], "s1")
        refused: AssistantError | None = None
        try:
            match move:
                case Move.SUBMIT:
                    view = deciding.submit(self.desk, user, "s1")
                case Move.APPROVE:
                    view = deciding.approve(self.desk, user, "s1")
                case Move.ASK_FOR_CHANGES:
                    view = deciding.ask_for_changes(self.desk, user, "s1", "shorter")
                case Move.REJECT:
                    view = deciding.reject(self.desk, user, "s1", "told already")
                case Move.WITHDRAW:
                    view = deciding.withdraw(self.desk, user, "s1", "they left")
                case Move.PUBLISH:
                    view = deciding.publish(self.desk, user, "s1", channel or Channel.INTERNAL)
                case _:
                    raise AssertionError(move)
        except AssistantError as error:
            refused = error
        if refused is not None:
            assert read_story(self.desk, PEOPLE["rhea"], "s1") == before
            assert not isinstance(refused, IllegalMove) or (self.state, move) not in LEGAL
            return
        assert who in WORKERS
        assert move in before.moves or who == "cleo"
        self.state = LEGAL[self.state, move]
        assert view.record.state is self.state
        if move is Move.APPROVE:
            assert who not in (self.authors[0], self.authors[-1])

    @rule(who=st.sampled_from(sorted(PEOPLE)), move=st.sampled_from([m for m in Move if m is not Move.EDIT]))
    def anybody_tries_anything(self, who: str, move: Move) -> None:
        self.attempt(who, move)

    @rule(who=st.sampled_from(WORKERS), channel=st.sampled_from(CHANNELS))
    def publish(self, who: str, channel: Channel) -> None:
        self.attempt(who, Move.PUBLISH, channel)

    @precondition(lambda self: self.state in (State.DRAFT, State.IN_REVIEW))
    @rule(who=st.sampled_from(("rhea", "ravi")))
    def go_straight_to_approval(self, who: str) -> None:
        if self.state is State.DRAFT:
            self.attempt("cleo", Move.SUBMIT)
        self.attempt(who, Move.APPROVE)

    @rule(who=st.sampled_from(sorted(PEOPLE)), text=st.sampled_from(WORDINGS))
    def edit(self, who: str, text: str) -> None:
        content = read_story(self.desk, PEOPLE["rhea"], "s1").version.content
        claim = next(one for one in content.claims if "10 days" in one.text and "days" in one.text.split("10 days")[1])
        try:
            view = edit_claim(self.desk, PEOPLE[who], "s1", claim.id, text)
        except IllegalMove:
            assert self.state is State.PUBLISHED
            return
        except AssistantError:
            assert who not in WORKERS
            return
        if view.record.version > self.versions:
            self.versions += 1
            self.authors.append(who)
            self.state = LEGAL[self.state, Move.EDIT]
        assert view.record.state is self.state

    @rule(channel=st.sampled_from(CHANNELS), days=st.integers(-3, 5), every=st.booleans(), item=st.sampled_from(Item))
    def agree(self, channel: Channel, days: int, every: bool, item: Item) -> None:
        today = self.now.date()
        content = read_story(self.desk, PEOPLE["rhea"], "s1").version.content
        wanted = {(need.person, need.item) for need in needs(content, ACCOUNT.people) if every or need.item is item}
        for person, asked in sorted(wanted, key=str):
            start, end = today - timedelta(days=3), today + timedelta(days=days)
            give_consent(self.desk, PEOPLE["cleo"], ACCOUNT.id, Asked(person, asked, channel, start, end, "mail"))

    @rule(pick=st.integers(0, 200))
    def take_back(self, pick: int) -> None:
        with self.desk.store.read() as work:
            consents = work.consents.of_account(ACCOUNT.id)
        if consents:
            withdraw_consent(self.desk, PEOPLE["cleo"], ACCOUNT.id, consents[pick % len(consents)].id)

    @rule(channel=st.sampled_from(CHANNELS), who=st.sampled_from(sorted(PEOPLE)))
    def export(self, channel: Channel, who: str) -> None:
        try:
            made = export_story(self.desk, PEOPLE[who], "s1", "md", channel)
        except AssistantError:
            return
        self.made.append(made.export.id)
        event(f"exported: {channel}")
        assert self.may_be_out(channel)

    @rule(days=st.integers(1, 4), job=st.booleans())
    def time_goes_by(self, days: int, job: bool) -> None:
        self.now += timedelta(days=days)
        if job:
            expire(self.desk)

    @precondition(lambda self: self.state in (State.APPROVED, State.PUBLISHED))
    @rule(channel=st.sampled_from(CHANNELS), days=st.integers(0, 5))
    def let_it_out(self, channel: Channel, days: int) -> None:
        self.agree(channel=channel, days=days, every=True, item=Item.NAME)
        self.attempt("rhea", Move.PUBLISH, channel)
        self.export(channel=channel, who="cleo")

    def may_be_out(self, channel: Channel) -> bool:
        """Tell by hand, from what is kept, whether the story may be out on a channel today."""
        with self.desk.store.read() as work:
            record, version = work.stories.get("s1"), work.stories.version("s1")
            hash_, today = content_hash(version.content), self.now.date()
            approvers = {
                one.by for one in work.stories.decisions("s1") if one.move is Move.APPROVE and one.content_hash == hash_
            }
            given = {
                (one.person, one.item)
                for one in work.consents.of_account(ACCOUNT.id)
                if one.channel is channel and one.withdrawn_at is None and one.start <= today <= (one.end or today)
            }
        wanted = {(need.person, need.item) for need in needs(version.content, ACCOUNT.people)}
        supported = all(one.verdict in (None, "supported") for one in version.content.claims)
        return (
            record.state in (State.APPROVED, State.PUBLISHED)
            and bool(approvers - {self.authors[0], self.authors[-1]})
            and supported
            and (channel is Channel.INTERNAL or wanted <= given)
        )

    @invariant()
    def what_is_approved_was_approved_by_somebody_else_in_these_words(self) -> None:
        with self.desk.store.read() as work:
            record, version = work.stories.get("s1"), work.stories.version("s1")
            assert (record.state, record.version) == (self.state, self.versions)
            assert version.content_hash == content_hash(version.content)
        if self.state in (State.APPROVED, State.PUBLISHED):
            assert self.may_be_out(Channel.INTERNAL)

    @invariant()
    def only_what_may_be_out_is_served(self) -> None:
        for id_ in self.made:
            with self.desk.store.read() as work:
                kept = work.consents.export(id_)
            try:
                read_export(self.desk, PEOPLE["rhea"], id_)
            except Blocked:
                continue
            assert kept.pulled_at is None
            assert self.may_be_out(kept.channel)

    @invariant()
    def the_log_is_whole(self) -> None:
        with self.desk.store.read() as work:
            assert first_broken(work.audit.all()) is None


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
