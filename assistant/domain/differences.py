"""What changed between two versions of a story, told claim by claim."""

from collections.abc import Iterator

from assistant.domain.review import ClaimDifference, claim_hash
from assistant.domain.story import Claim, ClaimKind, Story

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"


def differences(before: Story, after: Story) -> tuple[ClaimDifference, ...]:
    """Return what happened to title, summary and each claim, in the reading order of the newer version.

    A claim keeps its id through every edit; one that was removed stands where it stood.
    """
    old, new = _placed(before), _placed(after)
    found: list[ClaimDifference] = []
    passed = iter(old)
    for key, (heading, claim) in new.items():
        if key in old:
            found += _removed(passed, key, old, new)
            known = old[key][1]
            change = SAME if claim_hash(known) == claim_hash(claim) else CHANGED
            found.append(ClaimDifference(change=change, heading=heading, before=known, after=claim))
        else:
            found.append(ClaimDifference(change=ADDED, heading=heading, after=claim))
    told = {one.before.id for one in found if one.before is not None}
    return (*found, *(_gone(*old[key]) for key in old if key not in new and key not in told))


def _placed(story: Story) -> dict[str, tuple[str, Claim]]:
    head = {
        "title": ("Title", Claim(id="title", text=story.title, kind=ClaimKind.LINK)),
        "summary": ("Summary", Claim(id="summary", text=story.summary, kind=ClaimKind.LINK)),
    }
    return head | {claim.id: (part.heading, claim) for part in story.sections for claim in part.claims}


def _removed(
    passed: Iterator[str], until: str, old: dict[str, tuple[str, Claim]], new: dict[str, tuple[str, Claim]]
) -> Iterator[ClaimDifference]:
    """Yield the claims that stood before `until` and are no longer there; does nothing where it was passed already."""
    for key in passed:
        if key == until:
            return
        if key not in new:
            yield _gone(*old[key])


def _gone(heading: str, claim: Claim) -> ClaimDifference:
    return ClaimDifference(change=REMOVED, heading=heading, before=claim)
