"""Edits: each opens a new version, has its changed claims checked anew, and takes an approval away."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.facets import facets_of
from assistant.domain.review import Move, StoryRecord, StoryVersion, content_hash, moved
from assistant.domain.story import Claim, ClaimKind, Section, Story
from assistant.domain.users import Permission, User
from assistant.grounding.sentences import split
from assistant.retrieval.kept import KeptDocument
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import story_of
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.deciding import advanced, check_revision, said
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.pulling import pull_story
from assistant.workflow.desk.rechecking import rechecked
from assistant.workflow.desk.remarks import claim_of
from assistant.workflow.desk.searching import follow_story
from assistant.workflow.desk.sources import Sources
from assistant.workflow.desk.views import OUT, StoryView, people_of, view_of

Change = Callable[[Story], Story]


class _Opened(NamedTuple):
    """A story as it was read for an edit."""

    record: StoryRecord
    version: StoryVersion
    account: Account


def edit_claim(
    desk: Desk, user: User, story: str, claim: str, text: str, *, revision: int | None = None, note: str = ""
) -> StoryView:
    """Put a claim in other words, which are checked against everything that is kept of the account.

    Raises:
        NotAllowed: the role writes nothing.
        NotFound: no such story or claim, or its account is not theirs to see.
        BadInput: nothing is said, or more than one sentence.
        IllegalMove: the story is published; withdraw it first.
        EditConflict: it is no longer the revision that was read.
    """
    words = _sentence(text)

    def change(content: Story) -> Story:
        known = claim_of(content, claim)
        return _with_claims(content, lambda one: (one.model_copy(update={"text": words}),) if one is known else (one,))

    return _edited(desk, user, story, change, revision, note)


def add_claim(
    desk: Desk, user: User, story: str, after: str, text: str, *, revision: int | None = None, note: str = ""
) -> StoryView:
    """Put a new claim behind another one.

    Raises:
        NotAllowed, NotFound, BadInput, IllegalMove, EditConflict: see `edit_claim`.
    """
    words = _sentence(text)

    def change(content: Story) -> Story:
        known = claim_of(content, after)
        last = max((int(one.id[1:]) for one in content.claims if one.id[1:].isdigit()), default=0)
        new = Claim(id=f"c{last + 1}", text=words, kind=ClaimKind.FACT)
        return _with_claims(content, lambda one: (one, new) if one is known else (one,))

    return _edited(desk, user, story, change, revision, note)


def remove_claim(
    desk: Desk, user: User, story: str, claim: str, *, revision: int | None = None, note: str = ""
) -> StoryView:
    """Take a claim out; title and summary are looked at again where they stood on it.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `edit_claim`.
        BadInput: it is the last claim that asserts anything.
    """

    def change(content: Story) -> Story:
        known = claim_of(content, claim)
        if all(one is known or one.kind is ClaimKind.LINK for one in content.claims):
            raise BadInput("claim", "nothing would be left of the story", mend="withdraw the story instead")
        return _with_claims(content, lambda one: () if one is known else (one,))

    return _edited(desk, user, story, change, revision, note)


def edit_title(
    desk: Desk, user: User, story: str, text: str, *, revision: int | None = None, note: str = ""
) -> StoryView:
    """Give a story another title; what no supported claim of the story carries blocks it.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `edit_claim`.
        BadInput: nothing is said, or too much.
    """
    words = " ".join(said("title", text).split())
    return _edited(desk, user, story, lambda one: one.model_copy(update={"title": words}), revision, note)


def edit_summary(
    desk: Desk, user: User, story: str, text: str, *, revision: int | None = None, note: str = ""
) -> StoryView:
    """Give a story another summary; what no supported claim of the story carries blocks it.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `edit_claim`.
        BadInput: nothing is said, or too much.
    """
    words = " ".join(said("summary", text).split())
    return _edited(desk, user, story, lambda one: one.model_copy(update={"summary": words}), revision, note)


def set_expiry(desk: Desk, user: User, story: str, expires: date | None, *, revision: int | None = None) -> StoryView:
    """Set the last day on which a story may be used; a partner edition needs one.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `edit_claim`.
    """
    return _edited(desk, user, story, lambda one: one.model_copy(update={"expires": expires}), revision, "")


def recheck(desk: Desk, user: User, story: str, *, revision: int | None = None) -> StoryView:
    """Check the claims whose notes have changed since; a story that still stands gets no new version.

    Raises:
        NotAllowed, NotFound, IllegalMove, EditConflict: see `edit_claim`.
    """
    return _edited(desk, user, story, lambda one: one, revision, "checked against the notes of now")


def _edited(desk: Desk, user: User, story: str, change: Change, revision: int | None, note: str) -> StoryView:
    opened = _opened(desk, user, story, revision)
    changed = change(opened.version.content)
    content = _checked(desk, opened, opened.version.content if changed == opened.version.content else changed)
    people = people_of(desk, opened.account.id)
    with desk.store.write() as work:
        kept = opened.record
        if content != opened.version.content:
            kept = _kept(work, desk, user, opened, content, note.strip())
        view = view_of(work, desk, user, kept, people)
    follow_story(desk, view.record, view.version)
    return view


def _opened(desk: Desk, user: User, story: str, revision: int | None) -> _Opened:
    with desk.store.read() as work:
        kept = story_of(work, user, Permission.WRITE, story)
        check_revision(kept, revision)
        moved(kept.state, Move.EDIT)
        return _Opened(kept, work.stories.version(story), work.account(kept.account))


def _checked(desk: Desk, opened: _Opened, content: Story) -> Story:
    sources = Sources(content, opened.account, _documents(desk, opened.account.id), desk.parts.judge)
    return rechecked(opened.version.content, content, sources)


def _documents(desk: Desk, account: str) -> tuple[KeptDocument, ...]:
    try:
        return desk.repository.documents(account)
    except NotFound:
        return ()


def _sentence(text: str) -> str:
    words = " ".join(said("text", text).split())
    if len(split(words)) > 1:
        raise BadInput("text", "a claim is one sentence", mend="cut it to one, and add the other as a claim")
    return words


def _with_claims(story: Story, change: Callable[[Claim], tuple[Claim, ...]]) -> Story:
    sections = [
        Section(heading=section.heading, claims=tuple(new for claim in section.claims for new in change(claim)))
        for section in story.sections
    ]
    return story.model_copy(update={"sections": tuple(section for section in sections if section.claims)})


def _kept(work: Work, desk: Desk, user: User, opened: _Opened, content: Story, note: str) -> StoryRecord:
    known = opened.record
    version = StoryVersion(
        story=known.id,
        version=known.version + 1,
        author=user.id,
        created_at=desk.clock(),
        content_hash=content_hash(content),
        content=content,
        note=note,
    )
    changed = advanced(
        known,
        desk,
        state=moved(known.state, Move.EDIT),
        version=version.version,
        author=user.id,
        title=content.title,
        facets=facets_of(content, opened.account),
    )
    work.stories.save(changed, expected_revision=known.revision)
    work.stories.add_version(version)
    if known.state in OUT:
        pull_story(work, desk, user, changed, "the story was changed, and its approval no longer holds")
    record(work, desk, user, "story.edited", f"story:{known.id}", known.account, version=version.version)
    return changed
