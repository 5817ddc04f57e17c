"""A story from a model service that takes a second a call: calls, tokens, and how far calls overlap.

The longest chain of dependent calls is read off the service's own log: the most calls of which each began
after the one before had ended. Tokens are counted as four characters each, for both sides of every comparison.
"""

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from assistant import bootstrap
from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.story import Kind, Story
from assistant.workflow.drafting import DraftRequest
from benches.whole import interview

ROOT = Path(__file__).resolve().parent.parent
LATENCY_S = 1.0
Case = tuple[str, int, str, Kind, str | None]
CASES: tuple[Case, ...] = (
    *((f"the example, {kind.value}", 0, "honest", kind, None) for kind in Kind),
    ("the example, half refused", 0, "misattributed", Kind.STORY, None),
    ("the example, in German", 0, "honest", Kind.STORY, "de"),
    ("10,000 words", 10_000, "honest", Kind.STORY, None),
)


def main() -> None:
    """Print calls, tokens and ratio for each case, against all notes in one prompt."""
    command: list[str | Path] = [sys.executable, ROOT / "tests" / "stub_server.py"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None  # noqa: S101  a pipe was asked for
        port = int(service.stdout.readline())
        _draft(port, notes_of(0), Kind.BRIEF)  # loads libraries and embedder
        print(f"generative stories, {LATENCY_S:g} s a call:")
        for case in CASES:
            _case(port, case)
        service.terminate()


def notes_of(words: int) -> tuple[NamedBytes, ...]:
    """Return the example's notes, or an interview of that many words."""
    if words:
        return (NamedBytes(name="talk.txt", data=interview(words, seed=1).encode()),)
    names = ("interview.txt", "notes.md")
    return tuple(NamedBytes(name=name, data=(ROOT / "examples" / name).read_bytes()) for name in names)


def longest_chain(calls: list[dict[str, Any]]) -> int:
    """Return the most calls of which each began after the one before had ended."""
    length, ended = 0, float("-inf")
    for call in sorted(calls, key=lambda one: one["ended"]):
        if call["began"] >= ended:
            length, ended = length + 1, call["ended"]
    return length


def _case(port: int, case: Case) -> None:
    name, words, mode, kind, language = case
    notes = notes_of(words)
    _control(port, latency=LATENCY_S, mode=mode)
    story, seconds = _draft(port, notes, kind, language)
    calls = _log(port)
    chain = longest_chain(calls)
    made = story.provenance
    asking = sum(call["ended"] - call["began"] for call in calls)
    span = max(call["ended"] for call in calls) - min(call["began"] for call in calls)
    one_prompt = sum(len(note.data) for note in notes) // 4
    print(f"  {name}: {len(calls)} calls, longest chain {chain}; {story.checks.supported} claims")
    print(f"    tokens in {made.tokens.input:,}, out {made.tokens.output:,}; all notes once would be {one_prompt:,} in")
    print(
        f"    first to last call {span:.2f} s, {span / (chain * LATENCY_S):.2f} times the chain; in turn {asking:.1f} s"
    )
    stages = (f"{one.name} {one.calls} × {one.tokens.input:,} + {one.tokens.output:,}" for one in made.stages)
    print(f"    whole draft {seconds:.2f} s; calls × tokens: {'; '.join(stages)}")


def _draft(port: int, notes: tuple[NamedBytes, ...], kind: Kind, language: str | None = None) -> tuple[Story, float]:
    request = DraftRequest(
        notes=notes,
        account=Account.named("Tarnbeck Fittings"),
        kind=kind,
        base_url=f"http://127.0.0.1:{port}/v1",
        model="stub",
        language=language,
    )
    began = time.perf_counter()
    story = bootstrap.draft(request, notify=lambda _: None, progress=lambda _: None)
    return story, time.perf_counter() - began


def _control(port: int, **told: Any) -> None:
    data = json.dumps({"faults": [], "rate": 0.0, "schemas": [], "spoils": [], **told}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/control", data=data, method="PUT")
    urllib.request.urlopen(request, timeout=10).close()  # noqa: S310  our own


def _log(port: int) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/control", timeout=10) as answer:
        calls: list[dict[str, Any]] = json.load(answer)["calls"]
    return calls


if __name__ == "__main__":
    main()
