"""What people decide on a story and say of it. A decision names the state that was read (If-Match)."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from api.access import Decider, Parts, Publisher, Writer
from api.etags import Revision, RevisionRead
from api.replies import reply
from api.routes.stories import StoryOut, shown
from assistant.domain.base import Frozen
from assistant.domain.consent import Channel
from assistant.domain.review import Comment
from assistant.workflow.desk import deciding, remarks

router = APIRouter(prefix="/api/v1/stories/{story}", tags=["decisions"])
_WORDS = Field(min_length=1, max_length=deciding.LONGEST)


class Reason(Frozen):
    """Why."""

    reason: Annotated[str, _WORDS] = Field(examples=["The figure in the second section needs a source."])


class Remark(Frozen):
    """What may be said with an approval."""

    reason: str = Field(default="", max_length=deciding.LONGEST)


class PublishAsked(Frozen):
    """Where a story is to go out."""

    channel: Channel = Field(examples=["web"])


class CommentAsked(Frozen):
    """Something to say of a story, or of one of its claims."""

    text: Annotated[str, _WORDS] = Field(examples=["Is this the figure of the whole plant?"])
    claim: str | None = Field(default=None, max_length=100, examples=["c2"])


@router.post("/submit", summary="Ask for a review", response_model=StoryOut)
def submit(story: str, parts: Parts, user: Writer, revision: Revision) -> Response:
    """Hand a draft in for review."""
    return shown(deciding.submit(parts.desk, user, story, revision=revision))


@router.post("/approve", summary="Approve the current version", response_model=StoryOut)
def approve(story: str, parts: Parts, user: Decider, revision: RevisionRead, said: Remark | None = None) -> Response:
    """Approve exactly the words that were read; whoever wrote them cannot."""
    return shown(deciding.approve(parts.desk, user, story, revision=revision, reason=said.reason if said else ""))


@router.post("/ask-for-changes", summary="Hand a story back", response_model=StoryOut)
def ask_for_changes(story: str, said: Reason, parts: Parts, user: Decider, revision: Revision) -> Response:
    """Hand a story back to whoever writes it; an approval is taken away."""
    return shown(deciding.ask_for_changes(parts.desk, user, story, said.reason, revision=revision))


@router.post("/reject", summary="Put a story away", response_model=StoryOut)
def reject(story: str, said: Reason, parts: Parts, user: Decider, revision: Revision) -> Response:
    """Put a story away that is in review."""
    return shown(deciding.reject(parts.desk, user, story, said.reason, revision=revision))


@router.post("/publish", summary="Let a story out on a channel", response_model=StoryOut)
def publish(story: str, asked: PublishAsked, parts: Parts, user: Publisher, revision: RevisionRead) -> Response:
    """Publish; the gate looks at verdicts, the approval and every consent, and says what is in the way."""
    return shown(deciding.publish(parts.desk, user, story, asked.channel, revision=revision))


@router.post("/withdraw", summary="Take a story out of use", response_model=StoryOut)
def withdraw(story: str, said: Reason, parts: Parts, user: Writer, revision: Revision) -> Response:
    """Withdraw; exports are pulled and the answer lists where they went. What was approved a publisher withdraws."""
    return shown(deciding.withdraw(parts.desk, user, story, said.reason, revision=revision))


@router.post("/claims/{claim}/override", summary="Vouch for a claim that the checker refuses", response_model=StoryOut)
def override(story: str, claim: str, said: Reason, parts: Parts, user: Decider, revision: Revision) -> Response:
    """Keep a reviewer's word against the checker, with its reason, for ever."""
    return shown(remarks.override_claim(parts.desk, user, story, claim, said.reason, revision=revision))


@router.post("/comments", summary="Comment on a story", status_code=201, response_model=Comment)
def comment(story: str, said: CommentAsked, parts: Parts, user: Writer) -> Response:
    """Say something of a story, or of one of its claims."""
    return reply(remarks.comment(parts.desk, user, story, said.text, claim=said.claim), 201)


@router.post("/comments/{comment}/resolve", summary="Mark a comment as settled", response_model=Comment)
def resolve(story: str, comment: str, parts: Parts, user: Writer) -> Response:
    """Settle a comment; once is enough."""
    return reply(remarks.resolve_comment(parts.desk, user, story, comment))
