"""A whole draft, warm: an interview of 10,000 words and 200,000 usage rows, in a process of its own for its memory.

Models are loaded by a first small draft. Then the notes are kept and drafted with vectors to be made,
and drafted again with the vectors that were kept.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from assistant import bootstrap
from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.story import Story
from assistant.workflow.drafting import DraftRequest
from benches.checker import Maker

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
WORDS = 10_000
ROWS = 200_000
ROUNDS = 3
CHANGED = 0.25  # share of words that a repeated turn exchanges for made-up ones
ACCOUNT = Account.named("Tarnbeck Fittings")


def main() -> None:
    """Run the measurement in a fresh process, so that no other benchmark's memory is counted."""
    subprocess.run([sys.executable, "-m", "benches.whole", "measure"], check=True)


def measure() -> None:
    """Print seconds for both drafts, their ratio, and the memory of the process at its largest."""
    parts = bootstrap.draft_parts(progress=_quiet)
    usage = NamedBytes(name="usage.csv", data=usage_rows(ROWS).encode())
    first, again = [], []
    for number in range(ROUNDS + 1):
        notes = (NamedBytes(name="talk.txt", data=interview(WORDS, seed=number).encode()),)
        with (
            tempfile.TemporaryDirectory() as folder,
            bootstrap.keeper(Path(folder), notify=_quiet, create=True) as keeper,
        ):
            asked = DraftRequest(notes=notes, usage=(usage,), account=ACCOUNT)
            first.append(_seconds(partial(keeper.draft, asked, parts)))
            again.append(_seconds(partial(keeper.draft, asked, parts)))
    without, kept = min(first[1:]), min(again[1:])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"whole draft, warm, {WORDS:,} words and {ROWS:,} usage rows, best of {ROUNDS}:")
    print(f"  vectors to be made {without:5.2f} s; vectors kept {kept:5.2f} s; ratio {without / kept:.1f}")
    print(f"  memory at its largest {peak:.0f} MiB")


def interview(words: int, seed: int) -> str:
    """Return a talk of that many words: the example's turns, again and again, with words exchanged."""
    maker = Maker(seed)
    head, *turns = (EXAMPLES / "interview.txt").read_text().split("\n\n")
    told, size = [head], 0
    while size < words:
        for turn in turns:
            told.append(" ".join(_changed(word, maker) for word in turn.split()) if size > len(head) else turn)
            size += len(turn.split())
    return "\n\n".join(told)


def _changed(word: str, maker: Maker) -> str:
    if word.isalpha() and word.islower() and maker.random.random() < CHANGED:
        return maker.word()
    if word.isdigit():
        return str(int(word) + maker.random.randrange(100))
    return word


def usage_rows(rows: int) -> str:
    """Return an event log of that many rows over half a year, by 400 people."""
    chance = random.Random(5)  # noqa: S311 (made-up rows, no secret)
    began = datetime.fromisoformat("2026-03-02T06:00")
    lines = ["occurred_at,user,title,action,feature,object"]
    for _ in range(rows):
        at = began + timedelta(minutes=chance.randrange(180 * 24 * 60))
        user = int(400 * chance.random() ** 2)
        action, feature = chance.choice(("viewed", "edited", "created")), chance.choice(("boards", "forms", "reports"))
        lines.append(f"{at:%Y-%m-%dT%H:%M},u{user},Shift Lead,{action},{feature},{feature}-{chance.randrange(60)}")
    return "\n".join(lines) + "\n"


def _seconds(work: Callable[[], Story]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _quiet(_: str) -> None:
    """Nobody is watching."""


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
