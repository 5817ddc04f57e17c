"""Which passages answer a question: by words, by meaning, by both, on meetings with marked answers.

    python -m benches.retrieval FOLDER

FOLDER holds meetings in the form of QMSum (Zhong et al. 2021): turns, questions, and the turns that
answer each. A passage is right when it is of an answering turn. Means over the questions, with their
standard errors; reciprocal rank of the first right one, and the share of right ones among the first k.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.domain.documents import BlockKind, Passage, Rank
from assistant.models.minilm import built_in
from assistant.retrieval.keys import passage_key
from assistant.retrieval.retriever import Retriever
from assistant.storage.memory_index import MemoryIndex

WORDS = 100  # of a passage at most
AT = (5, 10, 20)
Ranked = Callable[[str], list[int]]  # question to places where passages begin, best first


class Meeting(NamedTuple):
    """Passages of one meeting, and for each question the places at which right passages begin."""

    passages: list[Passage]
    right: dict[str, frozenset[int]]


def main(arguments: Sequence[str] = ()) -> None:
    """Print one table."""
    embedder = built_in(threads=2)
    if not arguments or embedder is None:
        print("benches.retrieval: give a folder of meetings; see its docstring")
        return
    measured: dict[str, list[list[float]]] = {}
    for path in sorted(Path(arguments[0]).glob("*.json")):
        meeting = _meeting(json.loads(path.read_text("utf-8")))
        index = MemoryIndex(embedder)
        index.add(meeting.passages)
        for name, ranked in _ways(meeting.passages, index).items():
            measured.setdefault(name, []).extend(_scores(ranked(text), right) for text, right in meeting.right.items())
    print("| way | reciprocal rank | " + " | ".join(f"right of {k}" for k in AT) + " |\n|---|---|---|---|---|")
    for name, rows in measured.items():
        values = np.array(rows)
        cells = zip(values.mean(axis=0), values.std(axis=0) / len(values) ** 0.5, strict=True)
        print(f"| {name} | " + " | ".join(f"{mean:.3f} ± {error:.3f}" for mean, error in cells) + " |")


def _ways(passages: list[Passage], index: MemoryIndex) -> dict[str, Ranked]:
    places = {passage_key(passage): passage.start for passage in passages}
    words, both, most = Retriever(passages), Retriever(passages, index), max(AT)

    def by_meaning(text: str) -> list[int]:
        return [places[near.key] for near in index.search([text], most)[0]]

    return {
        "words": lambda text: [hit.passage.start for hit in words.search(text, most, diversity=0)],
        "meaning": by_meaning,
        "both": lambda text: [hit.passage.start for hit in both.search(text, most, diversity=0)],
        "both, diverse": lambda text: [hit.passage.start for hit in both.search(text, most)],
    }


def _meeting(record: dict[str, Any]) -> Meeting:
    passages: list[Passage] = []
    starts: list[list[int]] = []  # of the passages of each turn
    at = 0
    for turn in record["meeting_transcripts"]:
        words = turn["content"].split()
        parts = [" ".join(words[first : first + WORDS]) for first in range(0, len(words), WORDS)]
        starts.append([])
        for part in parts:
            passages.append(_passage(part, at))
            starts[-1].append(at)
            at += len(part) + 1
    right = {
        asked["query"]: frozenset(
            start
            for first, last in asked["relevant_text_span"]
            for turn in starts[int(first) : int(last) + 1]
            for start in turn
        )
        for asked in record["specific_query_list"]
    }
    return Meeting(passages, right)


def _passage(text: str, start: int) -> Passage:
    return Passage(
        document="meeting", start=start, end=start + len(text), text=text, sentences=(), kind=BlockKind.SPEECH,
        rank=Rank.TRANSCRIPT,
    )  # fmt: skip


def _scores(found: list[int], right: frozenset[int]) -> list[float]:
    hits = [start in right for start in found]
    first = next((1 / place for place, hit in enumerate(hits, 1) if hit), 0.0)
    return [first, *(sum(hits[:k]) / min(k, len(right)) for k in AT)]


if __name__ == "__main__":
    main(sys.argv[1:])
