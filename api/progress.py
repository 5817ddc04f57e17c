"""Server-sent events of a job: what it is now, whenever that changes, until it is final."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.concurrency import run_in_threadpool

from assistant.domain.jobs import Job
from assistant.retrieval.store.work import Store

POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 15.0  # under the minute after which proxies give a silent stream up


async def follow(
    store: Store,
    job: str,
    last: str | None,
    *,
    gone: Callable[[], Awaitable[bool]],
    poll: float = POLL_SECONDS,
    heartbeat: float = HEARTBEAT_SECONDS,
) -> AsyncIterator[str]:
    """Yield events of a job; the id of an event is the state that it tells, so that a reader can go on after it.

    Args:
        store: where jobs are kept.
        job: its id; it is there.
        last: id of the last event that the reader has seen.
        gone: tells whether the reader has gone away.
        poll: seconds between two looks.
        heartbeat: seconds without a change after which a comment is sent.
    """
    silent = 0.0
    yield "retry: 2000\n\n"
    while not await gone():
        now = await run_in_threadpool(_read, store, job)
        if (event := event_id(now)) != last:
            last, silent = event, 0.0
            yield f"id: {event}\nevent: {'done' if now.is_final else 'progress'}\ndata: {now.model_dump_json()}\n\n"
        if now.is_final:
            return
        await asyncio.sleep(poll)
        silent += poll
        if silent >= heartbeat:
            silent = 0.0
            yield ": still there\n\n"


def event_id(job: Job) -> str:
    """Return what tells one state of a job from another."""
    return f"{job.updated_at.timestamp():.6f}-{job.state}-{job.done}"


def _read(store: Store, job: str) -> Job:
    with store.read() as work:
        return work.jobs.get(job)
