"""The encoder of all-MiniLM-L6-v2 as an ONNX graph, from its weights.

BERT (Devlin et al. 2019) with six layers, then the mean over all tokens at unit length, as the model's
card lays down. All sequences of a batch have the same number of tokens, so there is no padding and
no mask. The constants stay outside the serialised graph: ONNX Runtime takes them from memory, so that
nothing of 90 MB is written, hashed or parsed a second time.

Three things are left out that cannot change the result: the bias of the keys (softmax ignores a
constant per question), the scaling of the scores (folded into the questions) and the bias of the
values (probabilities add up to one, so it moves into the bias of the output).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

LAYERS = 6
HEADS = 12
WIDTH = 384
MAX_TOKENS = 256
EPSILON = 1e-12
OPSET, IR = 20, 9
SMALL = 16  # shapes and indices stay in the graph, where the optimiser reads them

Array = npt.NDArray[Any]
Weights = Mapping[str, Array]


class Graph:
    """Nodes and constants, named as they come."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Array] = {}

    def node(self, kind: str, *inputs: str | Array, **attributes: Any) -> str:
        """Add a node and return the name of its output; arrays among the inputs become constants."""
        from onnx import helper

        names = [given if isinstance(given, str) else self._constant(given) for given in inputs]
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, names, [output], **attributes))
        return output

    def linear(self, x: str, weight: Array, bias: Array | None = None) -> str:
        """Add `x · weightᵀ + bias`."""
        product = self.node("MatMul", x, weight.T)
        return product if bias is None else self.node("Add", product, bias)

    def normalised(self, x: str, weights: Weights, layer: str) -> str:
        """Add the layer normalisation called `layer`."""
        scale, shift = weights[f"{layer}.weight"], weights[f"{layer}.bias"]
        return self.node("LayerNormalization", x, scale, shift, axis=-1, epsilon=EPSILON)

    def _constant(self, value: Array) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants[name] = np.ascontiguousarray(value)
        return name


def build(weights: Weights) -> tuple[bytes, dict[str, Array]]:
    """Return the serialised graph, and by name the large constants that it leaves outside.

    The graph maps `tokens` (batch, length; int64) to `embedding` (batch, 384; float32).
    """
    graph = Graph()
    hidden = _embedded(graph, weights)
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        hidden = _attended(graph, hidden, weights, layer)
        hidden = _transformed(graph, hidden, weights, layer)
    mean = graph.node("ReduceMean", hidden, np.array([1]), keepdims=0)
    graph.node("LpNormalization", mean, axis=-1, p=2)
    return _serialised(graph), {name: value for name, value in graph.constants.items() if value.size > SMALL}


def _embedded(graph: Graph, weights: Weights) -> str:
    words = weights["embeddings.word_embeddings.weight"]
    places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    length = graph.node("Shape", "tokens", start=1, end=2)
    place = graph.node("Slice", places[:MAX_TOKENS], np.array([0]), length)
    summed = graph.node("Add", graph.node("Gather", words, "tokens"), place)
    return graph.normalised(summed, weights, "embeddings.LayerNorm")


def _attended(graph: Graph, x: str, weights: Weights, layer: str) -> str:
    part = f"{layer}.attention.self"
    scale = np.float32((WIDTH / HEADS) ** -0.5)
    query = graph.linear(x, weights[f"{part}.query.weight"] * scale, weights[f"{part}.query.bias"] * scale)
    key = graph.linear(x, weights[f"{part}.key.weight"])
    value = graph.linear(x, weights[f"{part}.value.weight"])
    scores = graph.node("MatMul", _heads(graph, query, [0, 2, 1, 3]), _heads(graph, key, [0, 2, 3, 1]))
    mixed = graph.node("MatMul", graph.node("Softmax", scores, axis=-1), _heads(graph, value, [0, 2, 1, 3]))
    joined = graph.node("Reshape", graph.node("Transpose", mixed, perm=[0, 2, 1, 3]), np.array([0, 0, WIDTH]))
    out = weights[f"{layer}.attention.output.dense.weight"]
    bias = weights[f"{layer}.attention.output.dense.bias"] + out @ weights[f"{part}.value.bias"]
    summed = graph.node("Add", graph.linear(joined, out, bias), x)
    return graph.normalised(summed, weights, f"{layer}.attention.output.LayerNorm")


def _heads(graph: Graph, x: str, order: list[int]) -> str:
    split = graph.node("Reshape", x, np.array([0, 0, HEADS, WIDTH // HEADS]))
    return graph.node("Transpose", split, perm=order)


def _transformed(graph: Graph, x: str, weights: Weights, layer: str) -> str:
    wide, narrow = f"{layer}.intermediate.dense", f"{layer}.output.dense"
    inner = graph.node("Gelu", graph.linear(x, weights[f"{wide}.weight"], weights[f"{wide}.bias"]))
    outer = graph.linear(inner, weights[f"{narrow}.weight"], weights[f"{narrow}.bias"])
    return graph.normalised(graph.node("Add", outer, x), weights, f"{layer}.output.LayerNorm")


def _outside(name: str, value: Array) -> Any:
    from onnx import TensorProto, helper, numpy_helper

    if value.size <= SMALL:
        return numpy_helper.from_array(value, name)
    constant = TensorProto(name=name, data_type=helper.np_dtype_to_tensor_dtype(value.dtype), dims=value.shape)
    constant.data_location = TensorProto.EXTERNAL
    constant.external_data.add(key="location", value="in memory")
    return constant


def _serialised(graph: Graph) -> bytes:
    from onnx import TensorProto, helper

    tokens = helper.make_tensor_value_info("tokens", TensorProto.INT64, ["batch", "length"])
    embedding = helper.make_tensor_value_info(graph.nodes[-1].output[0], TensorProto.FLOAT, ["batch", WIDTH])
    constants = [_outside(name, value) for name, value in graph.constants.items()]
    body = helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", [tokens], [embedding], constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    serialised: bytes = model.SerializeToString()
    return serialised
