"""Consents: what a story needs, what was given, and what is pulled when one is withdrawn or runs out."""

from datetime import date, timedelta
from typing import NamedTuple

from pydantic import ValidationError

from assistant.domain.consent import Channel, Consent, ConsentNeed, Export, Item
from assistant.domain.consent_needs import Met, met, needs
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.story import Story
from assistant.domain.users import Permission, User
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import account_of, story_of
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.deciding import said
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.pulling import pull, pull_uncovered
from assistant.workflow.desk.views import people_of

_MOST = 200  # stories of one account whose needs are put together
SYSTEM = "system"  # who acts when nobody does


class Asked(NamedTuple):
    """What somebody agreed to; absent means no."""

    person: str | None  # None is the company
    item: Item
    channel: Channel
    start: date
    end: date | None
    how: str
    proof: str = ""


class ConsentMatrix(NamedTuple):
    """What stories need on a channel and how each need stands today, and every consent of the account.

    `rows` are in the order of the story; `lacking` tells how many hold something back.
    """

    account: str
    channel: Channel
    rows: tuple[Met, ...]
    consents: tuple[Consent, ...]

    @property
    def lacking(self) -> int:
        """How many needs are not met today; none within the house."""
        return 0 if self.channel is Channel.INTERNAL else sum(row.standing != "given" for row in self.rows)


class Pulled(NamedTuple):
    """A consent that no longer holds, and the exports that were pulled for it; each says where it went."""

    consent: Consent
    exports: tuple[Export, ...]


def story_needs(desk: Desk, account: str, story: Story) -> tuple[ConsentNeed, ...]:
    """Return whose consent a story needs before it leaves the house."""
    return needs(story, people_of(desk, account))


def consent_matrix(
    desk: Desk, user: User, channel: Channel, *, account: str | None = None, story: str | None = None
) -> ConsentMatrix:
    """Return what one story, or all of an account's that are not withdrawn, need on a channel.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account or story, or it is not theirs to see.
        BadInput: neither is named.
    """
    with desk.store.read() as work:
        whose = _account(work, user, account, story)
    people = people_of(desk, whose)
    with desk.store.read() as work:
        ids = [story] if story is not None else _living(work, whose)
        contents = [work.stories.version(id_).content for id_ in ids]
        consents = work.consents.of_account(whose)
    needed = tuple(dict.fromkeys(need for content in contents for need in needs(content, people)))
    return ConsentMatrix(whose, channel, met(needed, consents, channel, desk.today()), consents)


def give_consent(desk: Desk, user: User, account: str, asked: Asked) -> Consent:
    """Record what somebody agreed to.

    Raises:
        NotAllowed: the role writes nothing.
        NotFound: no such account, or it is not theirs to see.
        BadInput: it ends before it starts, or does not say how it was given.
    """
    how, id_ = said("how", asked.how), desk.new_id("consent")
    try:
        consent = Consent(
            id=id_,
            account=account,
            person=" ".join(asked.person.split()) if asked.person else None,
            item=asked.item,
            channel=asked.channel,
            start=asked.start,
            end=asked.end,
            how=how,
            proof=asked.proof.strip(),
            recorded_by=user.id,
            recorded_at=desk.clock(),
        )
    except ValidationError as error:
        raise BadInput("end", "it ends before it starts", mend="give a later last day") from error
    with desk.store.write() as work:
        account_of(work, user, Permission.WRITE, account)
        work.consents.save(consent)
        told = {"item": asked.item.value, "channel": asked.channel.value}
        record(work, desk, user, "consent.given", f"consent:{id_}", account, **told)
    return consent


def withdraw_consent(desk: Desk, user: User, account: str, consent: str) -> Pulled:
    """Record that somebody takes a consent back; what went out on it is pulled, and where it went is told.

    Raises:
        NotAllowed: the role writes nothing.
        NotFound: no such account or consent, or the account is not theirs to see.
    """
    people = people_of(desk, account)
    with desk.store.write() as work:
        account_of(work, user, Permission.WRITE, account)
        kept = next((one for one in work.consents.of_account(account) if one.id == consent), None)
        if kept is None:
            raise NotFound(f"no consent {consent!r} is kept here")
        if kept.withdrawn_at is None:
            kept = kept.model_copy(update={"withdrawn_at": desk.clock(), "withdrawn_by": user.id})
            work.consents.save(kept)
            record(work, desk, user, "consent.withdrawn", f"consent:{consent}", account)
        pulled = pull_uncovered(work, desk, user, account, people, "a consent was withdrawn")
    return Pulled(kept, pulled)


def expire(desk: Desk) -> tuple[Export, ...]:
    """Pull what ran out: exports whose consent has ended, and stories past their last day; done daily by a job."""
    today = desk.today()
    with desk.store.read() as work:
        ended = {one.account for one in work.consents.running_out(today - timedelta(days=1))}
        dated = {one.account for one in work.consents.exports() if one.pulled_at is None}
    pulled: list[Export] = []
    for account in sorted(ended & dated):
        people = people_of(desk, account)
        with desk.store.write() as work:
            pulled += pull_uncovered(work, desk, SYSTEM, account, people, "a consent has ended")
    with desk.store.write() as work:
        past = [one for one in work.consents.exports() if one.pulled_at is None and _is_past(work, one, today)]
        pulled += pull(work, desk, SYSTEM, past, "its last day of use is over")
    return tuple(pulled)


def running_out(desk: Desk, user: User, account: str) -> tuple[Consent, ...]:
    """Return an account's consents that end within the days of notice, the first to end first.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    until = desk.today() + timedelta(days=desk.policy.notice_days)
    with desk.store.read() as work:
        account_of(work, user, Permission.READ, account)
        return work.consents.running_out(until, since=desk.today(), accounts=frozenset({account}))


def _account(work: Work, user: User, account: str | None, story: str | None) -> str:
    if story is not None:
        return story_of(work, user, Permission.READ, story).account
    if account is None:
        raise BadInput("account", "neither an account nor a story is named", mend="name one")
    return account_of(work, user, Permission.READ, account).id


def _living(work: Work, account: str) -> list[str]:
    where = StoryFilter(accounts=frozenset({account}))
    return [one.id for one in work.stories.list(where, Page(size=_MOST)) if one.state != "withdrawn"]


def _is_past(work: Work, export: Export, today: date) -> bool:
    expires = work.stories.get(export.story).facets.expires
    return expires is not None and expires < today
