"""The drafting process from without: started when it is needed, kept warm, ended at once when it is not wanted."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import IO

from assistant.jobs.brief import Brief, Settings
from assistant.jobs.frames import Frame, receive, send

_SECRET = ("OUTCOME_STORIES_", "OPENAI_")  # goes by pipe: a process's environment can be read from outside
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)


class ChildLost(Exception):
    """The drafting process ended in the middle of a draft; the text says how."""


@dataclass(frozen=True)
class ChildPlan:
    """How a drafting process is started.

    Attributes:
        command: what to run; `python -m assistant.bootstrap.drafting_child` in the service.
        settings: what goes to it first, by pipe.
        memory_mb: private memory that it may take.
    """

    command: Sequence[str]
    settings: Settings
    memory_mb: int


class Child:
    """One drafting process; one thread at a time talks with it.

    Args:
        plan: how it is started.
    """

    def __init__(self, plan: ChildPlan) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            plan.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
        self._frames: SimpleQueue[Frame | None] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._say({"settings": dict(plan.settings), "memory_mb": plan.memory_mb})

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def ask(self, brief: Brief) -> None:
        """Hand a brief over; what comes of it is told by `next`.

        Raises:
            ChildLost: it has ended.
        """
        self._say({"brief": brief.model_dump(mode="json", by_alias=True)})

    def next(self, seconds: float) -> Frame | None:
        """Return its next message; None when it says nothing for so long.

        Raises:
            ChildLost: it has ended.
        """
        try:
            frame = self._frames.get(timeout=seconds)
        except Empty:
            return None
        if frame is None:
            raise ChildLost(_how(self._process.wait()))
        return frame

    def kill(self) -> None:
        """Have it end at once, whatever it does; who talks with it hears of it. Nothing when it has ended."""
        self._process.kill()

    def end(self) -> None:
        """End it at once and let go of all that it held."""
        self.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)

    def _say(self, frame: Frame) -> None:
        assert self._process.stdin is not None  # noqa: S101  a pipe was asked for
        try:
            send(self._process.stdin, frame)
        except OSError as error:
            raise ChildLost(_how(self._process.wait())) from error

    def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101  a pipe was asked for
        while (frame := receive(self._process.stdout)) is not None:
            self._frames.put(frame)
        self._frames.put(None)


class ChildPool:
    """Drafting processes between drafts: one is warm already when the next draft comes.

    Args:
        plan: how they are started.
    """

    def __init__(self, plan: ChildPlan) -> None:
        self._plan = plan
        self._idle: list[Child] = []
        self._busy: dict[str, Child] = {}
        self._closed = False
        self._lock = threading.Lock()

    @contextmanager
    def child(self, job: str) -> Iterator[Child]:
        """Lend a process to a job; it is kept for the next one unless the block raises, which ends it.

        Raises:
            ChildLost: the pool is closed.
        """
        child = self._taken(job)
        kept = False
        try:
            yield child
            kept = True
        finally:
            with self._lock:
                del self._busy[job]
                kept = kept and not self._closed
                if kept:
                    self._idle.append(child)
            if not kept:
                child.end()

    def warm(self) -> None:
        """Start one process ahead of the first draft."""
        with self._lock:
            self._idle.append(Child(self._plan))

    def end(self, job: str) -> None:
        """End the process that works for a job; nothing when none does. Its job's thread hears of it."""
        with self._lock:
            if (child := self._busy.get(job)) is not None:
                child.kill()

    def close(self) -> None:
        """End every process; those lent end under their jobs."""
        with self._lock:
            self._closed = True
            for child in self._busy.values():
                child.kill()
            while self._idle:
                self._idle.pop().end()

    def _taken(self, job: str) -> Child:
        with self._lock:
            if self._closed:
                raise ChildLost("the worker is stopping")
            while self._idle:
                child = self._idle.pop()
                if child.is_alive:
                    break
                child.end()
            else:
                child = Child(self._plan)
            self._busy[job] = child
        return child


def drafting_command(module: str) -> tuple[str, ...]:
    """Return the command that runs a module in a fresh interpreter: spawned, not forked, so nothing is inherited."""
    return (sys.executable, "-m", module)


def _environment() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SECRET)}
    return {**kept, **_ONE_THREAD, "PYTHONUNBUFFERED": "1"}


def _how(code: int) -> str:
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        return f"the drafting process was ended by {name}; it may have run out of memory"
    return f"the drafting process ended by itself with exit code {code}; it may have run out of memory"


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was left to be flushed has no reader any more
