"""The runner of durable jobs, put together over a desk: for the server, and for workers beside it."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from assistant.bootstrap.one_shot import STAGES
from assistant.domain.errors import StoreConflict
from assistant.jobs.brief import BriefReader
from assistant.jobs.child import ChildPlan, drafting_command
from assistant.jobs.chores import Chore
from assistant.jobs.limits import Limits
from assistant.jobs.place import Place, folder_place, server_place
from assistant.jobs.runner import DurableRunner, Parts
from assistant.jobs.stages import Upkeep
from assistant.retrieval.protocols import Embedder
from assistant.settings import Settings
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.interviews import index_notes
from assistant.workflow.desk.stories import keep_draft
from assistant.workflow.keeping import reindex_account

CHILD = "assistant.bootstrap.drafting_child"
_THEIRS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL")  # count with an explicit engine `openai` only
_NOT_FOR_DRAFTING = frozenset({"api_key", "database_url", "secret_key", "oidc_client_secret"})


@contextmanager
def place_of(data: Path, settings: Settings, worker: str | None = None) -> Iterator[Place]:
    """Take this process's place among the workers.

    Args:
        data: the data folder, which this process has open.
        settings: name the database, if it is not in the folder.
        worker: a name to use instead of one made from the machine's; nobody else's.
    """
    if settings.database_url is None:
        yield folder_place(data)
        return
    with server_place(settings.database_url.get_secret_value(), worker) as place:
        yield place


def runner_over(
    desk: Desk,
    settings: Settings,
    place: Place,
    *,
    data: Path,
    embedder: Embedder | None,
    chores: Sequence[Chore] = (),
) -> DurableRunner:
    """Return a runner, not launched yet.

    Args:
        desk: whose stories it drafts.
        settings: go to the drafting process by pipe; `parallel_drafts` of them run here at once.
        place: from `place_of`.
        data: the folder for a model's answers of unfinished drafts.
        embedder: whose kept vectors go along.
        chores: what is done by the clock.
    """
    answers = data / STAGES
    limits = Limits(
        queued=settings.all_jobs,
        queued_per_user=settings.user_jobs,
        at_once=settings.parallel_drafts,
        at_once_per_user=settings.user_drafts,
        seconds=settings.draft_seconds,
        memory_mb=settings.draft_megabytes,
    )
    return DurableRunner(
        Parts(
            place=place,
            store=desk.store,
            clock=desk.clock,
            new_id=desk.new_id,
            briefs=BriefReader(desk.repository, embedder.name if embedder else None),
            child=ChildPlan(drafting_command(CHILD), frame_of(settings, answers), limits.memory_mb),
            keep=partial(keep_draft, desk),
            upkeep=Upkeep(
                accounts=lambda: [account.id for account in desk.repository.accounts()],
                reindex=partial(_reindex, desk),
                forget=lambda job: shutil.rmtree(answers / job, ignore_errors=True),
            ),
            chores=chores,
            limits=limits,
        )
    )


def frame_of(settings: Settings, answers: Path) -> dict[str, Any]:
    """Return what the drafting process is told of this one's settings, secrets of drafting in the clear."""
    told = settings.model_dump(mode="json", exclude=set(_NOT_FOR_DRAFTING))
    if settings.api_key is not None:
        told["api_key"] = settings.api_key.get_secret_value()
    theirs = {name: os.environ[name] for name in _THEIRS if name in os.environ}
    return {"settings": told, "environment": theirs, "answers": str(answers)}


def _reindex(desk: Desk, account: str) -> None:
    """Bring vectors up to what is kept: what is new costs, not what was there; another embedder's are made anew."""
    if desk.indexes is None:
        return  # passages are found by words, which needs no index
    try:
        index_notes(desk, account)
    except StoreConflict:
        reindex_account(account, desk.repository, desk.indexes)
