"""The same weights as an ONNX file of the shape that Chroma's own embedder code expects.

Padded input with a mask in, the last hidden state out; pooling is left to Chroma, as with its own file.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from assistant.models.minilm_graph import HEADS, IR, LAYERS, OPSET, WIDTH, Graph, Weights

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def write(model: Path, target: Path) -> None:
    """Write the graph, weights included, of the folder `model` to `target`."""
    weights = load_file(model / "model.safetensors")
    graph = Graph()
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    away = graph.node("Mul", graph.node("Sub", np.array([1.0], np.float32), mask), np.array([-1e9], np.float32))
    away = graph.node("Unsqueeze", away, np.array([1, 2]))
    hidden = _embedded(graph, weights)
    for number in range(LAYERS):
        hidden = _layer(graph, hidden, away, weights, f"encoder.layer.{number}")
    onnx.save(_model(graph, hidden), target)


def _embedded(graph: Graph, weights: Weights) -> str:
    words = graph.node("Gather", weights["embeddings.word_embeddings.weight"], "input_ids")
    kinds = graph.node("Gather", weights["embeddings.token_type_embeddings.weight"], "token_type_ids")
    length = graph.node("Shape", "input_ids", start=1, end=2)
    places = graph.node("Slice", weights["embeddings.position_embeddings.weight"], np.array([0]), length)
    return graph.normalised(_sum(graph, _sum(graph, words, kinds), places), weights, "embeddings.LayerNorm")


def _layer(graph: Graph, x: str, away: str, weights: Weights, layer: str) -> str:
    def linear(given: str, name: str) -> str:
        return graph.linear(given, weights[f"{layer}.{name}.weight"], weights[f"{layer}.{name}.bias"])

    def heads(name: str, order: list[int]) -> str:
        split = graph.node("Reshape", linear(x, f"attention.self.{name}"), np.array([0, 0, HEADS, WIDTH // HEADS]))
        return graph.node("Transpose", split, perm=order)

    scores = graph.node("MatMul", heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1]))
    scores = graph.node("Mul", scores, np.array([(WIDTH / HEADS) ** -0.5], np.float32))
    shares = graph.node("Softmax", _sum(graph, scores, away), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", shares, heads("value", [0, 2, 1, 3])), perm=[0, 2, 1, 3])
    out = linear(graph.node("Reshape", mixed, np.array([0, 0, WIDTH])), "attention.output.dense")
    x = graph.normalised(_sum(graph, out, x), weights, f"{layer}.attention.output.LayerNorm")
    wide = graph.node("Gelu", linear(x, "intermediate.dense"))
    return graph.normalised(_sum(graph, linear(wide, "output.dense"), x), weights, f"{layer}.output.LayerNorm")


def _sum(graph: Graph, one: str, other: str) -> str:
    return graph.node("Add", one, other)


def _model(graph: Graph, hidden: str) -> Any:
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in INPUTS]
    output = helper.make_tensor_value_info(hidden, TensorProto.FLOAT, ["batch", "length", WIDTH])
    constants = [numpy_helper.from_array(value, name) for name, value in graph.constants.items()]
    body = helper.make_graph(graph.nodes, "last hidden state", inputs, [output], constants)
    return helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
