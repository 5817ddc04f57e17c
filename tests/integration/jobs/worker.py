"""A worker for the tests that kill it: it drafts what is ordered, and then publishes all that there is; run by path.

worker.py FOLDER DATABASE-URL-OR-EMPTY LOG
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.bootstrap.ids import IdMaker
from assistant.bootstrap.one_shot import extractive_parts
from assistant.domain.consent import Channel
from assistant.domain.errors import AssistantError
from assistant.domain.jobs import LIVE
from assistant.domain.review import State
from assistant.domain.story import Story
from assistant.jobs.brief import BriefReader
from assistant.jobs.child import ChildPlan
from assistant.jobs.limits import Limits
from assistant.jobs.place import Place, folder_place, server_place
from assistant.jobs.runner import DurableRunner, Parts
from assistant.jobs.stages import Upkeep
from assistant.retrieval.store.paging import Page
from assistant.retrieval.store.stories import StoryFilter
from assistant.storage.opening import open_service
from assistant.workflow.desk import deciding
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.stories import keep_draft

CHILD = Path(__file__).with_name("fake_child.py")
SECRET = b"shared by the workers"
EVERYTHING = Page(size=500)


def main(folder: Path, url: str, log: Path) -> None:
    say = logger(log)
    with open_service(folder, url or None, secret=SECRET) as opened, place_of(folder, url) as place:
        desk = desk_of(opened)
        with DurableRunner(parts_of(desk, place, log, say)):
            say(f"ready {place.worker}")
            while True:
                if not desk_is_busy(desk):
                    publish_all(desk, say)
                    say("idle")
                time.sleep(0.1)


def logger(log: Path) -> Callable[[str], None]:
    def say(line: str) -> None:
        with log.open("a") as file:
            file.write(f"{line} {os.getpid()}\n")

    return say


@contextmanager
def place_of(folder: Path, url: str) -> Iterator[Place]:
    if not url:
        yield folder_place(folder)
        return
    with server_place(url) as place:
        yield place


def desk_of(opened: Any) -> Desk:
    def clock() -> datetime:
        return datetime.now(UTC)

    return Desk(
        store=opened.store,
        repository=opened.repository,
        indexes=None,
        story_index=None,
        parts=extractive_parts(None, lambda _: None),
        clock=clock,
        new_id=IdMaker(clock),
    )


def parts_of(desk: Desk, place: Place, log: Path, say: Callable[[str], None]) -> Parts:
    def keep(story: Story, /, *, account: str, author: str, story_id: str, at: datetime) -> None:
        say(f"saving {story_id}")
        time.sleep(0.15)
        keep_draft(desk, story, account=account, author=author, story_id=story_id, at=at)
        say(f"saved {story_id}")
        time.sleep(0.15)

    settings = {"log": str(log), "seconds": 0.3}
    return Parts(
        place=place,
        store=desk.store,
        clock=desk.clock,
        new_id=desk.new_id,
        briefs=BriefReader(desk.repository),
        child=ChildPlan((sys.executable, str(CHILD)), settings, 2048),
        keep=keep,
        upkeep=Upkeep(accounts=list, reindex=str),
        limits=Limits(at_once=1, at_once_per_user=2, attempts=50),
        beat=0.3,
        lease=1.5,
        poll=0.1,
    )


def desk_is_busy(desk: Desk) -> bool:
    with desk.store.read() as work:
        return bool(work.jobs.list(states=LIVE, page=Page(size=1)))


def publish_all(desk: Desk, say: Callable[[str], None]) -> None:
    """Move every story on to its end, whoever else does the same."""
    with desk.store.read() as work:
        author, reviewer = work.users.get("u1"), work.users.get("u2")
        records = work.stories.list(StoryFilter(), EVERYTHING)
    for record in records:
        moves = {
            State.DRAFT: lambda id_: deciding.submit(desk, author, id_),
            State.IN_REVIEW: lambda id_: deciding.approve(desk, reviewer, id_),
            State.APPROVED: lambda id_: deciding.publish(desk, reviewer, id_, Channel.INTERNAL),
        }
        while (state := state_of(desk, record.id)) in moves:
            say(f"publishing {record.id}")
            try:
                moves[state](record.id)
            except AssistantError as error:  # somebody else was quicker
                say(f"refused {error}")


def state_of(desk: Desk, story: str) -> State:
    with desk.store.read() as work:
        return work.stories.get(story).state


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
