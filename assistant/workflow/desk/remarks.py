"""What people say of a story and its claims: comments, and a reviewer's word against the checker."""

from assistant.domain.errors import BadInput, IllegalMove, NotFound
from assistant.domain.publishing import REFUSED, is_overridden
from assistant.domain.review import Comment, Override, State, claim_hash
from assistant.domain.story import Claim, Story
from assistant.domain.users import Permission, User
from assistant.workflow.desk.access import story_of
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.deciding import advanced, check_revision, refuse_own, said
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.stories import read_story
from assistant.workflow.desk.views import StoryView, case_of


def override_claim(
    desk: Desk, user: User, story: str, claim: str, reason: str, *, revision: int | None = None
) -> StoryView:
    """Vouch for a claim that the checker refuses; the reason is kept for ever.

    It holds for exactly these words and citations; an edit of the claim needs a new one.

    Raises:
        NotAllowed: the role does not allow it, or the user wrote the story and somebody else must vouch.
        NotFound: no such story or claim, or its account is not theirs to see.
        BadInput: no reason is given, or the checker does not refuse the claim.
        IllegalMove: the story is not being written or reviewed.
        EditConflict: it is no longer the revision that was read.
    """
    words = said("reason", reason)
    with desk.store.write() as work:
        kept = story_of(work, user, Permission.DECIDE, story)
        check_revision(kept, revision)
        if kept.state not in (State.DRAFT, State.IN_REVIEW):
            raise IllegalMove(kept.state, "override", ())
        case = case_of(work, kept, ())
        refuse_own(desk, user, case)
        found = claim_of(case.version.content, claim)
        if found.verdict not in REFUSED:
            raise BadInput("claim", "the checker does not refuse it", mend="vouch only for what is refused")
        if not is_overridden(found, case.overrides):
            id_ = desk.new_id("override")
            work.stories.add_override(
                Override(
                    id=id_,
                    story=story,
                    version=kept.version,
                    claim=claim,
                    claim_hash=claim_hash(found),
                    verdict=found.verdict,
                    by=user.id,
                    at=desk.clock(),
                    reason=words,
                )
            )
            work.stories.save(advanced(kept, desk), expected_revision=kept.revision)
            record(work, desk, user, "claim.overridden", f"story:{story}", kept.account, claim=claim, override=id_)
    return read_story(desk, user, story)


def comment(desk: Desk, user: User, story: str, text: str, *, claim: str | None = None) -> Comment:
    """Say something of a story, or of one of its claims.

    Raises:
        NotAllowed, NotFound: see `access.story_of`; also where there is no such claim.
        BadInput: nothing is said, or too much.
    """
    words = said("text", text)
    with desk.store.write() as work:
        kept = story_of(work, user, Permission.WRITE, story)
        if claim is not None:
            claim_of(work.stories.version(story).content, claim)
        made = Comment(
            id=desk.new_id("comment"),
            story=story,
            version=kept.version,
            claim=claim,
            by=user.id,
            at=desk.clock(),
            text=words,
        )
        work.stories.save_comment(made)
        work.stories.save(advanced(kept, desk), expected_revision=kept.revision)
        record(work, desk, user, "story.commented", f"story:{story}", kept.account, comment=made.id)
    return made


def resolve_comment(desk: Desk, user: User, story: str, comment: str) -> Comment:
    """Mark a comment as settled; once is enough.

    Raises:
        NotAllowed, NotFound: see `access.story_of`; also where there is no such comment.
    """
    with desk.store.write() as work:
        kept = story_of(work, user, Permission.WRITE, story)
        found = next((each for each in work.stories.comments(story) if each.id == comment), None)
        if found is None:
            raise NotFound(f"no comment {comment!r} is kept here")
        if found.resolved_at is None:
            found = found.model_copy(update={"resolved_by": user.id, "resolved_at": desk.clock()})
            work.stories.save_comment(found)
            work.stories.save(advanced(kept, desk), expected_revision=kept.revision)
            record(work, desk, user, "comment.resolved", f"story:{story}", kept.account, comment=comment)
    return found


def claim_of(story: Story, claim: str) -> Claim:
    """Return a claim of a story.

    Raises:
        NotFound: there is none of that id.
    """
    for found in story.claims:
        if found.id == claim:
            return found
    raise NotFound(f"the story has no claim {claim!r}")
