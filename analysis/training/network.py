"""The network in torch: a small BERT encoder, heads that tag cues and acts, a head that scores (cue, word) pairs."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from ..quoting.encoder import ACTS, CASES, PIECES, STATES

WIDTH, HEADS, LAYERS, PAIR = 384, 12, 6, 192
OWN = ("shape", "cue", "act", "project", "by_distance", "by_sentence", "readout")


class Layer(nn.Module):
    """One layer of attention; `mask` says what may be seen, or what is added to the scores."""

    def __init__(self, width: int, heads: int, epsilon: float):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(batch, length, width)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Heads(nn.Module):
    """What is put on hidden states of any width: `cue`, `act` and `relate`; and the embedding of case and marks."""

    def __init__(self, width: int):
        super().__init__()
        self.shape = nn.Embedding(CASES * STATES + 1, width)
        self.cue = nn.Linear(width, 3)
        self.act = nn.Linear(width, len(ACTS))
        self.project = nn.Linear(width, 4 * PAIR)
        self.by_distance, self.by_sentence = nn.Embedding(64, PAIR), nn.Embedding(5, PAIR)
        self.readout = nn.Linear(PAIR, 3)
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.by_distance.weight, std=0.02)
        nn.init.normal_(self.by_sentence.weight, std=0.02)

    def relate(self, states, word, cue, distance, sentence):
        """Scores (neither, source, content) of pairs: places of word and cue in `states`, how far apart they stand."""
        of_word, of_cue, gate, gated = states.chunk(4, dim=-1)
        hidden = of_word[word] + of_cue[cue] + gate[word] * gated[cue]
        hidden = hidden + self.by_distance(distance) + self.by_sentence(sentence)
        return self.readout(functional.relu(hidden))

    def groups(self, rate: float, own_rate: float) -> list[dict]:
        """Parameters for the optimiser: new ones learn faster than those that come pretrained."""
        new = [p for name, p in self.named_parameters() if name.split(".")[0] in OWN]
        old = [p for name, p in self.named_parameters() if name.split(".")[0] not in OWN]
        return [{"params": old, "lr": rate}, {"params": new, "lr": own_rate}]


class Network(Heads):
    """ids, shape, mask (batch x length) -> hidden states of the small encoder."""

    def __init__(self, vocabulary: int):
        super().__init__(WIDTH)
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(PIECES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, 1e-12) for _ in range(LAYERS))

    def load_base(self, path, kept: list[int]):
        """Take the base encoder's weights from its safetensors file; of its vocabulary the kept pieces."""
        base = load_file(path)

        def fill(module, *names):
            for kind in ("weight", "bias"):
                getattr(module, kind).data = torch.cat([base[f"{name}.{kind}"] for name in names]).clone()

        kinds = base["embeddings.token_type_embeddings.weight"][0]
        self.word.weight.data = base["embeddings.word_embeddings.weight"][kept].clone()
        self.position.weight.data = base["embeddings.position_embeddings.weight"][:PIECES] + kinds
        fill(self.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}."
            fill(layer.qkv, *(f"{name}attention.self.{part}" for part in ("query", "key", "value")))
            fill(layer.out, name + "attention.output.dense")
            fill(layer.norm1, name + "attention.output.LayerNorm")
            fill(layer.up, name + "intermediate.dense")
            fill(layer.down, name + "output.dense")
            fill(layer.norm2, name + "output.LayerNorm")
        return self

    def forward(self, ids, shape, mask):
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.shape(shape)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x
