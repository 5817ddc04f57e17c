"""Fill a data folder with a dozen made-up accounts whose stories stand in every state, for looking and for tests.

python -m scripts.demo_data [FOLDER] [small]    (`make demo-data`; the folder is `out/demo-data`)

Everything goes through the same use cases as the service; nothing is written past them. The accounts are those of
the evals. A folder that is there already is left alone. `small` takes a few of them, as the tests of the pages do.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from assistant.bootstrap.first_start import operator
from assistant.bootstrap.service import ServiceParts, service
from assistant.domain.accounts import Account
from assistant.domain.consent import Channel, Item
from assistant.domain.errors import AssistantError
from assistant.domain.jobs import JobKind, JobOrder, JobState
from assistant.domain.story import Kind
from assistant.domain.users import User, UserRole
from assistant.settings import Settings
from assistant.workflow.desk import accounts as desk_accounts
from assistant.workflow.desk import (
    charts,
    consenting,
    deciding,
    exporting,
    interviews,
    people,
    remarks,
    stories,
    usages,
)
from assistant.workflow.desk.consenting import Asked
from evals.cases import Case, accounts

FINAL_SECONDS = 300
_ASSIGNED = 2  # accounts that a second CSM sees too
SEGMENTS = ("enterprise", "mid-market", "small business")


class Cast(NamedTuple):
    """Who acts."""

    csm: User
    other: User
    reviewer: User


class Road(NamedTuple):
    """A story of an account and how far it goes."""

    kind: Kind
    walk: Callable[[ServiceParts, Cast, str], None]


def as_draft(parts: ServiceParts, cast: Cast, story: str) -> None:
    """Leave it a draft."""


def in_review(parts: ServiceParts, cast: Cast, story: str) -> None:
    """Send it to review, with a comment."""
    deciding.submit(parts.desk, cast.csm, story)
    remarks.comment(parts.desk, cast.reviewer, story, "Who counted this, and over which weeks?", claim="c1")


def returned(parts: ServiceParts, cast: Cast, story: str) -> None:
    """Send it back."""
    in_review(parts, cast, story)
    deciding.ask_for_changes(parts.desk, cast.reviewer, story, "Lead with the figure, and say since when.")


def approved(parts: ServiceParts, cast: Cast, story: str) -> None:
    """Have it approved."""
    deciding.submit(parts.desk, cast.csm, story)
    deciding.approve(parts.desk, cast.reviewer, story)


def published(parts: ServiceParts, cast: Cast, story: str) -> None:
    """Publish it on the web, with every consent that it needs, and hand out a file."""
    approved(parts, cast, story)
    account = stories.read_story(parts.desk, cast.csm, story).record.account
    _consent(parts, cast, account, story, Channel.WEB, ends_in=365)
    deciding.publish(parts.desk, cast.reviewer, story, Channel.WEB)
    exporting.export_story(parts.desk, cast.reviewer, story, "html", Channel.WEB, sent_to="the customers page")


def ending(parts: ServiceParts, cast: Cast, story: str) -> None:
    """Publish it one-to-one on consents that end within the month."""
    approved(parts, cast, story)
    account = stories.read_story(parts.desk, cast.csm, story).record.account
    _consent(parts, cast, account, story, Channel.ONE_TO_ONE, ends_in=20)
    deciding.publish(parts.desk, cast.reviewer, story, Channel.ONE_TO_ONE)
    exporting.export_story(parts.desk, cast.reviewer, story, "md", Channel.ONE_TO_ONE, sent_to="a prospect's buyer")


def withdrawn(parts: ServiceParts, cast: Cast, story: str) -> None:
    """Take a published one back."""
    published(parts, cast, story)
    deciding.withdraw(parts.desk, cast.reviewer, story, "The person quoted has left the company.")


PLAN: Mapping[str, tuple[Road, ...]] = {
    "calder-row-dairy": (Road(Kind.STORY, published), Road(Kind.BRIEF, approved), Road(Kind.ONE_LINER, ending)),
    "st-aubrey-hospital": (Road(Kind.STORY, in_review),),
    "kestrel-point-airport": (Road(Kind.STORY, approved), Road(Kind.BRIEF, in_review)),
    "brightwater-council": (Road(Kind.STORY, returned),),
    "fernhagen-maschinenbau": (Road(Kind.STORY, as_draft),),
    "sable-coast-logistics": (Road(Kind.STORY, ending),),
    "tamarind-learning": (Road(Kind.SAVE, in_review),),
    "oakmere-insurance": (Road(Kind.RENEWAL, as_draft),),
    "ironbark-mining": (Road(Kind.STORY, withdrawn),),
    "quillon-legal": (Road(Kind.STORY, as_draft),),
    "greyfriars-theatre": (Road(Kind.STORY, published), Road(Kind.ONE_PAGER, as_draft)),
    "pennine-rail-parts": (Road(Kind.STORY, in_review),),
    "vellum-and-pine": (),
}
SMALL: Mapping[str, tuple[Road, ...]] = {
    "calder-row-dairy": (Road(Kind.STORY, published), Road(Kind.ONE_LINER, ending), Road(Kind.BRIEF, as_draft)),
    "kestrel-point-airport": (Road(Kind.STORY, in_review), Road(Kind.BRIEF, approved)),
    "vellum-and-pine": (),
}


def fill(folder: Path, *, tell: Callable[[str], None], plan: Mapping[str, tuple[Road, ...]] = PLAN) -> None:
    """Fill a new data folder with the accounts of a plan.

    Raises:
        AssistantError: the folder is in use, or a step was refused.
    """
    with service(folder, Settings(), notify=lambda _: None) as parts:
        cast = _cast(parts)
        known = {case.id: case for case in accounts()}
        for number, (name, roads) in enumerate(plan.items()):
            tell(f"{number + 1} of {len(plan)}: {name}")
            account = _kept(parts, cast.csm, known[name], number)
            for road in roads:
                _walked(parts, cast, account, road)
        people.assign(parts.desk, operator(parts.desk), cast.other.id, tuple(plan)[:_ASSIGNED])


def _cast(parts: ServiceParts) -> Cast:
    by = operator(parts.desk)
    admin = people.invite(parts.desk, by, "Ilse Marchetti", UserRole.ADMIN, email="ilse@loomworks.example")
    csm = people.invite(parts.desk, admin, "Priya Raman", UserRole.CSM, email="priya@loomworks.example")
    other = people.invite(parts.desk, admin, "Tobias Lindqvist", UserRole.CSM, email="tobias@loomworks.example")
    reviewer = people.invite(parts.desk, admin, "Rowan Achterberg", UserRole.REVIEWER, email="rowan@loomworks.example")
    people.invite(parts.desk, admin, "Ona Field", UserRole.OPS, email="ona@loomworks.example")
    return Cast(csm, other, reviewer)


def _kept(parts: ServiceParts, csm: User, case: Case, number: int) -> str:
    given = case.account or Account.named(case.id.replace("-", " ").title())
    account = given.model_copy(
        update={
            "segment": SEGMENTS[number % len(SEGMENTS)],
            "arr": 18_000.0 + 7_500 * number,
            "currency": "EUR",
            "renewal_date": parts.desk.today() + timedelta(days=12 + 23 * number),
        }
    )
    me = people.get(parts.desk, operator(parts.desk), csm.id)
    desk_accounts.save_account(parts.desk, me, account)
    me = people.get(parts.desk, operator(parts.desk), csm.id)
    interviews.keep_interview(parts.desk, me, account.id, case.files.notes)
    if case.files.usage:
        usages.keep_usage(parts.desk, me, account.id, case.files.usage)
    charts.role_map(parts.desk, me, account.id)
    charts.raci(parts.desk, me, account.id, "renewal")
    return account.id


def _walked(parts: ServiceParts, cast: Cast, account: str, road: Road) -> None:
    order = JobOrder(kind=JobKind.DRAFT, account=account, story_kind=road.kind)
    job = parts.jobs.submit(order, cast.csm.id)
    for _ in range(FINAL_SECONDS * 10):
        job = parts.jobs.get(job.id)
        if job.is_final:
            break
        time.sleep(0.1)
    if job.state is not JobState.DONE or job.story is None:
        raise SystemExit(f"{account}: the draft came to nothing: {job.problem or job.state}")
    csm = people.get(parts.desk, operator(parts.desk), cast.csm.id)  # assigned to more accounts by now
    road.walk(parts, cast._replace(csm=csm), job.story)


def _consent(parts: ServiceParts, cast: Cast, account: str, story: str, channel: Channel, *, ends_in: int) -> None:
    today = parts.desk.today()
    for need in _needs(parts, cast, story, channel):
        asked = Asked(
            need[0], need[1], channel, today, today + timedelta(days=ends_in), how="e-mail", proof="mail of today"
        )
        consenting.give_consent(parts.desk, cast.csm, account, asked)


def _needs(parts: ServiceParts, cast: Cast, story: str, channel: Channel) -> Iterator[tuple[str | None, Item]]:
    rows = consenting.consent_matrix(parts.desk, cast.csm, channel, story=story).rows
    yield from dict.fromkeys((row.need.person, row.need.item) for row in rows)


def main() -> None:
    """Fill the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo-data")
    if folder.exists():
        print(f"{folder} is there already; remove it to have it made anew")
        return
    plan = SMALL if sys.argv[2:] == ["small"] else PLAN
    try:
        fill(folder, tell=lambda line: print(line, file=sys.stderr), plan=plan)
    except AssistantError as error:
        raise SystemExit(f"demo-data: {error}") from error
    print(f"Look at it with: outcome-stories serve --data {folder}")


if __name__ == "__main__":
    main()
