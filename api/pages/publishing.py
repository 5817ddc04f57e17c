"""Publishing: for a channel, what is in the way, whose consent is given or missing, and the files that went out."""

from datetime import date
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Response

from api.access import Parts, Publisher, Reader, Writer
from api.pages.forms import Fields, Sent
from api.pages.screen import Screen, Shown
from api.routes.exporting import download
from assistant.bootstrap.service import ServiceParts
from assistant.domain.consent import Channel, Item
from assistant.domain.consent_needs import Met
from assistant.domain.errors import BadInput
from assistant.domain.users import User
from assistant.workflow.desk import consenting, deciding, exporting, people, stories
from assistant.workflow.desk.consenting import Asked

router = APIRouter(include_in_schema=False)
CHANNELS = {
    Channel.INTERNAL: "Within the house",
    Channel.ONE_TO_ONE: "One to one",
    Channel.WEB: "Website",
    Channel.EVENT: "Event",
    Channel.PARTNER: "Partners",
    Channel.ADVERTISING: "Advertising",
}
Chosen = Annotated[Channel, Query()]


class Asking(NamedTuple):
    """Whose consent to one item is needed; `what` is everything of theirs that is at stake."""

    key: str
    person: str | None
    item: Item
    what: tuple[str, ...]
    standing: str
    consent: object


@router.get("/stories/{story}/publish")
def page(story: str, parts: Parts, user: Reader, screen: Shown, channel: Chosen = Channel.WEB) -> Response:
    """Show what a channel asks for."""
    return _page(parts, user, screen, story, channel)


@router.post("/stories/{story}/consents")
def consent(story: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Record the consents that are ticked."""
    channel = _channel(sent)
    account = stories.read_story(parts.desk, user, story).record.account
    try:
        for asked in _asked(sent, channel, parts.desk.today()):
            consenting.give_consent(parts.desk, user, account, asked)
    except BadInput as problem:
        return _page(parts, user, screen, story, channel, problem=problem, sent=sent)
    return screen.go(f"/stories/{story}/publish?channel={channel}", "consented")


@router.post("/stories/{story}/consents/{consent}/withdraw")
def withdraw(story: str, consent: str, parts: Parts, user: Writer, screen: Shown, sent: Sent) -> Response:
    """Take a consent back, and show where what relied on it went."""
    channel = _channel(sent)
    account = stories.read_story(parts.desk, user, story).record.account
    consenting.withdraw_consent(parts.desk, user, account, consent)
    return screen.go(f"/stories/{story}/publish?channel={channel}", "unconsented")


@router.post("/stories/{story}/publish")
def publish(story: str, parts: Parts, user: Publisher, screen: Shown, sent: Sent) -> Response:
    """Publish on a channel."""
    channel = _channel(sent)
    deciding.publish(parts.desk, user, story, channel, revision=sent.number("revision"))
    return screen.go(f"/stories/{story}/publish?channel={channel}", "published")


@router.post("/stories/{story}/exports")
def export(story: str, parts: Parts, user: Reader, sent: Sent) -> Response:
    """Make a file, keep note of where it goes, and hand it out."""
    made = exporting.export_story(
        parts.desk, user, story, sent.text("format"), _channel(sent), sent_to=sent.text("sent_to")
    )
    return download(made.data, made.export.format, f"{made.export.story}-v{made.export.version}")


@router.get("/exports/{export}")
def again(export: str, parts: Parts, user: Reader) -> Response:
    """Hand out a file that was made earlier and may still be used."""
    made = exporting.read_export(parts.desk, user, export)
    return download(made.data, made.export.format, f"{made.export.story}-v{made.export.version}")


def _page(
    parts: ServiceParts, user: User, screen: Screen, story: str, channel: Channel, *,
    problem: BadInput | None = None, sent: Fields | None = None,
) -> Response:  # fmt: skip
    view = stories.read_story(parts.desk, user, story)
    matrix = consenting.consent_matrix(parts.desk, user, channel, story=story)
    formats = [name for name in exporting.FORMATS if channel is Channel.INTERNAL or name not in exporting.WITHIN]
    return screen.show(
        "review/publish.html.j2",
        status=422 if problem else 200,
        view=view,
        channel=channel,
        channels=CHANNELS,
        asking=_asking(matrix.rows),
        blockers=view.blockers[channel],
        formats=formats,
        names=people.names(parts.desk),
        today=parts.desk.today(),
        problem=problem,
        typed=sent.text if sent else lambda _: "",
    )


def _asking(rows: tuple[Met, ...]) -> list[Asking]:
    """Group needs by whose and which item, as consent is given for these."""
    grouped: dict[tuple[str | None, Item], list[Met]] = {}
    for row in rows:
        grouped.setdefault((row.need.person, row.need.item), []).append(row)
    return [
        Asking(
            key=f"{item.value}|{person or ''}",
            person=person,
            item=item,
            what=tuple(row.need.what for row in found),
            standing=found[0].standing.value,
            consent=found[0].consent,
        )
        for (person, item), found in grouped.items()
    ]


def _asked(sent: Fields, channel: Channel, today: date) -> list[Asked]:
    ticked = sent.texts("consent")
    if not ticked:
        raise BadInput("Consents", "none is ticked", mend="tick what was agreed to")
    start, end = sent.day("start", "The first day") or today, sent.day("end", "The last day")
    found = []
    for key in ticked:
        item, _, person = key.partition("|")
        asked = Asked(person or None, Item(item), channel, start, end, sent.text("how"), sent.text("proof"))
        found.append(asked)
    return found


def _channel(sent: Fields) -> Channel:
    try:
        return Channel(sent.text("channel"))
    except ValueError:
        raise BadInput("The channel", "there is none of that name", mend="choose one of the page") from None
