"""The built-in embedder: all-MiniLM-L6-v2 on ONNX Runtime, from the packaged weights, without network.

Texts of the same number of tokens are run together, so nothing is spent on padding; a batch is kept
small enough for the cache of one core, and each core runs its own batches in one thread, which
saves the waiting of threads for each other inside every operation.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from assistant.models.minilm_graph import MAX_TOKENS, WIDTH, build
from assistant.models.runtime import quiet_onnxruntime
from assistant.models.weights import find_model, read_verified

BATCH_TOKENS = 512
Vectors = npt.NDArray[np.float32]


class MiniLMEmbeddings(Embeddings):
    """LangChain's `Embeddings`; unit vectors of 384 floats, text beyond 256 tokens is not read.

    The model is loaded at the first text. Safe to use from several threads.

    Args:
        folder: holds `model.safetensors` and `tokenizer.json`, as `find_model` returns it.
        threads: batches run side by side; the number of cores to be used.
    """

    name = "all-MiniLM-L6-v2"
    dimensions = WIDTH

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._folder = folder
        self._threads = max(1, threads)
        self._loading = Lock()
        self._loaded: _Model | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text, in order.

        Raises:
            BadInput: the packaged weights are not the official ones.
        """
        rows: list[list[float]] = self.vectors(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question; the model knows no difference between questions and passages."""
        return self.embed_documents([text])[0]

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return what `embed_documents` does as one array (texts, 384); a text that repeats is run once."""
        distinct = list(dict.fromkeys(texts))
        found = np.zeros((len(distinct), WIDTH), dtype=np.float32)
        if not distinct:
            return found
        model = self._model()
        sequences = model.tokens(distinct)
        batches = list(_batches([len(sequence) for sequence in sequences]))
        with ThreadPoolExecutor(self._threads) as pool:
            answers = pool.map(lambda rows: model.embed([sequences[row] for row in rows]), batches)
            for rows, answer in zip(batches, answers, strict=True):
                found[rows] = answer
        places = {text: row for row, text in enumerate(distinct)}
        return found[[places[text] for text in texts]]

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens of each text are read."""
        return [len(sequence) for sequence in self._model().tokens(texts)]

    def _model(self) -> "_Model":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded


def built_in(threads: int) -> MiniLMEmbeddings | None:
    """Return the built-in embedder; None where its weights are not installed, and search is by words alone."""
    folder = find_model()
    return None if folder is None else MiniLMEmbeddings(folder, threads=threads)


class _Model(NamedTuple):
    tokenizer: Any
    session: Any
    constants: dict[str, npt.NDArray[Any]]  # the session reads them where they are: keep them alive

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        # half a surrogate pair is no character: it has no place in UTF-8, which the tokeniser reads
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        return [encoding.ids for encoding in self.tokenizer.encode_batch_fast(clean)]

    def embed(self, sequences: list[list[int]]) -> Vectors:
        (vectors,) = self.session.run(None, {"tokens": np.array(sequences, dtype=np.int64)})
        answer: Vectors = vectors
        return answer


def _load(folder: Path) -> _Model:
    from safetensors.numpy import load
    from tokenizers import Tokenizer

    graph, constants = build(load(read_verified(folder / "model.safetensors")))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return _Model(tokenizer, _session(graph, constants), constants)


def _session(graph: bytes, constants: dict[str, npt.NDArray[Any]]) -> Any:
    onnxruntime = quiet_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(value) for value in constants.values()]
    options.add_external_initializers(list(constants), values)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield rows of one length each, longest first so that the cores finish together."""
    order = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    for length, group in groupby(order, key=lambda row: lengths[row]):
        rows = list(group)
        size = max(1, BATCH_TOKENS // length)
        yield from (rows[at : at + size] for at in range(0, len(rows), size))
