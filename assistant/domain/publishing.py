"""The gate before a story goes out: verdicts, somebody else's approval of exactly these words, consent, expiry.

Pure rules: what is kept goes in, blockers in a reviewer's words come out (domain handbook, section 6).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.domain.consent import Channel, Consent, Item
from assistant.domain.consent_needs import Met, Standing, missing, needs
from assistant.domain.documents import Person
from assistant.domain.review import Decision, Move, Override, State, StoryRecord, StoryVersion, claim_hash, content_hash
from assistant.domain.story import Claim, Kind, Story
from assistant.domain.verdicts import Verdict

NOT_APPROVED = "not approved for partners"
NOTHING_SUPPORTED = "no claim is supported by the notes"
REFUSED = (Verdict.PARTIAL, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)  # the worst last
_SHORT = 70  # code points of a claim or quotation within a blocker


class Case(NamedTuple):
    """What the gate looks at.

    Attributes:
        record: where the story stands.
        version: the words that would go out.
        authors: ids of who asked for the first version and who wrote this one.
        decisions: every decision on the story.
        overrides: every override on the story.
        consents: every consent of the account.
        people: the customer's people.
    """

    record: StoryRecord
    version: StoryVersion
    authors: frozenset[str]
    decisions: Sequence[Decision] = ()
    overrides: Sequence[Override] = ()
    consents: Sequence[Consent] = ()
    people: Sequence[Person] = ()


def verdict_blockers(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return what the verdicts alone put in the way, counted."""
    counts = Counter(claim.verdict for claim in claims if claim.verdict is not None)
    nothing = () if counts[Verdict.SUPPORTED] else (NOTHING_SUPPORTED,)
    return (*nothing, *(f"{counts[verdict]} claims are {verdict.value}" for verdict in REFUSED if counts[verdict]))


def is_overridden(claim: Claim, overrides: Iterable[Override]) -> bool:
    """Tell whether a reviewer has vouched for exactly this claim, having seen a verdict as bad as it has now."""
    if claim.verdict not in REFUSED:
        return False
    hash_, now = claim_hash(claim), REFUSED.index(claim.verdict)
    return any(
        override.claim_hash == hash_ and override.verdict in REFUSED and REFUSED.index(Verdict(override.verdict)) >= now
        for override in overrides
    )


def content_blockers(story: Story, overrides: Sequence[Override]) -> tuple[str, ...]:
    """Return what in the words of a story is in the way of approving it."""
    by_count = {*verdict_blockers(story.claims), NOT_APPROVED}
    refused = [claim for claim in story.claims if claim.verdict in REFUSED]
    open_claims = [claim for claim in refused if not is_overridden(claim, overrides)]
    told = [f"“{short(claim.text)}” is {claim.verdict}, and no reviewer has vouched for it" for claim in open_claims]
    if not any(claim.verdict is Verdict.SUPPORTED for claim in story.claims) and len(open_claims) == len(refused):
        told.insert(0, NOTHING_SUPPORTED)
    return (*told, *(blocker for blocker in story.checks.blockers if blocker not in by_count))


def approved_by(case: Case) -> tuple[str, ...]:
    """Return who approved exactly the words of this version, the last one first."""
    hash_ = content_hash(case.version.content)
    found = [one for one in case.decisions if one.move is Move.APPROVE and one.content_hash == hash_]
    return tuple(one.by for one in reversed(found))


def blockers(case: Case, channel: Channel, on: date, *, four_eyes: bool = True) -> tuple[str, ...]:
    """Return everything that is in the way of letting a story out on a channel that day; nothing when it may go."""
    return blockers_by_channel(case, (channel,), on, four_eyes=four_eyes)[channel]


def blockers_by_channel(
    case: Case, channels: Iterable[Channel], on: date, *, four_eyes: bool = True
) -> dict[Channel, tuple[str, ...]]:
    """Return what is in the way on each of some channels; what they share is worked out once."""
    story = case.version.content
    shared = (
        *content_blockers(story, case.overrides),
        *_approval(case, four_eyes=four_eyes),
        *_expiry(story, on),
    )
    needed = needs(story, case.people)
    return {
        channel: (
            *shared,
            *(_partner(story) if channel is Channel.PARTNER else ()),
            *consent_blockers(missing(needed, case.consents, channel, on), story.account.name, channel),
        )
        for channel in channels
    }


def consents_missing(case: Case, channel: Channel, on: date) -> tuple[Met, ...]:
    """Return the consents that a story lacks on a channel that day."""
    return missing(needs(case.version.content, case.people), case.consents, channel, on)


def consent_blockers(lacking: Sequence[Met], company: str | None, channel: Channel) -> tuple[str, ...]:
    """Say which consents are lacking, and why: a line for each person and item, however often it is needed."""
    grouped: dict[tuple[str | None, Item], list[Met]] = {}
    for one in lacking:
        grouped.setdefault((one.need.person, one.need.item), []).append(one)
    return tuple(_consent_blocker(every, company, channel) for every in grouped.values())


def _consent_blocker(every: Sequence[Met], company: str | None, channel: Channel) -> str:
    one, more = every[0], len(every) - 1
    who = one.need.person or (company or "the customer")
    what = f"“{short(one.need.what)}”" + (f" and {more} more" if more else "")
    text = f"{who} has not agreed to {_ASKED[one.need.item].format(what=what)} {_WHERE[channel]}"
    if one.consent is None or one.standing is Standing.MISSING:
        return text
    return f"{text}: {_WHY[one.standing].format(start=one.consent.start, end=one.consent.end)}"


def published_on(record: StoryRecord, decisions: Iterable[Decision]) -> tuple[Channel, ...]:
    """Return the channels on which the current version is published; none unless the story is."""
    if record.state is not State.PUBLISHED:
        return ()
    found = (one.channel for one in decisions if one.move is Move.PUBLISH and one.version == record.version)
    return tuple(dict.fromkeys(channel for channel in found if channel is not None))


def short(text: str) -> str:
    """Return a text cut to what a blocker has room for."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else flat[: _SHORT - 1].rstrip() + "…"


def _approval(case: Case, *, four_eyes: bool) -> Iterator[str]:
    approvers = approved_by(case)
    if case.record.state not in (State.APPROVED, State.PUBLISHED) or not approvers:
        yield "nobody has approved exactly these words"
    elif four_eyes and case.authors.issuperset(approvers):
        yield "only its own author has approved it; somebody else must"


def _expiry(story: Story, on: date) -> Iterator[str]:
    if story.expires is not None and story.expires < on:
        yield f"it may be used until {story.expires} only"


def _partner(story: Story) -> Iterator[str]:
    if story.kind is not Kind.PARTNER:
        yield "partners get the partner edition; draft a story of that kind"
    if story.expires is None:
        yield "a partner edition needs a last day of use"
    if any(claim.verdict in REFUSED for claim in story.claims):
        yield "a partner edition holds supported claims only; take the others out"


_ASKED = {
    Item.QUOTATION: "being quoted ({what})",
    Item.NAME: "the name {what} being used",
    Item.TITLE: "the title {what} being used",
    Item.LOGO: "its logo being used",
    Item.PICTURE: "its picture being used",
    Item.FIGURE: "its figures being told ({what})",
}
_WHERE = {
    Channel.INTERNAL: "within the house",
    Channel.ONE_TO_ONE: "in talks with one customer",
    Channel.WEB: "on the web",
    Channel.EVENT: "at events",
    Channel.PARTNER: "by partners",
    Channel.ADVERTISING: "in advertising",
}
_WHY = {
    Standing.NOT_YET: "the consent begins on {start}",
    Standing.ENDED: "the consent ended on {end}",
    Standing.WITHDRAWN: "the consent was withdrawn",
    Standing.GIVEN: "",
}
