"""What becomes of a story after it is drafted: versions, states, decisions, comments and overrides.

A story is kept as a record with versions. Approval binds to the content hash of one version; an edit opens the
next version and takes the approval away (domain handbook, section 6).
"""

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum

from assistant.domain.base import Frozen
from assistant.domain.consent import Channel
from assistant.domain.errors import IllegalMove
from assistant.domain.story import Claim, Kind, Story


class State(StrEnum):
    """Where a story stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What a person may do with a story."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


LEGAL: dict[tuple[State, Move], State] = {
    (State.DRAFT, Move.EDIT): State.DRAFT,
    (State.DRAFT, Move.SUBMIT): State.IN_REVIEW,
    (State.DRAFT, Move.WITHDRAW): State.WITHDRAWN,
    (State.IN_REVIEW, Move.EDIT): State.IN_REVIEW,
    (State.IN_REVIEW, Move.APPROVE): State.APPROVED,
    (State.IN_REVIEW, Move.ASK_FOR_CHANGES): State.DRAFT,
    (State.IN_REVIEW, Move.REJECT): State.WITHDRAWN,
    (State.IN_REVIEW, Move.WITHDRAW): State.WITHDRAWN,
    (State.APPROVED, Move.EDIT): State.IN_REVIEW,
    (State.APPROVED, Move.ASK_FOR_CHANGES): State.DRAFT,
    (State.APPROVED, Move.PUBLISH): State.PUBLISHED,
    (State.APPROVED, Move.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Move.PUBLISH): State.PUBLISHED,  # on a further channel
    (State.PUBLISHED, Move.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Move.EDIT): State.DRAFT,  # a new version may start over
}
NEEDS_REASON = frozenset({Move.ASK_FOR_CHANGES, Move.REJECT, Move.WITHDRAW})


def moved(state: State, move: Move) -> State:
    """Return the state after a move.

    Raises:
        IllegalMove: the move is none from there; names what is.
    """
    try:
        return LEGAL[state, move]
    except KeyError:
        raise IllegalMove(state, move, tuple(legal for at, legal in LEGAL if at is state)) from None


class Facets(Frozen):
    """What a listing shows and filters by, drawn from the current version so that its content need not be read."""

    summary: str = ""
    outcomes: tuple[str, ...] = ()  # names of its figures
    voices: tuple[tuple[str, str], ...] = ()  # who is quoted: name, title
    products: tuple[str, ...] = ()  # of the account's catalogue, those that the story names
    claims: int = 0  # that assert something
    refused: int = 0  # of these, not supported
    expires: date | None = None


class StoryRecord(Frozen):
    """A kept story: whose it is and where it stands; `revision` grows with every change of any kind (ETag)."""

    id: str
    account: str
    kind: Kind
    title: str
    state: State = State.DRAFT
    version: int = 1  # the current one
    author: str  # user id of who asked for the draft, or edited last
    created_at: datetime
    updated_at: datetime
    revision: int = 1
    facets: Facets = Facets()


class StoryVersion(Frozen):
    """One version of a story, never changed once kept."""

    story: str
    version: int
    author: str
    created_at: datetime
    content_hash: str
    content: Story
    note: str = ""  # what was changed, in the editor's words


class Decision(Frozen):
    """A move that a person made, on one version, by its content hash."""

    id: str
    story: str
    version: int
    content_hash: str
    move: Move
    by: str
    at: datetime
    reason: str = ""
    channel: Channel | None = None  # where it was published; of publishing only


class Override(Frozen):
    """A reviewer's word against the checker on one claim, with the reason; kept for ever.

    It holds for the claim's exact text and citations (`claim_hash`), in whichever version they stand.
    """

    id: str
    story: str
    version: int
    claim: str
    claim_hash: str
    verdict: str  # what the checker had said
    by: str
    at: datetime
    reason: str


class Comment(Frozen):
    """A remark on a story, or on one of its claims."""

    id: str
    story: str
    version: int
    claim: str | None = None
    by: str
    at: datetime
    text: str
    resolved_by: str | None = None
    resolved_at: datetime | None = None


class ClaimDifference(Frozen):
    """What happened to one claim between two versions; `before` or `after` is None when added or removed."""

    change: str  # added, removed, changed, same
    heading: str
    before: Claim | None = None
    after: Claim | None = None


def content_hash(story: Story) -> str:
    """Return the SHA-256 of all that a reader would see of a story, and what it stands on; not of how it was made."""
    return _sha256(story.model_dump(mode="json", exclude={"provenance"}))


def claim_hash(claim: Claim) -> str:
    """Return the SHA-256 of a claim's words and citations, whatever its id and verdict."""
    return _sha256(claim.model_dump(mode="json", include={"text", "kind", "citations", "metrics"}))


def _sha256(record: object) -> str:
    canonical = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
