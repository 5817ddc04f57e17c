"""What takes seconds to load is loaded beside the first requests, so that the server answers at once."""

from collections.abc import Callable
from threading import Event, Lock, Thread

from assistant.domain.errors import Busy
from assistant.domain.jobs import Job, JobOrder
from assistant.jobs.runner import JobRunner
from assistant.retrieval.protocols import DenseIndex, Indexes

_PATIENCE = 30.0  # seconds that an order waits for the job engine


class LateIndexes:
    """Indexes that are opened when first used, or by `open` before that; see `assistant.retrieval.protocols.Indexes`.

    Args:
        opener: opens them.
    """

    def __init__(self, opener: Callable[[], Indexes]) -> None:
        self._opener = opener
        self._opened: Indexes | None = None
        self._lock = Lock()

    def open(self) -> Indexes:
        """Return the indexes, opened once; StoreConflict when they cannot be."""
        with self._lock:
            if self._opened is None:
                self._opened = self._opener()
            return self._opened

    def index(self, account: str) -> DenseIndex:
        """Return the account's index."""
        return self.open().index(account)

    def drop(self, account: str) -> None:
        """Throw the account's index away."""
        self.open().drop(account)


class LateRunner:
    """A job runner that is launched in a thread of its own; see `assistant.jobs.runner.JobRunner`.

    Orders wait until it is there; looking at jobs and cancelling does too, as both may reach running work.

    Args:
        runner: what is launched.
        first: done before, in the same thread.
        failed: is told in one line when it cannot be launched.
    """

    def __init__(self, runner: JobRunner, *, first: Callable[[], object], failed: Callable[[str], None]) -> None:
        self._runner = runner
        self._first = first
        self._failed = failed
        self._launched = Event()
        self._thread = Thread(target=self._launch, name="launching", daemon=True)

    @property
    def is_launched(self) -> bool:
        """Whether it works already."""
        return self._launched.is_set()

    def submit(self, order: JobOrder, owner: str, *, key: str | None = None) -> Job:
        """See `JobRunner.submit`; Busy when the job engine does not start."""
        return self._ready().submit(order, owner, key=key)

    def cancel(self, job_id: str) -> Job:
        """See `JobRunner.cancel`."""
        return self._ready().cancel(job_id)

    def get(self, job_id: str) -> Job:
        """See `JobRunner.get`."""
        return self._runner.get(job_id)

    def launch(self) -> None:
        """Begin to launch; returns at once, and does nothing a second time."""
        if self._thread.ident is None:
            self._thread.start()

    def close(self) -> None:
        """Stop, once the launch has ended."""
        if self._thread.ident is None:
            return
        self._thread.join()
        if self._launched.is_set():
            self._runner.close()

    def _launch(self) -> None:
        try:
            self._first()
            self._runner.launch()
        except Exception as error:  # noqa: BLE001  the border of a thread: told, and every order is refused
            self._failed(f"jobs cannot run: {error or type(error).__name__}")
        else:
            self._launched.set()

    def _ready(self) -> JobRunner:
        if not self._launched.wait(_PATIENCE):
            raise Busy("the job engine has not started; see what the server said when it started")
        return self._runner
