"""Search over passages and over approved stories, by words and meaning, within what a user may see."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from assistant.domain.accounts import Account
from assistant.domain.consent_needs import shown_text
from assistant.domain.documents import Passage
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.people import RoleMap
from assistant.domain.review import StoryRecord, StoryVersion
from assistant.domain.users import User
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.retrieval.store.story_index import StoryText
from assistant.retrieval.store.work import Work
from assistant.workflow.desk.access import visible
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.views import OUT

EVERYTHING = 100_000  # records of one listing
_WIDER = 5  # times as many answers are asked for where filters will take some out
_LONGEST = 1000  # code points of a query


class Filters(NamedTuple):
    """What narrows a search or the library; empty fields do not."""

    account: str | None = None
    industry: str = ""
    segment: str = ""
    outcome: str = ""  # words in the name of a figure, the title or the summary
    role: str = ""  # an adoption role, or words in the title, of somebody quoted
    product: str = ""


NO_FILTERS = Filters()


class Found(NamedTuple):
    """One answer: a passage of an account, or an approved story."""

    type: Literal["passage", "story"]
    score: float  # 0 to 1
    account: str
    passage: Passage | None = None
    story: StoryRecord | None = None


def search(
    desk: Desk,
    user: User,
    query: str,
    *,
    kinds: Collection[str] = ("passage", "story"),
    filters: Filters = NO_FILTERS,
    size: int = 10,
) -> tuple[Found, ...]:
    """Find passages and approved stories, best first.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: the account of the filter is not kept, or not theirs to see.
        BadInput: the query is blank or very long.
    """
    if not query.strip() or len(query) > _LONGEST:
        raise BadInput("query", "it is blank or very long", mend=f"ask in at most {_LONGEST} characters")
    accounts = narrowed(desk, user, filters)
    found: list[Found] = []
    if "passage" in kinds and not (filters.outcome or filters.role or filters.product):
        found += _passages(desk, query, accounts, size)
    if "story" in kinds:
        found += _stories(desk, query, accounts, filters, size)
    return tuple(sorted(found, key=lambda one: -one.score)[:size])


def narrowed(desk: Desk, user: User, filters: Filters) -> Mapping[str, Account] | None:
    """Return the accounts that a user sees and the filters let through; None is every account.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: the account of the filter is not kept, or not theirs to see.
    """
    ids = visible(user)
    if filters.account is not None:
        if not user.sees(filters.account):
            raise NotFound(f"no account {filters.account!r} is kept here")
        ids = frozenset({filters.account})
    if ids is None and not filters.industry and not filters.segment:
        return None
    with desk.store.read() as work:
        if filters.account is not None:
            work.account(filters.account)
        return {account.id: account for account in work.accounts(ids) if _fits(account, filters)}


def fits_story(work: Work, record: StoryRecord, filters: Filters, maps: dict[str, RoleMap | None]) -> bool:
    """Tell whether a story has the outcome, role and product of the filters; `maps` keeps role maps once read."""
    facets = record.facets
    outcomes = " ".join((record.title, facets.summary, *facets.outcomes))
    products = " ".join((record.title, facets.summary, *facets.products))
    return (
        _says(outcomes, filters.outcome)
        and _says(products, filters.product)
        and (not filters.role or any(_says(post, filters.role) for post in _posts(work, record, maps)))
    )


def follow_story(desk: Desk, record: StoryRecord, version: StoryVersion) -> None:
    """Make the index hold a story while it is approved, and no longer."""
    if desk.story_index is None:
        return
    if record.state in OUT:
        desk.story_index.put([_text(record, version)])
    else:
        desk.story_index.remove([record.id])


def follow_stories(desk: Desk) -> int:
    """Make the index hold exactly the approved stories, as after a crash; return how many changed."""
    if desk.story_index is None:
        return 0
    there = desk.story_index.hashes()
    with desk.store.read() as work:
        wanted = {one.id: one for one in work.stories.list(StoryFilter(states=OUT), Page(size=EVERYTHING))}
    gone = sorted(there.keys() - wanted.keys())
    desk.story_index.remove(gone)
    changed = 0
    for record in wanted.values():
        with desk.store.read() as work:
            version = work.stories.version(record.id)
        if there.get(record.id) != version.content_hash:
            desk.story_index.put([_text(record, version)])
            changed += 1
    return len(gone) + changed


def _passages(desk: Desk, query: str, accounts: Mapping[str, Account] | None, size: int) -> Iterator[Found]:
    if desk.passage_search is not None:
        among = None if accounts is None else frozenset(accounts)
        for hit in desk.passage_search.search(query, size, accounts=among):
            yield Found("passage", hit.score, hit.account, passage=hit.passage)
        return
    for account in accounts if accounts is not None else [known.id for known in desk.repository.accounts()]:
        retriever = desk.shelf.retriever(account, desk.repository, desk.indexes)
        for passage, score in retriever.search(query, size):
            yield Found("passage", score, account, passage=passage)


def _stories(
    desk: Desk, query: str, accounts: Mapping[str, Account] | None, filters: Filters, size: int
) -> Iterator[Found]:
    among = None if accounts is None else frozenset(accounts)
    maps: dict[str, RoleMap | None] = {}
    scores = _scores(desk, query, among, size * _WIDER)
    with desk.store.read() as work:
        records = work.stories.some([story for story, _ in scores])  # without those erased since the index was asked
        for record, score in ((records[story], score) for story, score in scores if story in records):
            seen = among is None or record.account in among
            if seen and record.state in OUT and fits_story(work, record, filters, maps):
                yield Found("story", score, record.account, story=record)


def _scores(desk: Desk, query: str, among: frozenset[str] | None, size: int) -> Sequence[tuple[str, float]]:
    if desk.story_index is not None:
        return [(hit.story, hit.score) for hit in desk.story_index.search(query, size, accounts=among)]
    words = set(query.casefold().split())
    with desk.store.read() as work:
        records = work.stories.list(StoryFilter(accounts=among, states=OUT), Page(size=EVERYTHING))
    scored = [(one.id, len(words & _words(one)) / len(words)) for one in records]
    return sorted((one for one in scored if one[1]), key=lambda one: -one[1])[:size]


def _words(record: StoryRecord) -> set[str]:
    said = " ".join((record.title, record.facets.summary, *record.facets.outcomes))
    return {word.strip(".,;:!?“”\"'()") for word in said.casefold().split()}


def _posts(work: Work, record: StoryRecord, maps: dict[str, RoleMap | None]) -> Iterator[str]:
    """Yield the titles and adoption roles of those whom a story quotes."""
    names = {name.casefold() for name, _ in record.facets.voices}
    yield from (title for _, title in record.facets.voices)
    if record.account not in maps:
        maps[record.account] = work.charts.role_map(record.account)
    mapped = maps[record.account]
    for person in mapped.people if mapped is not None else ():
        if person.name.casefold() in names:
            yield from (held.role.value.replace("_", " ") for held in person.roles)


def _fits(account: Account, filters: Filters) -> bool:
    return all(
        not wanted or (said or "").casefold() == wanted.casefold().strip()
        for wanted, said in ((filters.industry, account.industry), (filters.segment, account.segment))
    )


def _says(text: str, words: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words.casefold().replace("_", " ").split())


def _text(record: StoryRecord, version: StoryVersion) -> StoryText:
    story = version.content
    return StoryText(record.id, record.account, version.content_hash, shown_text(story), story.language)
