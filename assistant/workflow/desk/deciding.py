"""What people decide on a story: each decision binds to the exact words it was made on."""

from collections.abc import Callable
from typing import NamedTuple

from assistant.domain.consent import Channel
from assistant.domain.errors import BadInput, Blocked, EditConflict, NotAllowed
from assistant.domain.publishing import Case, blockers, content_blockers, published_on
from assistant.domain.review import NEEDS_REASON, Decision, Move, State, StoryRecord, moved
from assistant.domain.users import Permission, User
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import permit, story_of
from assistant.workflow.desk.auditing import STORY_EVENTS, announce, record
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.pulling import pull_story
from assistant.workflow.desk.searching import follow_story
from assistant.workflow.desk.views import OUT, PERMISSION, StoryView, case_of, may_move, people_of, view_of

LONGEST = 4000  # code points of a reason or a comment


class _Step(NamedTuple):
    """A move that a user wants to make."""

    move: Move
    reason: str = ""
    channel: Channel | None = None
    gate: Callable[[Desk, User, Case], None] = lambda _desk, _user, _case: None


def submit(desk: Desk, user: User, story: str, *, revision: int | None = None) -> StoryView:
    """Ask for a review.

    Raises:
        NotAllowed, NotFound: see `access.story_of`.
        IllegalMove: the story is not a draft.
        EditConflict: it is no longer the revision that was read.
    """
    return _decided(desk, user, story, _Step(Move.SUBMIT), revision)


def approve(desk: Desk, user: User, story: str, *, revision: int | None = None, reason: str = "") -> StoryView:
    """Approve exactly the words of the current version.

    Raises:
        NotAllowed: the role does not allow it, or the user wrote it and somebody else must approve.
        NotFound: see `access.story_of`.
        IllegalMove: the story is not in review.
        Blocked: a claim is refused and nobody has vouched for it, or something else in the words is in the way.
        EditConflict: it is no longer the revision that was read.
    """
    return _decided(desk, user, story, _Step(Move.APPROVE, reason, gate=_approvable), revision)


def ask_for_changes(desk: Desk, user: User, story: str, reason: str, *, revision: int | None = None) -> StoryView:
    """Hand a story back to whoever writes it, with the reason; an approval is taken away.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `approve`.
        BadInput: no reason is given.
    """
    return _decided(desk, user, story, _Step(Move.ASK_FOR_CHANGES, reason), revision)


def reject(desk: Desk, user: User, story: str, reason: str, *, revision: int | None = None) -> StoryView:
    """Put a story away that is in review, with the reason.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `approve`.
        BadInput: no reason is given.
    """
    return _decided(desk, user, story, _Step(Move.REJECT, reason), revision)


def publish(desk: Desk, user: User, story: str, channel: Channel, *, revision: int | None = None) -> StoryView:
    """Let a story out on a channel; where it is out already, nothing changes.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `approve`.
        Blocked: the gate holds it back; the blockers say why.
    """

    def passes(desk: Desk, _user: User, case: Case) -> None:
        found = blockers(case, channel, desk.today(), four_eyes=desk.policy.four_eyes)
        if found:
            raise Blocked(found)

    return _decided(desk, user, story, _Step(Move.PUBLISH, channel=channel, gate=passes), revision)


def withdraw(desk: Desk, user: User, story: str, reason: str, *, revision: int | None = None) -> StoryView:
    """Take a story out of use, with the reason; its exports are pulled, and the view lists where they went.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `approve`.
        BadInput: no reason is given.
    """
    return _decided(desk, user, story, _Step(Move.WITHDRAW, reason), revision)


def said(field: str, text: str) -> str:
    """Return words that somebody typed, without space around them.

    Raises:
        BadInput: there are none, or too many.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        problem = f"it is longer than {LONGEST} characters" if words else "nothing is said"
        raise BadInput(field, problem, mend=f"say it in at most {LONGEST} characters")
    return words


def check_revision(kept: StoryRecord, revision: int | None) -> None:
    """Refuse to change what somebody else has changed since it was read.

    Raises:
        EditConflict: the story has another revision.
    """
    if revision is not None and revision != kept.revision:
        raise EditConflict("somebody else has changed this story since you read it; read it again")


def advanced(kept: StoryRecord, desk: Desk, **update: object) -> StoryRecord:
    """Return a record one revision further."""
    return kept.model_copy(update={"revision": kept.revision + 1, "updated_at": desk.clock(), **update})


def refuse_own(desk: Desk, user: User, case: Case) -> None:
    """Let nobody vouch for what they wrote themselves, where the house says so.

    Raises:
        NotAllowed: the user asked for the story, or wrote its current version.
    """
    if desk.policy.four_eyes and user.id in case.authors:
        raise NotAllowed("you wrote this yourself; somebody else must vouch for it")


def _approvable(desk: Desk, user: User, case: Case) -> None:
    refuse_own(desk, user, case)
    if found := content_blockers(case.version.content, case.overrides):
        raise Blocked(found)


def _decided(desk: Desk, user: User, story: str, step: _Step, revision: int | None) -> StoryView:
    with desk.store.read() as work:
        seen = story_of(work, user, Permission.READ, story)
    _permit(user, seen.state, step.move)
    people = people_of(desk, seen.account)
    reason = said("reason", step.reason) if step.move in NEEDS_REASON else step.reason.strip()
    with desk.store.write() as work:
        kept = work.stories.get(story)
        _permit(user, kept.state, step.move)
        check_revision(kept, revision)
        state = moved(kept.state, step.move)
        case = case_of(work, kept, people)
        step.gate(desk, user, case)
        if step.channel is None or step.channel not in published_on(kept, case.decisions):
            kept = _kept(work, desk, user, case, step._replace(reason=reason), state)
        view = view_of(work, desk, user, kept, people)
    follow_story(desk, view.record, view.version)
    return view


def _permit(user: User, state: State, move: Move) -> None:
    if not may_move(user, state, move):
        permit(user, PERMISSION[move])


def _kept(work: Work, desk: Desk, user: User, case: Case, step: _Step, state: State) -> StoryRecord:
    kept, version = case.record, case.version
    decision = Decision(
        id=desk.new_id("decision"),
        story=kept.id,
        version=version.version,
        content_hash=version.content_hash,
        move=step.move,
        by=user.id,
        at=desk.clock(),
        reason=step.reason,
        channel=step.channel,
    )
    changed = advanced(kept, desk, state=state)
    work.stories.add_decision(decision)
    work.stories.save(changed, expected_revision=kept.revision)
    if kept.state in OUT and state not in OUT:
        pull_story(work, desk, user, changed, f"the story is {state.value.replace('_', ' ')} now")
    told = {"channel": step.channel.value} if step.channel else {}
    action = f"story.{_DONE[step.move]}"
    record(work, desk, user, action, f"story:{kept.id}", kept.account, version=version.version, **told)
    event = f"story.{state.value}"
    if event in STORY_EVENTS:
        announce(work, desk, event, changed, **told)
    return changed


_DONE = {
    Move.EDIT: "edited",
    Move.SUBMIT: "submitted",
    Move.APPROVE: "approved",
    Move.ASK_FOR_CHANGES: "changes_asked_for",
    Move.REJECT: "rejected",
    Move.PUBLISH: "published",
    Move.WITHDRAW: "withdrawn",
}
