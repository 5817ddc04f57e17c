"""The drafting process from within: it takes briefs from standard input and answers on what was standard output.

It is a process of its own so that writing slows no request down, so that it can be ended at once, and so that running
out of memory costs one draft and not the service. It ends with its parent: when standard input closes.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO

from assistant.domain.errors import AssistantError
from assistant.jobs.brief import Brief, Progress, Settings, Writer
from assistant.jobs.frames import Frame, receive, send

NICENESS = 5  # a request goes before a draft
_MB = 1024 * 1024


def answer(writer_of: Callable[[Settings], Writer]) -> None:
    """Take briefs until the parent is gone.

    Args:
        writer_of: makes who writes from the settings that come first.
    """
    out = _own_output()
    frames: SimpleQueue[Frame] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, frames), daemon=True).start()
    hello = frames.get()
    _be_modest(int(hello["memory_mb"]))
    writer = writer_of(hello["settings"])
    send(out, {"ready": os.getpid()})
    while True:
        send(out, _answered(writer, Brief.model_validate(frames.get()["brief"]), out))


def _answered(writer: Writer, brief: Brief, out: IO[bytes]) -> Frame:
    """Return a story, or the one line that says why there is none; never the text of an unknown fault."""
    tell: Progress = lambda stage: send(out, {"stage": stage})  # noqa: E731  a name for its type
    try:
        return {"story": writer(brief, tell).model_dump(mode="json", by_alias=True)}
    except AssistantError as error:
        return {"problem": str(error)}
    except MemoryError:
        os._exit(os.EX_SOFTWARE)  # what is left of this process is not to be trusted
    except Exception as error:  # noqa: BLE001  the border of the process; a fault's text may hold notes
        return {"problem": f"drafting hit a fault of its own ({type(error).__name__}); please report it"}


def _own_output() -> IO[bytes]:
    """Keep standard output for answers alone: whatever else prints goes to standard error."""
    sys.stdout.flush()
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own


def _listen(pipe: IO[bytes], frames: "SimpleQueue[Frame]") -> None:
    while (frame := receive(pipe)) is not None:
        frames.put(frame)
    os._exit(0)  # the parent is gone, or has no more work: stop in the middle of whatever is being written


def _be_modest(memory_mb: int) -> None:
    """Run behind the service, within a bound of private memory, and be the first to go when memory runs out."""
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    with contextlib.suppress(OSError):
        _first_to_go()
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    with contextlib.suppress(ValueError, OSError):  # a lower bound holds already
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * _MB, memory_mb * _MB))


def _first_to_go() -> None:
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123  a file of the kernel
        file.write("1000")
