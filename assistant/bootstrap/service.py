"""The service, put together: store, desk, jobs, embedder and clock, for the API, the pages and the workers."""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import BoundedSemaphore
from typing import NamedTuple

from assistant.bootstrap.ids import IdMaker
from assistant.bootstrap.one_shot import STAGES, Notify, draft_with, embedder_of, extractive_parts
from assistant.bootstrap.starting import LateIndexes, LateRunner
from assistant.domain.errors import Busy, StoreConflict
from assistant.domain.story import Story
from assistant.jobs.chores import Chore
from assistant.jobs.runner import JobRunner
from assistant.retrieval.kept import Repository
from assistant.retrieval.protocols import Embedder, Indexes, StageCache
from assistant.retrieval.store.passage_search import PassageSearch
from assistant.retrieval.store.story_index import StoryIndex
from assistant.retrieval.store.work import Store
from assistant.settings import Settings
from assistant.workflow.desk.consenting import expire
from assistant.workflow.desk.desk import Desk, Policy
from assistant.workflow.desk.searching import follow_stories
from assistant.workflow.drafting import DraftRequest

SECRET_FILE = "secret"  # noqa: S105  a file's name
_SECRET_BYTES = 32
KEPT_REPLIES = timedelta(days=1)  # to requests with an idempotency key


@dataclass(frozen=True)
class ServiceParts:
    """Everything that answers requests.

    Attributes:
        settings: of this process.
        desk: what the use cases work with.
        jobs: drafts, re-indexing and bulk work.
        draft: writes a story at once and keeps nothing; Busy when as many as are allowed are being written.
        secret: signs cursors and forms.
        clock: the time now, with its zone.
    """

    settings: Settings
    desk: Desk
    jobs: JobRunner
    draft: Callable[[DraftRequest], Story]
    secret: bytes
    clock: Callable[[], datetime]

    @property
    def store(self) -> Store:
        """What people do with stories."""
        return self.desk.store

    @property
    def is_ready(self) -> bool:
        """Whether what is loaded beside the first requests is there."""
        return not isinstance(self.jobs, LateRunner) or self.jobs.is_launched


class OneShots:
    """Writes stories that nobody keeps, as many at a time as the settings allow.

    Args:
        settings: choose the engine.
        embedder: loaded once.
    """

    def __init__(self, settings: Settings, embedder: Embedder | None) -> None:
        self._settings = settings
        self._embedder = embedder
        self._room = BoundedSemaphore(settings.parallel_drafts)

    def __call__(self, request: DraftRequest) -> Story:
        """Return the story.

        Raises:
            BadInput, ModelFailed: see `assistant.bootstrap.draft`.
            Busy: too many are being written.
        """
        if not self._room.acquire(blocking=False):
            raise Busy(f"{self._settings.parallel_drafts} stories are being written already; try again in a moment")
        try:
            return draft_with(request, self._settings, self._embedder, notify=_unheard, progress=_unheard)
        finally:
            self._room.release()


class Stores(NamedTuple):
    """What is open: the two sides of the store, and the indexes that there are."""

    store: Store
    repository: Repository
    embedder: Embedder | None = None
    indexes: Indexes | None = None
    story_index: StoryIndex | None = None
    passage_search: PassageSearch | None = None
    stages: StageCache | None = None


def put_together(
    settings: Settings,
    stores: Stores,
    jobs: Callable[[Desk], JobRunner],
    *,
    secret: bytes,
    clock: Callable[[], datetime] | None = None,
) -> ServiceParts:
    """Return the parts of a service over stores that are open; `jobs` makes the runner over the desk."""
    now = clock or _now
    desk = desk_over(settings, stores, now)
    return ServiceParts(settings, desk, jobs(desk), OneShots(settings, stores.embedder), secret, now)


def desk_over(settings: Settings, stores: Stores, now: Callable[[], datetime]) -> Desk:
    """Return what the use cases work with."""
    return Desk(
        store=stores.store,
        repository=stores.repository,
        indexes=stores.indexes,
        story_index=stores.story_index,
        passage_search=stores.passage_search,
        stages=stores.stages,
        parts=extractive_parts(stores.embedder, _unheard),
        clock=now,
        new_id=IdMaker(now),
        policy=Policy(
            four_eyes=settings.four_eyes,
            session=timedelta(hours=settings.session_hours),
            sign_in=timedelta(minutes=15),
        ),
    )


@contextmanager
def service(
    data: Path, settings: Settings, *, notify: Notify, worker: str | None = None, launch: bool = True
) -> Iterator[ServiceParts]:
    """Open the stores of a data folder, or of a database, put the service together, and let its jobs run.

    Args:
        data: the data folder, made when there is none.
        settings: name a database and a Chroma server in its place, and all else.
        notify: is told, in one line each, what a user should know.
        worker: a name among several workers, nobody else's; one of the machine's where there is none.
        launch: let jobs run at once; else the app does once it answers, as loading the job engine would hold it up.

    Raises:
        StoreConflict: another process has the folder open, or it cannot be used.
    """
    from assistant.bootstrap.working import place_of, runner_over
    from assistant.storage.opening import open_service
    from assistant.storage.stages import StageFiles

    embedder = embedder_of(settings.model_copy(update={"threads": 1}), notify)  # the other cores answer requests
    shared = settings.secret_key.get_secret_value().encode() if settings.secret_key else None
    with (
        open_service(data, _database(settings), settings.chroma_url, secret=shared) as opened,
        place_of(data, settings, worker) as place,
    ):
        indexes = LateIndexes(lambda: opened.indexes(embedder)) if embedder else None

        def jobs(desk: Desk) -> JobRunner:
            runner = runner_over(desk, settings, place, data=data, embedder=embedder, chores=chores_of(desk))
            return LateRunner(runner, first=indexes.open if indexes else _nothing, failed=notify)

        stores = Stores(
            opened.store,
            opened.repository,
            embedder,
            indexes,
            opened.story_index(embedder),
            opened.passage_search(embedder),
            StageFiles(data / STAGES),
        )
        parts = put_together(settings, stores, jobs, secret=signing_secret(data, settings))
        if launch:
            parts.jobs.launch()
        try:
            yield parts
        finally:
            parts.jobs.close()


def chores_of(desk: Desk) -> tuple[Chore, ...]:
    """Return what is done by the clock, on one of the workers."""
    return (
        Chore("replies", "23 * * * *", lambda: _forget_replies(desk)),
        Chore("consents", "7 0 * * *", lambda: expire(desk)),
        Chore("approved stories", "41 2 * * *", lambda: follow_stories(desk)),
    )


@contextmanager
def people_desk(data: Path, settings: Settings) -> Iterator[Desk]:
    """Open only users and tokens, also beside a running service on the same data folder.

    Raises:
        StoreConflict: the store cannot be used.
    """
    from assistant.storage.memory import MemoryRepository
    from assistant.storage.opening import open_beside

    with open_beside(data, _database(settings)) as store:
        yield desk_over(settings, Stores(store, MemoryRepository()), _now)


def signing_secret(data: Path, settings: Settings) -> bytes:
    """Return what signs cursors and forms: the setting, else a file of the data folder, made when there is none.

    Raises:
        StoreConflict: the file cannot be made.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    path = data / SECRET_FILE
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_SECRET_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise StoreConflict(f"{path}: cannot be used: {error.strerror}; name another data folder") from error


def data_home(environment: Mapping[str, str]) -> Path:
    """Return where the service keeps its data unless told otherwise, by the XDG base directory specification."""
    base = environment.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "outcome-stories"


def _database(settings: Settings) -> str | None:
    return settings.database_url.get_secret_value() if settings.database_url else None


def _forget_replies(desk: Desk) -> None:
    with desk.store.write() as work:
        work.replies.forget(before=desk.clock() - KEPT_REPLIES)


def _nothing() -> None:
    """Do nothing: without an embedder there is no index to open."""


def _now() -> datetime:
    return datetime.now(UTC)


def _unheard(step: str) -> None:
    """Tell nobody; who asks over HTTP hears only the result."""
