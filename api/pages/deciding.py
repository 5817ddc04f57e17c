"""What a person decides on a story: send, approve, ask for changes, reject, withdraw; and its versions side by side."""

from difflib import SequenceMatcher
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Response

from api.access import Decider, Parts, Reader, Writer
from api.pages.forms import Sent
from api.pages.screen import Shown
from assistant.domain.review import ClaimDifference
from assistant.workflow.desk import deciding, people, stories

router = APIRouter(prefix="/stories", include_in_schema=False)


class Words(NamedTuple):
    """A stretch of words: the same in both versions, taken out, or put in."""

    change: str
    text: str


class Compared(NamedTuple):
    """A sentence in two versions, and its words where it was changed."""

    difference: ClaimDifference
    words: tuple[Words, ...]


@router.post("/{story}/moves/submit")
def submit(story: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Send a draft to review."""
    deciding.submit(parts.desk, user, story, revision=sent.number("revision"))
    return screen.go(f"/stories/{story}", "sent")


@router.post("/{story}/moves/approve")
def approve(story: str, parts: Parts, user: Decider, screen: Shown, sent: Sent) -> Response:
    """Approve exactly these words."""
    deciding.approve(parts.desk, user, story, revision=sent.number("revision"))
    return screen.go(f"/stories/{story}", "approved")


@router.post("/{story}/moves/ask_for_changes")
def ask_for_changes(story: str, parts: Parts, user: Decider, screen: Shown, sent: Sent) -> Response:
    """Send it back to its author."""
    deciding.ask_for_changes(parts.desk, user, story, sent.text("reason"), revision=sent.number("revision"))
    return screen.go(f"/stories/{story}", "returned")


@router.post("/{story}/moves/reject")
def reject(story: str, parts: Parts, user: Decider, screen: Shown, sent: Sent) -> Response:
    """Decide that it will not go out."""
    deciding.reject(parts.desk, user, story, sent.text("reason"), revision=sent.number("revision"))
    return screen.go(f"/stories/{story}", "rejected")


@router.post("/{story}/moves/withdraw")
def withdraw(story: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Take it back; where something went out this needs the right to publish, which the use case asks for."""
    deciding.withdraw(parts.desk, user, story, sent.text("reason"), revision=sent.number("revision"))
    return screen.go(f"/stories/{story}", "withdrawn")


@router.get("/{story}/versions")
def versions(
    story: str, parts: Parts, user: Reader, screen: Shown,
    before: Annotated[int | None, Query(ge=1)] = None, after: Annotated[int | None, Query(ge=1)] = None,
) -> Response:  # fmt: skip
    """Show two versions side by side, sentence by sentence; the newest two unless others are named."""
    every = stories.versions(parts.desk, user, story)
    newest = len(every)
    new = min(after or newest, newest)
    old = min(before or max(1, new - 1), newest)
    told = stories.differences(parts.desk, user, story, old, new)
    return screen.show(
        "review/versions.html.j2",
        record=stories.read_story(parts.desk, user, story).record,
        every=every,
        old=every[old - 1],
        new=every[new - 1],
        compared=[Compared(one, _words(one)) for one in told],
        names=people.names(parts.desk),
    )


def _words(difference: ClaimDifference) -> tuple[Words, ...]:
    """Return the words of a changed sentence; nothing for others."""
    if difference.before is None or difference.after is None or difference.before.text == difference.after.text:
        return ()
    old, new = difference.before.text.split(), difference.after.text.split()
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words("same", " ".join(old[a:b])))
            continue
        found += [Words("removed", " ".join(old[a:b]))] if a < b else []
        found += [Words("added", " ".join(new[c:d]))] if c < d else []
    return tuple(found)
