"""The weights by which `committing.screen` judges acts: a logistic regression fitted on labelled commitments.

    python -m analysis.training.judge POLNEAR_DIR LABELS_DIR --runs RUN_TUNING RUN_HELD_OUT [--gold GOLD_DIR] --out FILE

LABELS_DIR (benchmarks/labels) has two halves of labelled articles. Each half is read by the encoder that learnt its acts
from the other (`analysis.training --half`), so that the log-odds are those of unseen text. GOLD_DIR holds
commitments.jsonl with labels for articles of the seeds. What is printed was fitted on one half and scored on the other;
what is written to FILE was fitted on both, and on the seeds where given.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ..articles import Article, Settings, parse
from ..committing import screen
from ..committing.commitments import records
from ..corpus import load_corpus
from ..documents import Document
from ..extract import EXTRACTORS
from ..quoting.encoder import Encoder
from .examples import load_articles

SHARE, RARE, STRENGTH, SEEDS_WEIGHT, SMALL = 0.5, 3, 0.25, 3.0, 0.02
HALVES = ("tuning", "held out")
FOLDS, CLOSE = 5, 0.005
GRID = np.arange(-2, 1.01, 0.1).round(1).tolist()
HEADER = """\
# Logistic regressions over doubts and traits of acts, fitted on labelled news (log-odds); made by fitting, not by hand.
# Fitted on commitments labelled in 150 articles of PolNeAR train and in three of the seeds, by `analysis.training.judge`.
# PolNeAR's authors state no licence: none of its text is here, and without this file the rules decide alone.
# An act counts where its weights sum to more than the limit; "seen" and "seen as such" multiply the encoder's log-odds.
"""


@dataclass
class Candidate:
    """What the judge sees of an act; whether it is right (None: borderline). Found is false for a label nobody met."""

    doc_id: str
    values: dict[str, float]
    right: bool | None = None
    found: bool = True


def candidates(article: Article, labels: list[dict]) -> list[Candidate]:
    """Candidates of an article; a label that none meets is added as one that no weights can reach."""
    for name in ("entities", "roles", "quotes"):
        article.rows[name] = list(EXTRACTORS[name].extract(article))
    shown = {}

    def judge(act, quotes, cast, seen):
        doubts = set(screen.doubts(act, quotes, cast))
        values = dict.fromkeys([*screen.traits(act, quotes, cast), *doubts], 1.0) | seen
        shown[id(act)] = Candidate(article.doc_id, values)
        return screen.NEVER.isdisjoint(doubts)

    found = {}
    for act, row in records(article, judge):
        found.setdefault((row.act, row.start, row.end), (shown[id(act)], row))
    met = _label(list(found.values()), labels)
    missed = sum(label["level"] == "core" for k, label in enumerate(labels) if k not in met)
    return [candidate for candidate, _ in found.values()] + [Candidate(article.doc_id, {}, True, found=False)] * missed


def _label(found: list, labels: list[dict]) -> set[int]:
    """Say which candidates are right, one to one, best first; the numbers of the labels that were met."""
    pairs = []
    for i, (candidate, row) in enumerate(found):
        near = [(_dice(row, label), k) for k, label in enumerate(labels) if row.act == label["act"]]
        near = [(share, k) for share, k in near if share >= SHARE]
        candidate.right = None if any(labels[k]["level"] != "core" for _, k in near) else False
        pairs += [(share + (labels[k]["level"] == "core"), i, k) for share, k in near]
    taken, met = set(), set()
    for _, i, k in sorted(pairs, reverse=True):
        if i not in taken and k not in met:
            taken.add(i)
            met.add(k)
            found[i][0].right = True if labels[k]["level"] == "core" else None
    return met


def _dice(row, label: dict) -> float:
    shared = max(0, min(row.end, label["end"]) - max(row.start, label["start"]))
    return 2 * shared / (row.end - row.start + label["end"] - label["start"])


def is_seed(candidate: Candidate) -> bool:
    return candidate.doc_id[:1].isdigit()


def fit(found: list[Candidate]) -> dict[str, float]:
    """Log-odds by name; labels of the seeds weigh more, being few and of the kind of news that is asked for."""
    known = [candidate for candidate in found if candidate.right is not None and candidate.found]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([candidate.values for candidate in known])
    often = np.asarray((table != 0).sum(axis=0)).ravel() >= RARE
    weights = [SEEDS_WEIGHT if is_seed(candidate) else 1.0 for candidate in known]
    model = LogisticRegression(C=STRENGTH, max_iter=5000, fit_intercept=False)
    model.fit(table[:, often], [candidate.right for candidate in known], weights)
    names = vectorizer.get_feature_names_out()[often]
    fitted = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True) if abs(w) >= SMALL}
    return dict.fromkeys(("seen", "seen as such"), 0.0) | fitted if any("seen" in c.values for c in known) else fitted


def scores(found: list[Candidate], weights: dict[str, float]) -> list[float]:
    """Log-odds of each candidate."""
    return [sum(weights.get(name, 0.0) * value for name, value in candidate.values.items()) for candidate in found]


def unseen_scores(found: list[Candidate]) -> list[float]:
    """Log-odds of each candidate by weights that were fitted on other articles."""
    folds = np.array([sorted({c.doc_id for c in found}).index(c.doc_id) % FOLDS for c in found])
    given = np.zeros(len(found))
    for fold in range(FOLDS):
        weights = fit([c for c, own in zip(found, folds, strict=True) if own != fold])
        given[folds == fold] = scores([c for c, own in zip(found, folds, strict=True) if own == fold], weights)
    return given.tolist()


def choose_limit(found: list[Candidate]) -> float:
    """The strictest of the limits that come within half a hundredth of the best F1 on unseen articles.

    F1 is the mean of two kinds of news, the seeds' diplomacy and the campaign, so that the larger does not decide alone.
    """
    scored = list(zip(found, unseen_scores(found), strict=True))
    kinds = [[pair for pair in scored if is_seed(pair[0]) == seed] for seed in (True, False)]
    parted = [tuple(zip(*pairs, strict=True)) for pairs in kinds if pairs]
    reached = {limit: np.mean([f1(*pair, limit)[2] for pair in parted]) for limit in GRID}
    return max(limit for limit in GRID if reached[limit] > max(reached.values()) - CLOSE)


def f1(found: list[Candidate], given: list[float], limit: float) -> tuple[float, float, float]:
    """Precision, recall and F1 over core labels."""
    passed = [
        candidate.right
        for candidate, score in zip(found, given, strict=True)
        if candidate.found and candidate.right is not None and score > limit
    ]
    wanted = sum(candidate.right is True for candidate in found)
    return sum(passed) / max(1, len(passed)), sum(passed) / wanted, 2 * sum(passed) / (len(passed) + wanted)


def read(
    documents: list[Document], labels: list[dict], settings: Settings, encoder: Encoder | None
) -> Iterator[Candidate]:
    """Candidates of documents, a few documents in memory at a time."""
    for start in range(0, len(documents), 8):
        for article in parse(documents[start : start + 8], Settings(quotes="rules")):
            article.settings = settings
            if encoder:
                article.reading = encoder.read_words(article.words)
            yield from candidates(article, [label for label in labels if label["doc"] == article.doc_id])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m analysis.training.judge", description=__doc__)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument(
        "--runs", type=Path, nargs=2, required=True, help="encoders that learnt from tuning, from held out"
    )
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    texts = {article["id"]: article["text"] for article in load_articles(given.polnear / "train.jsonl")}
    halves = json.loads((given.labels / "commitments_documents.json").read_text(encoding="utf-8"))
    labels = [label for path in sorted(given.labels.glob("commitments_*.jsonl")) for label in load_articles(path)]
    gold = load_articles(given.gold / "commitments.jsonl") if given.gold else []
    gold = [label | {"doc": label["doc"].removesuffix(".txt")} for label in gold]
    seeds = [
        document for document in load_corpus(given.seeds)._documents if document.doc_id in {g["doc"] for g in gold}
    ]
    parts = []
    for name, settings in (("with the encoder", Settings()), ("rules alone", Settings(quotes="rules"))):
        found = {}
        for half, run in zip(HALVES, reversed(given.runs), strict=True):
            documents = [Document(key, key, texts[key]) for key in halves[half]]
            encoder = Encoder(run) if settings.quotes == "encoder" else None
            found[half] = list(read(documents, labels, settings, encoder))
        found["seeds"] = list(
            read(seeds, gold, settings, Encoder(given.runs[0]) if settings.quotes == "encoder" else None)
        )
        for fitted, scored in (HALVES, HALVES[::-1]):
            given_scores = scores(found[scored], fit(found[fitted] + found["seeds"]))
            figures = f1(found[scored], given_scores, choose_limit(found[fitted] + found["seeds"]))
            print(name, f"fitted on {fitted}, scored on {scored}: P %.3f R %.3f F1 %.3f" % figures)
        everything = [candidate for half in found.values() for candidate in half]
        weights = fit(everything)
        lines = [f"{json.dumps(key, ensure_ascii=False)} = {value}" for key, value in sorted(weights.items())]
        parts.append("\n".join([f'["{name}"]', f"limit = {choose_limit(everything)}", *lines]))
    given.out.write_text(HEADER + "\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
