"""The built-in embedder against the model as its paper writes it down, computed here in plain numpy."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from assistant.domain.errors import BadInput
from assistant.models.minilm import MiniLMEmbeddings, built_in
from assistant.models.weights import find_model, read_verified

Array = npt.NDArray[np.float64]
TEXTS = [
    "We close the month in four days now.",
    "Before that it took us ten working days, and everybody stayed late. " * 3,
    "",
    "Planning\tused to live in one spreadsheet — nobody could say who had changed what (or when) since 2019. " * 30,
    "Ärger gab es keinen; 東京 🙂",
    "We close the month in four days now.",
    "Ten days.",
]


def erf(x: Array) -> Array:
    values: Array = np.vectorize(math.erf, otypes=[float])(x)
    return values


class Reference:
    """BERT with the weights of all-MiniLM-L6-v2, one text at a time, in double precision."""

    def __init__(self, folder: Path) -> None:
        self.weights: dict[str, Any] = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(256)

    def get(self, name: str) -> Array:
        values: Array = self.weights[name].astype(np.float64)
        return values

    def linear(self, x: Array, name: str) -> Array:
        return x @ self.get(f"{name}.weight").T + self.get(f"{name}.bias")

    def normalised(self, x: Array, name: str) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        unit = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        scaled: Array = unit * self.get(f"{name}.weight") + self.get(f"{name}.bias")
        return scaled

    def attention(self, x: Array, layer: str) -> Array:
        query, key, value = (
            self.linear(x, f"{layer}.attention.self.{part}").reshape(len(x), 12, 32).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(32)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (shares / shares.sum(-1, keepdims=True)) @ value
        return self.linear(mixed.transpose(1, 0, 2).reshape(len(x), 384), f"{layer}.attention.output.dense")

    def embed(self, text: str) -> Array:
        ids = self.tokenizer.encode(text).ids
        x = self.get("embeddings.word_embeddings.weight")[ids]
        x = x + self.get("embeddings.position_embeddings.weight")[: len(ids)]
        x = self.normalised(x + self.get("embeddings.token_type_embeddings.weight")[0], "embeddings.LayerNorm")
        for number in range(6):
            layer = f"encoder.layer.{number}"
            x = self.normalised(self.attention(x, layer) + x, f"{layer}.attention.output.LayerNorm")
            wide = self.linear(x, f"{layer}.intermediate.dense")
            gelu = wide * 0.5 * (1 + erf(wide / math.sqrt(2)))
            x = self.normalised(self.linear(gelu, f"{layer}.output.dense") + x, f"{layer}.output.LayerNorm")
        mean: Array = x.mean(0)
        return mean / np.float64(np.linalg.norm(mean))


@pytest.fixture(scope="module")
def folder() -> Path:
    found = find_model()
    assert found is not None, "the embedder's wheel belongs to the locked environment"
    return found


@pytest.fixture(scope="module")
def embedder(folder: Path) -> MiniLMEmbeddings:
    return MiniLMEmbeddings(folder, threads=2)


def test_vectors_are_those_of_the_reference(folder: Path, embedder: MiniLMEmbeddings) -> None:
    reference, made = Reference(folder), np.array(embedder.embed_documents(TEXTS))
    cosines = [float(row @ reference.embed(text)) for row, text in zip(made, TEXTS, strict=True)]
    assert min(cosines) > 0.99999
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)


def test_a_text_has_one_vector_whatever_stands_around_it(embedder: MiniLMEmbeddings) -> None:
    together = np.array(embedder.embed_documents(TEXTS))
    alone = np.array([embedder.embed_query(text) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_no_texts_no_vectors(embedder: MiniLMEmbeddings) -> None:
    assert embedder.embed_documents([]) == []
    assert embedder.dimensions == 384


def test_half_a_surrogate_pair_is_read_as_a_stranger(embedder: MiniLMEmbeddings) -> None:
    assert embedder.embed_query("a \ud83d b") == pytest.approx(embedder.embed_query("a ? b"), abs=1e-6)


def test_other_weights_are_refused_by_their_hash(tmp_path: Path, folder: Path) -> None:
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    with pytest.raises(BadInput, match="not the official weights"):
        MiniLMEmbeddings(tmp_path).embed_query("anything")


def test_the_right_weights_are_read_whole(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"abc")
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert read_verified(tmp_path / "w", sha256) == b"abc"


def test_the_built_in_embedder_is_there_in_the_locked_environment() -> None:
    found = built_in(threads=1)
    assert found is not None
    assert found.name == "all-MiniLM-L6-v2"


def test_without_the_wheel_there_is_none() -> None:
    assert find_model("no-such-distribution-of-weights") is None
