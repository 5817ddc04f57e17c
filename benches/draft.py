"""Writing and checking a story, with its passages already there: how long, and does time grow with the notes?

    python -m benches.draft [NOTES]...

The notes are taken once, twice and four times over; each round runs all sizes one after the other. The
ratio is time a word of the largest over the smallest: 1 is linear.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from assistant.domain.accounts import Account
from assistant.domain.story import Kind, Provenance
from assistant.grounding.checker import Checker
from assistant.retrieval.retriever import Retriever
from assistant.writing.assembly import assemble
from assistant.writing.extractive import ExtractiveEngine
from assistant.writing.material import Material
from ingest.documents import ingest
from ingest.passages import passages

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROUNDS = 5
SIZES = (1, 2, 4)
WORDS = 10_000
MADE_BY = Provenance(engine="extractive", embedder="none")


def main(arguments: Sequence[str] = ()) -> None:
    """Print one line for each size and step, and the ratios."""
    for path in [Path(name) for name in arguments] or [EXAMPLES / "interview.txt"]:
        text = path.read_text("utf-8")
        whole = "\n\n".join([text] * max(1, round(WORDS / max(SIZES) / len(text.split()))))
        print(f"{path.name}: median of {ROUNDS} rounds")
        _report({size: _material("\n\n".join([whole] * size)) for size in SIZES})


def _material(text: str) -> Material:
    account = Account(name="Example")
    document = ingest("notes.txt", text.encode(), id="notes.txt", account=account)
    held = passages(document)
    search = Retriever(held).search
    return Material(kind=Kind.STORY, account=account, documents=(document,), passages=held, search=search)


def _report(materials: dict[int, Material]) -> None:
    steps: dict[str, Callable[[Material], object]] = {"write": ExtractiveEngine().write, "write and check": _story}
    for name, step in steps.items():
        seconds: dict[int, list[float]] = {size: [] for size in materials}
        for _ in range(ROUNDS):
            for size, material in materials.items():
                start = time.perf_counter()
                step(material)
                seconds[size].append(time.perf_counter() - start)
        words = {size: len(material.documents[0].text.split()) for size, material in materials.items()}
        for size, taken in seconds.items():
            speed = words[size] / median(taken)
            print(f"  {name:16} {words[size]:6} words  {median(taken) * 1000:7.0f} ms  {speed:9,.0f} words/s")
        small, large = min(materials), max(materials)
        ratio = (median(seconds[large]) / words[large]) / (median(seconds[small]) / words[small])
        print(f"  {name:16} time a word, largest over smallest: {ratio:.2f}")


def _story(material: Material) -> object:
    return assemble(ExtractiveEngine().write(material), material, Checker, MADE_BY)


if __name__ == "__main__":
    main(sys.argv[1:])
