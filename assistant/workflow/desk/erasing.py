"""Erasure: a document, or a person, goes out of everything that is kept, and what was touched is told.

The store's rows are cleaned before the document goes and again after it, so that a draft which was being written
meanwhile is reached too; `stories.keep_draft` refuses any that comes later. The audit log tells ids and counts only.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from assistant.domain.consent import Export
from assistant.domain.errors import NotFound
from assistant.domain.facets import facets_of
from assistant.domain.review import State, StoryRecord, StoryVersion, content_hash
from assistant.domain.story import Story
from assistant.domain.users import Permission, User
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.retrieval.store.work import Work
from assistant.workflow import keeping
from assistant.workflow.desk.accounts import kept_account
from assistant.workflow.desk.auditing import announce, record
from assistant.workflow.desk.deciding import advanced
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.pulling import pull
from assistant.workflow.desk.scrubbing import Repeats, emptied, without_documents
from assistant.workflow.desk.searching import EVERYTHING

BECAUSE = "what it stood on was erased"
_AFTER = {State.APPROVED: State.IN_REVIEW, State.PUBLISHED: State.WITHDRAWN}  # nobody approved what is left


class Erased(NamedTuple):
    """What an erasure touched.

    Attributes:
        versions: of documents that went or were changed.
        passages: that went or were changed.
        vectors: that went.
        changed: stories of which a part went.
        erased: stories of which nothing was left.
        exports: files that went; each says where it had gone.
        consents: that went.
        charts: role maps and matrices that went or were changed.
        left: what could not be reached, and what to do about it.
    """

    versions: int = 0
    passages: int = 0
    vectors: int = 0
    changed: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    exports: tuple[Export, ...] = ()
    consents: int = 0
    charts: int = 0
    left: tuple[str, ...] = ()

    def plus(self, other: "Erased") -> "Erased":
        """Return what two passes touched together."""
        return Erased(
            self.versions + other.versions,
            self.passages + other.passages,
            self.vectors + other.vectors,
            tuple(dict.fromkeys((*self.changed, *other.changed))),
            tuple(dict.fromkeys((*self.erased, *other.erased))),
            (*self.exports, *other.exports),
            self.consents + other.consents,
            self.charts + other.charts,
            tuple(dict.fromkeys((*self.left, *other.left))),
        )


class Scrub(NamedTuple):
    """How an erasure changes what is kept of a story.

    Attributes:
        content: what is left of a version; None where that is nothing.
        words: what is left of a remark.
    """

    content: Callable[[Story], Story | None]
    words: Callable[[str], str]


def erase_document(desk: Desk, user: User, account: str, document: str) -> Erased:
    """Erase a document with all its versions, passages, vectors, and everything in stories that stands on it.

    Raises:
        NotAllowed: the role erases nothing.
        NotFound: no such account or document, or the account is not theirs to see.
    """
    kept_account(desk, user, Permission.ERASE, account)
    history = desk.repository.history(account, document)
    hashes = frozenset(version.sha256 for version in history)
    scrub = Scrub(
        content=lambda story: without_documents(story, hashes),
        words=Repeats([version.text for version in history]).clean,
    )
    ids = _citing(desk, account, hashes)
    touched = scrubbed(desk, user, ids, scrub).plus(_charts(desk, account))
    passages = sum(passage.document == document for one in desk.repository.documents(account) for passage in one[1])
    vectors = _vectors(desk, account)
    desk.repository.remove_document(account, document)
    forgotten(desk, account)
    touched = touched.plus(Erased(len(history), passages, vectors - _vectors(desk, account)))
    touched = touched.plus(scrubbed(desk, user, _citing(desk, account, hashes), scrub)).plus(_charts(desk, account))
    with desk.store.write() as work:
        for hash_ in sorted(hashes):
            told(work, desk, user, "document.erased", f"document:{hash_[:16]}", account, touched)
    return touched


def scrubbed(desk: Desk, user: User, stories: tuple[str, ...], scrub: Scrub) -> Erased:
    """Change or erase stories, each with its versions, remarks and files, in a unit of its own."""
    touched = Erased()
    for story in stories:
        with desk.store.write() as work:
            found = _scrubbed(work, desk, user, story, scrub)
        if desk.story_index is not None and (found.changed or found.erased):
            desk.story_index.remove([story])
        for export in found.exports:
            desk.store.blobs.remove(export.file)
        touched = touched.plus(found)
    return touched


def forgotten(desk: Desk, account: str) -> None:
    """Let go of everything that was made from an account's notes and is not kept with them."""
    if desk.indexes is not None:
        keeping.follow(account, desk.repository, desk.indexes.index(account))
    if desk.stages is not None:
        desk.stages.clear()
    desk.shelf.forget(account)
    with desk.store.write() as work:
        work.replies.forget(before=desk.clock() + timedelta(days=1))  # replies may repeat what was asked


def told(work: Work, desk: Desk, user: User, action: str, subject: str, account: str, touched: Erased) -> None:
    """Say in the audit log what was touched, by counts."""
    record(
        work,
        desk,
        user,
        action,
        subject,
        account,
        versions=touched.versions,
        passages=touched.passages,
        stories_changed=len(touched.changed),
        stories_erased=len(touched.erased),
        exports=len(touched.exports),
        charts=touched.charts,
    )


def every_story(desk: Desk, account: str) -> tuple[str, ...]:
    """Return the ids of all stories of an account."""
    with desk.store.read() as work:
        where = StoryFilter(accounts=frozenset({account}))
        return tuple(one.id for one in work.stories.list(where, Page(size=EVERYTHING)))


def _citing(desk: Desk, account: str, hashes: frozenset[str]) -> tuple[str, ...]:
    with desk.store.read() as work:
        return tuple(dict.fromkeys(id_ for hash_ in sorted(hashes) for id_ in work.stories.citing(account, hash_)))


def _charts(desk: Desk, account: str) -> Erased:
    with desk.store.write() as work:
        return Erased(charts=work.charts.remove(account))


def _vectors(desk: Desk, account: str) -> int:
    return 0 if desk.indexes is None else len(desk.indexes.index(account).keys())


def _scrubbed(work: Work, desk: Desk, user: User, story: str, scrub: Scrub) -> Erased:
    try:
        kept = work.stories.get(story)
    except NotFound:
        return Erased()
    versions = [(version, scrub.content(version.content)) for version in work.stories.versions(story)]
    remarks = _remarks(work, story, scrub)
    if all(left == version.content for version, left in versions) and not remarks:
        return Erased()
    files = work.consents.exports(story=story)
    if versions[-1][1] is None:
        pull(work, desk, user, files, BECAUSE)
        work.stories.remove(story)
        record(work, desk, user, "story.erased", f"story:{story}", kept.account)
        return Erased(erased=(story,), exports=files)
    for version, left in versions:
        work.stories.replace_content(_cleaned(version, left, scrub))
    pull(work, desk, user, files, BECAUSE)
    changed = _moved(work, desk, kept)
    record(work, desk, user, "story.scrubbed", f"story:{story}", kept.account, state=changed.state.value)
    if changed.state is State.WITHDRAWN and kept.state is not State.WITHDRAWN:
        announce(work, desk, "story.withdrawn", changed)
    return Erased(changed=(story,), exports=files)


def _cleaned(version: StoryVersion, left: Story | None, scrub: Scrub) -> StoryVersion:
    content = emptied(version.content) if left is None else left
    note = scrub.words(version.note)
    return version.model_copy(update={"content": content, "content_hash": content_hash(content), "note": note})


def _moved(work: Work, desk: Desk, kept: StoryRecord) -> StoryRecord:
    content = work.stories.version(kept.id).content
    changed = advanced(
        kept,
        desk,
        state=_AFTER.get(kept.state, kept.state),
        title=content.title,
        facets=facets_of(content, work.account(kept.account)),
    )
    work.stories.save(changed, expected_revision=kept.revision)
    return changed


def _remarks(work: Work, story: str, scrub: Scrub) -> bool:
    """Clean what people said; tell whether anything changed."""
    found = False
    for comment in work.stories.comments(story):
        if (text := scrub.words(comment.text)) != comment.text:
            work.stories.save_comment(comment.model_copy(update={"text": text}))
            found = True
    for decision in work.stories.decisions(story):
        if (reason := scrub.words(decision.reason)) != decision.reason:
            work.stories.replace_decision(decision.model_copy(update={"reason": reason}))
            found = True
    for override in work.stories.overrides(story):
        if (reason := scrub.words(override.reason)) != override.reason:
            work.stories.replace_override(override.model_copy(update={"reason": reason}))
            found = True
    return found
