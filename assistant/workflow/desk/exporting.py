"""Files of stories that go out: made only where the gate lets them through, and never served once pulled."""

import hashlib
from datetime import date
from typing import NamedTuple

from assistant.domain.consent import Channel, Export
from assistant.domain.documents import Person
from assistant.domain.errors import BadInput, Blocked, EditConflict, NotFound, StoreConflict
from assistant.domain.outward import outward
from assistant.domain.publishing import Case, blockers, published_on
from assistant.domain.review import StoryRecord
from assistant.domain.users import Permission, User
from assistant.rendering.formats import render_bytes
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import permit, story_of, visible
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.views import case_of, people_of

FORMATS = ("md", "html", "docx", "pdf", "pptx", "json")
WITHIN = frozenset({"json"})  # holds evidence and notes, and stays within the house
_LONGEST = 500  # code points of where it went


class Exported(NamedTuple):
    """A file of a story, and the record of where it went."""

    export: Export
    data: bytes


def export_story(desk: Desk, user: User, story: str, format_: str, channel: Channel, *, sent_to: str = "") -> Exported:
    """Make a file of a story for a channel.

    Within the house it holds the evidence too; outside it holds the words, figures and quotations alone. Where a
    story is published on the channel, whoever reads it may export it; elsewhere publishing must be allowed.

    Raises:
        NotAllowed: the role does not allow it.
        NotFound: no such story, or its account is not theirs to see.
        BadInput: there is no such format, or it does not leave the house.
        Blocked: the gate holds it back; the blockers say why.
        EditConflict: somebody changed the story meanwhile.
    """
    _known_format(format_, channel)
    with desk.store.read() as work:
        kept = story_of(work, user, Permission.READ, story)
    people = people_of(desk, kept.account)
    with desk.store.read() as work:
        case = _passed(work, desk, user, work.stories.get(story), people, channel)
    content = case.version.content
    data = render_bytes(content if channel is Channel.INTERNAL else outward(content), format_)
    export = Export(
        id=desk.new_id("export"),
        story=story,
        account=kept.account,
        version=case.version.version,
        content_hash=case.version.content_hash,
        channel=channel,
        format=format_,
        file=hashlib.sha256(data).hexdigest(),
        by=user.id,
        at=desk.clock(),
        sent_to=" ".join(sent_to.split())[:_LONGEST],
    )
    with desk.store.write() as work:
        now = _passed(work, desk, user, work.stories.get(story), people, channel)
        if now.version.content_hash != case.version.content_hash:
            raise EditConflict("somebody has changed this story meanwhile; export it again")
        work.consents.save_export(export)
        told = {"story": story, "channel": channel.value, "format": format_}
        record(work, desk, user, "story.exported", f"export:{export.id}", kept.account, **told)
    _keep(desk, export, data)
    return Exported(export, data)


def read_export(desk: Desk, user: User, export: str) -> Exported:
    """Return a file that was made earlier and may still be used today.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such export, or its account is not theirs to see.
        Blocked: it was pulled, or may no longer go out.
        StoreConflict: the file is damaged or gone.
    """
    permit(user, Permission.READ)
    with desk.store.read() as work:
        kept = work.consents.export(export)
        if not user.sees(kept.account):
            raise NotFound(f"no export {export!r} is kept here")
        if kept.pulled_at is not None:
            raise Blocked((f"it was pulled: {kept.pulled_because}",))
    people = people_of(desk, kept.account)
    with desk.store.read() as work:
        story = work.stories.get(kept.story)
        case = case_of(work, story, people)
        if case.version.content_hash != kept.content_hash:
            raise Blocked(("the story was changed since",))
        _refuse(case, desk, kept.channel, desk.today())
    try:
        return Exported(kept, desk.store.blobs.read(kept.file))
    except NotFound as error:
        raise StoreConflict("the file of this export is gone; export the story again") from error


def exports(desk: Desk, user: User, *, account: str | None = None, story: str | None = None) -> tuple[Export, ...]:
    """Return exports, oldest first, pulled ones too: each says where it went.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such story, or it is not theirs to see.
    """
    seen = visible(user)
    with desk.store.read() as work:
        if story is not None:
            story_of(work, user, Permission.READ, story)
        found = work.consents.exports(account=account, story=story)
    return tuple(one for one in found if seen is None or one.account in seen)


def _keep(desk: Desk, export: Export, data: bytes) -> None:
    """Keep the file of a record that is there, so that an erasure that comes between finds it, or leaves nothing."""
    file = desk.store.blobs.keep(data)
    with desk.store.read() as work:
        live = {one.id for one in work.consents.exports(story=export.story) if one.pulled_at is None}
    if export.id not in live:
        desk.store.blobs.remove(file)


def _passed(
    work: Work, desk: Desk, user: User, kept: StoryRecord, people: tuple[Person, ...], channel: Channel
) -> Case:
    case = case_of(work, kept, people)
    if channel not in published_on(kept, case.decisions):
        permit(user, Permission.PUBLISH)
    _refuse(case, desk, channel, desk.today())
    return case


def _refuse(case: Case, desk: Desk, channel: Channel, today: date) -> None:
    if found := blockers(case, channel, today, four_eyes=desk.policy.four_eyes):
        raise Blocked(found)


def _known_format(format_: str, channel: Channel) -> None:
    if format_ not in FORMATS:
        raise BadInput("format", f"{format_!r} is no format of a story", mend=f"take one of {', '.join(FORMATS)}")
    if format_ in WITHIN and channel is not Channel.INTERNAL:
        problem = f"{format_} holds the notes behind the story and does not leave the house"
        raise BadInput("format", problem, mend="take another format, or the internal channel")
