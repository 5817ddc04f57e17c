"""The review page: the story on one side, where each sentence comes from on the other."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.access import Decider, Parts, Reader, Writer
from api.pages.evidence import exhibit
from api.pages.forms import Sent
from api.pages.outline import outline
from api.pages.screen import Screen, Shown
from assistant.bootstrap.service import ServiceParts
from assistant.domain.errors import BadInput, EditConflict
from assistant.workflow.desk import editing, people, remarks, stories
from assistant.workflow.desk.remarks import claim_of
from assistant.workflow.desk.views import StoryView

router = APIRouter(prefix="/stories", include_in_schema=False)
Chosen = Annotated[str | None, Query(max_length=20)]


@router.get("/{story}")
def review(story: str, parts: Parts, user: Reader, screen: Shown, claim: Chosen = None) -> Response:
    """Show a story; `claim` chooses a sentence, the first that needs a look unless one is named."""
    return show(parts, screen, stories.read_story(parts.desk, user, story), claim)


@router.get("/{story}/sentences/{claim}")
def sentence(story: str, claim: str, parts: Parts, user: Reader, screen: Shown) -> Response:
    """Show what one sentence stands on: the evidence side alone, for the script."""
    view = stories.read_story(parts.desk, user, story)
    return screen.show("review/_evidence.html.j2", **_given(parts, view, claim))


@router.post("/{story}/sentences/{claim}/words")
def edit(story: str, claim: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Put a sentence in other words, and have it checked at once."""
    text, note, revision = sent.text("text"), sent.text("note"), sent.number("revision")
    try:
        editing.edit_claim(parts.desk, user, story, claim, text, revision=revision, note=note)
    except (BadInput, EditConflict) as problem:
        view = stories.read_story(parts.desk, user, story)
        status = 422 if isinstance(problem, BadInput) else 412
        return show(parts, screen, view, claim, status=status, typed=text, problem=problem)
    return _back(screen, story, claim, "checked")


@router.post("/{story}/sentences/{claim}/remove")
def remove(story: str, claim: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Take a sentence out."""
    editing.remove_claim(parts.desk, user, story, claim, revision=sent.number("revision"))
    return screen.go(f"/stories/{story}", "saved")


@router.post("/{story}/sentences/{claim}/add")
def add(story: str, claim: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Put a new sentence behind one, and have it checked at once."""
    editing.add_claim(parts.desk, user, story, claim, sent.text("text"), revision=sent.number("revision"))
    return _back(screen, story, claim, "checked")


@router.post("/{story}/sentences/{claim}/accept")
def accept(story: str, claim: str, parts: Parts, user: Decider, screen: Shown, sent: Sent) -> Response:
    """Vouch for a sentence that the check refuses, with a reason."""
    reason, revision = sent.text("reason"), sent.number("revision")
    remarks.override_claim(parts.desk, user, story, claim, reason, revision=revision)
    return _back(screen, story, claim, "accepted")


@router.post("/{story}/comments")
def comment(story: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Say something of the story, or of one of its sentences."""
    claim = sent.text("claim")
    remarks.comment(parts.desk, user, story, sent.text("text"), claim=claim or None)
    return _back(screen, story, claim, "commented")


@router.post("/{story}/comments/{comment}/resolve")
def resolve(story: str, comment: str, parts: Parts, user: Writer, screen: Shown) -> Response:
    """Mark a comment as settled."""
    found = remarks.resolve_comment(parts.desk, user, story, comment)
    return _back(screen, story, found.claim or "", "resolved")


@router.post("/{story}/title")
def title(story: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Change the headline and the summary; only what differs makes a new version."""
    view = stories.read_story(parts.desk, user, story)
    revision = sent.number("revision")
    if sent.text("title") != view.version.content.title:
        revision = editing.edit_title(parts.desk, user, story, sent.text("title"), revision=revision).record.revision
    if sent.text("summary") != view.version.content.summary:
        editing.edit_summary(parts.desk, user, story, sent.text("summary"), revision=revision)
    return screen.go(f"/stories/{story}", "checked")


@router.post("/{story}/recheck")
def recheck(story: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Check the sentences whose notes have changed since."""
    editing.recheck(parts.desk, user, story, revision=sent.number("revision"))
    return screen.go(f"/stories/{story}", "checked")


def show(
    parts: ServiceParts, screen: Screen, view: StoryView, claim: str | None = None, *,
    status: int = 200, typed: str = "", problem: BadInput | EditConflict | None = None,
) -> Response:  # fmt: skip
    """Return the review page of a story, with what was typed and could not be saved."""
    plan = outline(view)
    chosen = claim or plan.first
    given = _given(parts, view, chosen) | {"typed": typed, "problem": problem}
    with parts.store.read() as work:
        account = work.account(view.record.account)
    return screen.show("review/story.html.j2", here="", status=status, plan=plan, account=account, **given)


def _given(parts: ServiceParts, view: StoryView, claim: str) -> dict[str, Any]:
    story = view.version.content
    known = claim_of(story, claim)
    ids = [one.id for one in story.claims]
    at = ids.index(claim)
    return {
        "view": view,
        "story": story,
        "chosen": known,
        "exhibit": exhibit(story, known),
        "overridden": next((one for one in view.overrides if one.claim == claim), None),
        "comments": [one for one in view.comments if one.claim == claim],
        "before": ids[at - 1] if at else None,
        "after": ids[at + 1] if at + 1 < len(ids) else None,
        "names": people.names(parts.desk),
        "typed": "",
        "problem": None,
    }


def _back(screen: Screen, story: str, claim: str, said: str) -> Response:
    return screen.go(f"/stories/{story}?claim={claim}" if claim else f"/stories/{story}", said)
