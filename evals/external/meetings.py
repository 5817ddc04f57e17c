"""Reads QMSum: questions about meetings, each with the turns that answer it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evals.subjects import Text

ENOUGH = 20  # characters of a turn that can answer anything


class Asked(NamedTuple):
    """A question about a meeting, and the ids of the turns that answer it."""

    id: str
    meeting: str
    query: str
    answers: frozenset[str]
    turns: tuple[Text, ...]


def questions(folder: Path) -> Iterator[Asked]:
    """Yield the specific questions of every meeting in a folder, in the order of the files' names."""
    for path in sorted((folder / "qmsum").glob("*.json")):
        meeting = json.loads(path.read_text(encoding="utf-8"))
        said = meeting["meeting_transcripts"]
        turns = tuple(
            Text(f"{path.stem}/{number}", turn["content"])
            for number, turn in enumerate(said)
            if len(turn["content"]) > ENOUGH
        )
        known = {turn.id for turn in turns}
        for number, row in enumerate(meeting["specific_query_list"], start=1):
            spans = [(int(start), int(end)) for start, end in row["relevant_text_span"]]
            places = {f"{path.stem}/{at}" for start, end in spans for at in range(start, end + 1)}
            if places & known:
                yield Asked(f"{path.stem}/{number}", path.stem, row["query"], frozenset(places & known), turns)
