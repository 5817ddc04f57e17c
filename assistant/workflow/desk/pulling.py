"""Takes back what went out: an export that may no longer be used is marked, never served again, and told of."""

from collections.abc import Iterable, Sequence

from assistant.domain.consent import Channel, Consent, Export
from assistant.domain.consent_needs import missing, needs
from assistant.domain.documents import Person
from assistant.domain.review import StoryRecord
from assistant.domain.users import User
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk


def pull(work: Work, desk: Desk, user: User | str, exports: Iterable[Export], because: str) -> tuple[Export, ...]:
    """Pull exports that are still in use; return them, with where they went."""
    pulled = []
    for export in exports:
        if export.pulled_at is None:
            gone = export.model_copy(update={"pulled_at": desk.clock(), "pulled_because": because})
            work.consents.save_export(gone)
            record(work, desk, user, "export.pulled", f"export:{export.id}", export.account, story=export.story)
            pulled.append(gone)
    return tuple(pulled)


def pull_story(work: Work, desk: Desk, user: User | str, story: StoryRecord, because: str) -> tuple[Export, ...]:
    """Pull every export of a story."""
    return pull(work, desk, user, work.consents.exports(story=story.id), because)


def pull_uncovered(
    work: Work, desk: Desk, user: User | str, account: str, people: Sequence[Person], because: str
) -> tuple[Export, ...]:
    """Pull the exports of an account that need a consent which does not hold today."""
    consents = work.consents.of_account(account)
    bare = [one for one in work.consents.exports(account=account) if _is_bare(work, desk, one, consents, people)]
    return pull(work, desk, user, bare, because)


def _is_bare(work: Work, desk: Desk, export: Export, consents: Sequence[Consent], people: Sequence[Person]) -> bool:
    if export.pulled_at is not None or export.channel is Channel.INTERNAL:
        return False
    story = work.stories.version(export.story, export.version).content
    return bool(missing(needs(story, people), consents, export.channel, desk.today()))
