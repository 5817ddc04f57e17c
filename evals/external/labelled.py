"""Reads the public development data on grounding from a folder, each with its own labels."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LONGEST_FIELD = 10_000_000


class Case(NamedTuple):
    """A text, what should carry it, and whether people said that it does."""

    source: str
    text: str
    supported: bool
    label: str  # as the data set has it
    model: str = ""  # what wrote the text
    factuality: float | None = None


def load(folder: Path) -> dict[str, list[Case]]:
    """Return the cases of each set that the folder has, by name.

    WiCE: supported against partially and not supported. FRANK: factuality 1.0 against less.
    BEGIN: fully attributable against not; generic answers, which assert nothing, are left out.
    """
    wice = folder / "wice" / "entailment_retrieval" / "claim" / "dev.jsonl"
    frank = folder / "frank" / "frank_validation.jsonl"
    begin = {
        "BEGIN wow": folder / "begin" / "wow" / "begin_dev_wow.tsv",
        "BEGIN cmu": folder / "begin" / "cmu-dog" / "begin_dev_cmu.tsv",
    }
    sets: dict[str, list[Case]] = {}
    if wice.exists():
        sets["WiCE"] = list(_wice(wice))
    if frank.exists():
        rows = list(_frank(frank))
        sets["FRANK"] = [case for _, case in rows]
        for part, name in (("cnndm", "FRANK cnn"), ("bbc", "FRANK bbc")):
            sets[name] = [case for dataset, case in rows if dataset == part]
    parts = {name: list(_begin(path)) for name, path in begin.items() if path.exists()}
    if parts:
        sets["BEGIN"] = [case for cases in parts.values() for case in cases]
    return sets | parts


def _wice(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Case("\n".join(row["evidence"]), row["claim"], row["label"] == "supported", row["label"])


def _frank(path: Path) -> Iterator[tuple[str, Case]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        score = float(row["human"]["Factuality"])
        yield row["dataset"], Case(row["article"], row["summary"], score == 1, str(score), row["model_name"], score)


def _begin(path: Path) -> Iterator[Case]:
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            label = row["begin_label"]
            if label != "Generic":
                yield Case(row["knowledge"], row["response"], label == "Fully attributable", label, row["model_name"])
