"""Embedding against Chroma's own code on the same weights, and against dropping its padding alone.

    python -m benches.embedding [NOTES]...

Each round runs all ways one after the other, so that a noisy machine is noisy for all; reported is the
median over the rounds, and of the ratios their least and greatest. Tokenising and pooling count.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.models.minilm import MiniLMEmbeddings
from assistant.models.minilm_graph import LAYERS, WIDTH
from assistant.models.weights import find_model
from benches import chroma_graph

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROUNDS = 5
PASSAGES = 96
BATCH = 32  # texts, as Chroma takes them
PEAK_SIZE = 2048
FILES = ("config.json", "special_tokens_map.json", "tokenizer_config.json", "tokenizer.json", "vocab.txt")
Vectors = npt.NDArray[np.float32]
Way = Callable[[Sequence[str]], Vectors]


class Timed(NamedTuple):
    """Seconds of each round, and what came out."""

    seconds: list[float]
    vectors: Vectors


def main(arguments: Sequence[str] = ()) -> None:
    """Print one table for each size of passage."""
    model = find_model()
    if model is None:
        sys.exit("the embedder's weights are not installed; run 'make setup'")
    notes = [Path(name) for name in arguments] or [EXAMPLES / "interview.txt"]
    words = " ".join(path.read_text("utf-8") for path in notes).split()
    own = MiniLMEmbeddings(model, threads=os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as folder:
        chroma = _chroma(model, Path(folder))
        ways = {"Chroma's code": _padded(chroma), "padding dropped": _dynamic(chroma), "built in": own.vectors}
        for title, texts in _passages(words).items():
            _report(title, texts, ways, own)


def _passages(words: Sequence[str]) -> dict[str, list[str]]:
    """Return passages of one size, and of many sizes as turns of a talk have them; words repeat where they run out."""
    rng = np.random.default_rng(7)
    turns = rng.geometric(1 / 35, size=2 * PASSAGES).clip(3, 180)
    return {
        "40 words": _cut(words, [40] * PASSAGES),
        "120 words": _cut(words, [120] * PASSAGES),
        "turns, 3 to 180 words": _cut(words, turns.tolist()),
    }


def _cut(words: Sequence[str], sizes: Sequence[int]) -> list[str]:
    passages, at = [], 0
    for number, size in enumerate(sizes):
        passages.append(f"{number} " + " ".join(words[(at + step) % len(words)] for step in range(size)))
        at += size
    return passages


def _report(title: str, texts: list[str], ways: dict[str, Way], own: MiniLMEmbeddings) -> None:
    timed, peak = _run(texts, ways)
    flops = sum(_flops(length) for length in own.lengths(texts))
    reference = np.concatenate([ways["Chroma's code"](texts[at : at + 1]) for at in range(len(texts))])
    print(f"\n{title}, {len(texts)} passages; {os.cpu_count()} cores, fp32 peak {peak:.0f} GFLOP/s\n")
    print("| way | passages/s | against Chroma's code | against padding dropped | GFLOP/s | of peak | least cosine |")
    print("|---|---|---|---|---|---|---|")
    for name, (seconds, vectors) in timed.items():
        took = median(seconds)
        against = [_ratio(timed[other].seconds, seconds) for other in ("Chroma's code", "padding dropped")]
        rate = flops / min(seconds) / 1e9  # best against best: a share of the machine, not of what others left
        cosine = (vectors * reference).sum(axis=1).min()
        cells = [name, f"{len(texts) / took:.0f}", *against, f"{rate:.0f}", f"{rate / peak:.0%}", f"{cosine:.6f}"]
        print(f"| {' | '.join(cells)} |", flush=True)


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> str:
    ratios = [one / other for one, other in zip(theirs, ours, strict=True)]
    return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def _run(texts: list[str], ways: dict[str, Way]) -> tuple[dict[str, Timed], float]:
    """Return the times of every way, and the machine's best rate in a large matrix product in between, in GFLOP/s."""
    timed = {name: Timed([], way(texts)) for name, way in ways.items()}  # the first run warms up
    product = _product()
    products = []
    for _ in range(ROUNDS):
        products.append(min(_seconds(product) for _ in range(5)))
        for name, way in ways.items():
            timed[name].seconds.append(_seconds(partial(way, texts)))
    return timed, 2 * PEAK_SIZE**3 / min(products) / 1e9


def _product() -> Callable[[], object]:
    """Return a large matrix product by ONNX Runtime on every core: NumPy's library reaches less on some processors."""
    from onnx import TensorProto, helper

    from assistant.models.minilm_graph import IR, OPSET
    from assistant.models.runtime import quiet_onnxruntime

    sides = [PEAK_SIZE, PEAK_SIZE]
    left, right, out = (helper.make_tensor_value_info(name, TensorProto.FLOAT, sides) for name in ("a", "b", "c"))
    graph = helper.make_graph([helper.make_node("MatMul", ["a", "b"], ["c"])], "product", [left, right], [out])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    runtime = quiet_onnxruntime()
    session = runtime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    square = np.random.default_rng(1).random(sides, dtype=np.float32)
    return partial(session.run, None, {"a": square, "b": square})


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _chroma(model: Path, folder: Path) -> Any:
    """Return Chroma's embedder, which otherwise downloads its file, on the weights that are installed."""
    from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

    class Installed(ONNXMiniLM_L6_V2):
        DOWNLOAD_PATH = folder

    files = folder / ONNXMiniLM_L6_V2.EXTRACTED_FOLDER_NAME
    files.mkdir()
    for name in FILES:
        (files / name).write_bytes((model / name).read_bytes())
    chroma_graph.write(model, files / "model.onnx")
    return Installed(preferred_providers=["CPUExecutionProvider"])


def _padded(chroma: Any) -> Way:
    return lambda texts: np.array(chroma(list(texts)))


def _dynamic(chroma: Any) -> Way:
    """Return Chroma's code with texts sorted by length and each batch padded to its longest only."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(chroma.tokenizer.to_str())
    tokenizer.no_padding()

    def way(texts: Sequence[str]) -> Vectors:
        encoded = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda row: len(encoded[row]))
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            found[rows] = _forward(chroma.model, [encoded[row] for row in rows])
        return found

    return way


def _forward(session: Any, batch: list[list[int]]) -> Vectors:
    ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(batch):
        ids[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
    (hidden,) = session.run(None, dict(zip(chroma_graph.INPUTS, (ids, mask, np.zeros_like(ids)), strict=True)))
    summed: Vectors = (hidden * mask[..., None].astype(np.float32)).sum(axis=1)
    unit: Vectors = summed / np.linalg.norm(summed, axis=1, keepdims=True).astype(np.float32)
    return unit


def _flops(length: int) -> float:
    """Operations that a text of so many tokens needs: matrix products of six layers, without padding."""
    linear = 2 * (4 * WIDTH * WIDTH + 2 * WIDTH * 4 * WIDTH)
    return float(LAYERS * length * (linear + 4 * length * WIDTH))


if __name__ == "__main__":
    main(sys.argv[1:])
