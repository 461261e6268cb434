"""The trained network as an ONNX file: the linear layers multiply integers, and exactly so on every processor.

Weights are stored in seven bits, one scale a row, and multiplied with activations in eight. A sum of two such products fits
in sixteen bits, so that processors without instructions for longer sums (AVX2) do not saturate where others do not. The
embeddings are stored in int8 and unpacked when the file is loaded; all else is fp32.

A last bit of difference before a product of integers may round to another integer and grow from layer to layer. So the
graph has only operations of which ONNX Runtime has one version for all x86-64 processors with AVX2, or versions that add in
the same order: no Softmax (its sums depend on the width of the registers) but exponentials that a matrix product adds up, no
Gelu but Erf, whose factors are part of the weights around it.
"""

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from .network import HEADS, WIDTH, Network

LARGEST = 80.0  # of a score of attention: the sum of 256 exponentials must be a number


class Graph:
    """Nodes and constants of a growing ONNX graph; each call returns the name of its result."""

    def __init__(self):
        self.nodes, self.constants, self._count = [], [], 0

    def __call__(self, kind: str, *inputs: str, name: str | None = None, outputs: int = 1, **attributes):
        self._count += 1
        names = (
            [name or f"{kind}{self._count}"] if outputs == 1 else [f"{kind}{self._count}_{k}" for k in range(outputs)]
        )
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, values, kind=np.float32) -> str:
        self._count += 1
        name = f"constant{self._count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values, dtype=kind), name))
        return name

    def table(self, values: np.ndarray) -> str:
        """An embedding, packed in int8 with one scale an entry; unpacked when the file is loaded."""
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
        packed = self("Cast", self.constant(np.rint(values / scale), np.int8), to=TensorProto.FLOAT)
        return self("Mul", packed, self.constant(scale))

    def linear(self, x: str, module, before: float = 1.0, after: float = 1.0, **kept) -> str:
        """The layer, as if its input were multiplied by `before` and its result by `after`."""
        product = self("MatMul", x, self.constant(before * after * _array(module.weight).T))
        return self("Add", product, self.constant(after * _array(module.bias)), **kept)

    def norm(self, x: str, module) -> str:
        scale, bias = self.constant(_array(module.weight)), self.constant(_array(module.bias))
        return self("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)


def _array(tensor) -> np.ndarray:
    return tensor.detach().float().numpy()


def build(network: Network) -> onnx.ModelProto:
    """ids, shape -> probabilities of cues and acts, projections for the pair head, and that head's tables."""
    graph = Graph()
    length = graph("Slice", graph("Shape", "ids"), *(graph.constant([k], np.int64) for k in (1, 2)))
    zero = graph.constant([0], np.int64)
    positions = graph("Slice", graph.table(_array(network.position.weight)), zero, length, zero)
    x = graph("Gather", graph.table(_array(network.word.weight)), "ids")
    x = graph("Add", graph("Add", x, positions), graph("Gather", graph.table(_array(network.shape.weight)), "shape"))
    x = graph.norm(x, network.norm)
    for layer in network.layers:
        x = _layer(graph, layer, x)
    graph("Softmax", graph.linear(x, network.cue), axis=-1, name="cue")
    graph("Softmax", graph.linear(x, network.act), axis=-1, name="act")
    graph.linear(x, network.project, name="states")
    for name, values in (
        ("by_distance", network.by_distance.weight),
        ("by_sentence", network.by_sentence.weight),
        ("readout", network.readout.weight.T),
        ("bias", network.readout.bias),
    ):
        graph("Identity", graph.constant(_array(values)), name=name)
    inputs = [("ids", TensorProto.INT64), ("shape", TensorProto.INT64)]
    outputs = [
        ("cue", 3),
        ("act", 3),
        ("states", 3),
        ("by_distance", 2),
        ("by_sentence", 2),
        ("readout", 2),
        ("bias", 1),
    ]
    body = helper.make_graph(
        graph.nodes,
        "quotes",
        [helper.make_tensor_value_info(name, kind, ["batch", "length"]) for name, kind in inputs],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * rank) for name, rank in outputs],
        graph.constants,
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], producer_name="analysis.training")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def _layer(graph: Graph, layer, x: str) -> str:
    each = WIDTH // HEADS
    heads = graph.constant([0, 0, 3 * HEADS, each], np.int64)
    parts = graph("Transpose", graph("Reshape", graph.linear(x, layer.qkv), heads), perm=[0, 2, 1, 3])
    q, k, v = graph("Split", parts, axis=1, num_outputs=3, outputs=3)
    q = graph("Mul", q, graph.constant(each**-0.5))
    scores = graph("MatMul", q, graph("Transpose", k, perm=[0, 1, 3, 2]))
    weights = graph("Exp", graph("Clip", scores, graph.constant(-LARGEST), graph.constant(LARGEST)))
    with_one = graph("Pad", v, graph.constant([0] * 7 + [1], np.int64), graph.constant(1.0), mode="constant")
    widths = graph.constant([each, 1], np.int64)
    mixed, total = graph("Split", graph("MatMul", weights, with_one), widths, axis=3, outputs=2)
    mixed = graph("Transpose", graph("Div", mixed, total), perm=[0, 2, 1, 3])
    mixed = graph("Reshape", mixed, graph.constant([0, 0, WIDTH], np.int64))
    x = graph.norm(graph("Add", x, graph.linear(mixed, layer.out)), layer.norm1)
    up = graph.linear(x, layer.up, after=2**-0.5)
    gelu = graph("Mul", up, graph("Add", graph("Erf", up), graph.constant(1.0)))
    return graph.norm(graph("Add", x, graph.linear(gelu, layer.down, before=2**-0.5)), layer.norm2)


def export(network: Network, tokenizer, out: Path) -> None:
    """Write quotes.onnx, quotes-tokenizer.json and quotes.json with their checksums."""
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(build(network), whole)
        quantize_dynamic(
            whole,
            out / "quotes.onnx",
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
    (out / "quotes-tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    names = ("quotes.onnx", "quotes-tokenizer.json")
    checksums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    (out / "quotes.json").write_text(json.dumps({"sha256": checksums}, indent=1) + "\n", encoding="utf-8")
