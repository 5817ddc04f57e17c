"""Records the stand-in's replies again: `python -m evals.replay`, after prompts or the choice of evidence have changed.

The stand-in is `tests/stub_server.py`, a program that answers by rules: it copies sentences of the evidence, and fails
a few times on the way. Its replies show that the generative road works, not what a model can do; the file says so.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import Request, urlopen

from evals.replay.replies import Replies, read_replies
from evals.running.engines import RECORDED, Engine
from evals.running.hashes import ROOT
from evals.running.launch import run_plan
from evals.running.plan import Plan

MODEL = "stand-in"
MADE_BY = "rules written by hand in tests/stub_server.py, not by a model"
FAULTS = ["prose", "empty", "429:0", "fenced"]
"""What goes wrong in the first calls, so that the program's second attempts are replayed too."""


def main() -> None:
    """Run the smoke suite's stories against the stand-in, and keep its replies."""
    server = subprocess.Popen(  # noqa: S603  our own file, with the interpreter that runs us
        [sys.executable, str(ROOT / "tests" / "stub_server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        _tell(f"http://127.0.0.1:{port}/control", {"faults": FAULTS})
        _record(f"http://127.0.0.1:{port}/v1")
    finally:
        server.terminate()
        server.wait()


def _record(url: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "replies.jsonl"
        engine = Engine(kind="openai", model=MODEL, base_url=url)
        plan = Plan(suite="smoke", engines=(engine,), out=Path(folder) / "run", record=kept, only=("stories",))
        run_plan(plan, lambda done, total, task: print(f"{done} of {total}, {task}", file=sys.stderr))  # noqa: T201  a program of its own
        found = read_replies(kept)
    named = Replies(found.head.model_copy(update={"made_by": MADE_BY}), found.replies)
    RECORDED.write_text(named.to_jsonl(), "utf-8")
    print(f"{len(found.replies)} replies: {RECORDED.relative_to(ROOT)}")  # noqa: T201  a program of its own


def _tell(url: str, told: dict[str, object]) -> None:
    request = Request(url, json.dumps(told).encode(), method="PUT")  # noqa: S310  our own server
    with urlopen(request) as answered:  # noqa: S310  likewise
        answered.read()


if __name__ == "__main__":
    main()
