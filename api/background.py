"""What goes on beside requests: webhooks are sent. One thread, which a fault does not end."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from threading import Event, Thread
from typing import Any, NamedTuple

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from api.observing import Log
from api.webhooks.outbox import deliver
from api.webhooks.sending import Sender
from assistant.bootstrap.service import ServiceParts

_BEAT = 1.0  # seconds


class Chore(NamedTuple):
    """Something done again and again."""

    name: str
    every: int  # beats
    do: Callable[[], object]


class Background:
    """Does chores until it is stopped.

    Args:
        chores: what there is to do.
        log: is told of faults, by their type only.
        beat: seconds between two looks.
    """

    def __init__(self, chores: Sequence[Chore], log: Log, *, beat: float = _BEAT) -> None:
        self._chores = chores
        self._log = log
        self._beat = beat
        self._ended = Event()
        self._thread = Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the chore at hand."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        beats = 0
        while not self._ended.wait(self._beat):
            for chore in self._chores:
                if beats % chore.every == 0 and not self._ended.is_set():
                    self._try(chore)
            beats += 1

    def _try(self, chore: Chore) -> None:
        try:
            chore.do()
        except Exception as error:  # noqa: BLE001  a store that is locked for a moment must not end the thread
            self._log("chore failed", {"chore": chore.name, "error": type(error).__name__})


def lifespan(parts: ServiceParts, log: Log) -> Any:
    """Return what starts with the server: jobs, which whoever opened them ends, and the background, ended with it."""

    @asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        sender = Sender(parts.clock, private=parts.settings.private_webhooks)
        background = Background((Chore("webhooks", 1, lambda: deliver(parts.store, sender, parts.clock)),), log)
        background.start()
        parts.jobs.launch()
        try:
            yield
        finally:
            await run_in_threadpool(background.stop)
            sender.close()

    return living
