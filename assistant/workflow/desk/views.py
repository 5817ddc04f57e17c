"""A story as those who work on it see it, with what is in the way of letting it out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.domain.consent import Channel, Export
from assistant.domain.documents import Person
from assistant.domain.publishing import Case, blockers_by_channel, published_on
from assistant.domain.review import LEGAL, Comment, Decision, Move, Override, State, StoryRecord, StoryVersion
from assistant.domain.users import Permission, User
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.desk import Desk

PERMISSION = {
    Move.EDIT: Permission.WRITE,
    Move.SUBMIT: Permission.WRITE,
    Move.APPROVE: Permission.DECIDE,
    Move.ASK_FOR_CHANGES: Permission.DECIDE,
    Move.REJECT: Permission.DECIDE,
    Move.PUBLISH: Permission.PUBLISH,
    Move.WITHDRAW: Permission.PUBLISH,
}
OUT = frozenset({State.APPROVED, State.PUBLISHED})  # states in which something may have gone out


@dataclass(frozen=True)
class StoryView:
    """A story, one version of it, and all that hangs on it.

    Attributes:
        record: where it stands; `record.revision` is what an edit must name.
        version: the version that is shown, the current one unless another was asked for.
        authors: ids of who asked for the first version and who wrote the current one.
        overrides, comments, decisions, exports: oldest first.
        channels: where the current version is published.
        blockers: what is in the way on each channel; nothing where it may go out today.
        moves: what this user may do with it now.
    """

    record: StoryRecord
    version: StoryVersion
    authors: frozenset[str]
    overrides: tuple[Override, ...]
    comments: tuple[Comment, ...]
    decisions: tuple[Decision, ...]
    exports: tuple[Export, ...]
    channels: tuple[Channel, ...]
    blockers: Mapping[Channel, tuple[str, ...]]
    moves: tuple[Move, ...]


def people_of(desk: Desk, account: str) -> tuple[Person, ...]:
    """Return the customer's people; read outside of a unit."""
    return desk.shelf.people(account, desk.repository)


def case_of(work: Work, record: StoryRecord, people: Iterable[Person]) -> Case:
    """Return what the gate looks at for the current version."""
    return Case(
        record=record,
        version=work.stories.version(record.id),
        authors=authors_of(work, record),
        decisions=work.stories.decisions(record.id),
        overrides=work.stories.overrides(record.id),
        consents=work.consents.of_account(record.account),
        people=tuple(people),
    )


def authors_of(work: Work, record: StoryRecord) -> frozenset[str]:
    """Return the ids of who asked for the first version and who wrote the current one."""
    every = work.stories.authors(record.id)
    return frozenset({every[0], every[record.version - 1]})


def view_of(
    work: Work, desk: Desk, user: User, record: StoryRecord, people: Iterable[Person], version: int | None = None
) -> StoryView:
    """Return a story as a user sees it; `version` None is the current one."""
    case = case_of(work, record, people)
    shown = case.version if version in (None, record.version) else work.stories.version(record.id, version)
    return StoryView(
        record=record,
        version=shown,
        authors=case.authors,
        overrides=tuple(case.overrides),
        comments=work.stories.comments(record.id),
        decisions=tuple(case.decisions),
        exports=work.consents.exports(story=record.id),
        channels=published_on(record, case.decisions),
        blockers=channel_blockers(case, desk),
        moves=tuple(_moves(user, case, desk)),
    )


def channel_blockers(case: Case, desk: Desk) -> dict[Channel, tuple[str, ...]]:
    """Return what is in the way on each channel today."""
    return blockers_by_channel(case, Channel, desk.today(), four_eyes=desk.policy.four_eyes)


def may_move(user: User, state: State, move: Move) -> bool:
    """Tell whether a role allows a move; whoever writes may also put away a story that was never approved."""
    if move is Move.WITHDRAW and state not in OUT:
        return user.may(Permission.WRITE)
    return user.may(PERMISSION[move])


def _moves(user: User, case: Case, desk: Desk) -> Iterable[Move]:
    own = desk.policy.four_eyes and user.id in case.authors
    for state, move in LEGAL:
        if state is case.record.state and may_move(user, state, move) and not (own and move is Move.APPROVE):
            yield move
