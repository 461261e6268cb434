"""Fits the weights of the confidence and prints how often attributions of each confidence were right.

    python -m benchmarks.quotes_confidence ARTICLES.jsonl [--method encoder|rules]

The table is cross-validated over articles: each is judged by weights fitted on the others. The weights printed last go
to analysis/data/confidence.toml.
"""

import argparse

import numpy as np

from analysis.quoting.confidence import depths, evidence
from analysis.quoting.craft import attribute
from analysis.quoting.drafts import Encoded
from analysis.quoting.rules import Parsed
from analysis.quoting.words import read_words

from . import quotes_score as score
from .quotes_data import load, read


def rows(article: dict, given: dict) -> list[tuple[dict, bool]]:
    """Evidence and verdict of each attribution that counts."""
    words = read_words(article["text"])
    found = Encoded(words, given["reading"]) if "reading" in given else Parsed(words, given["doc"])
    drafts = attribute(words, found)
    quotes = [
        {"content": [words.span(*p) for p in draft.content], "source": [words.span(*p) for p in draft.source]}
        for draft in drafts
    ]
    verdicts, _ = score.judge(article, quotes)
    depth = depths(words, drafts)
    seen = [evidence(words, draft, depth) for draft in drafts]
    return [(s, verdict) for s, verdict in zip(seen, verdicts, strict=True) if verdict is not None]


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Logistic regression by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - ridge * weights
        weights += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights)), slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--method", default="encoder", choices=("encoder", "rules"))
    given = parser.parse_args()
    articles = load(given.articles)
    parts = [rows(a, r) for a, r in zip(articles, read(articles, given.method), strict=True)]
    fold = np.array([k % 5 for k, part in enumerate(parts) for _ in part])
    names = list(next(seen for part in parts for seen, _ in part))
    x = np.array([[seen[name] for name in names] for part in parts for seen, _ in part])
    y = np.array([verdict for part in parts for _, verdict in part], dtype=float)
    chance = np.zeros(len(y))
    for k in range(5):
        chance[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    print("confidence  attributions  said  right")
    error = 0.0
    for low in range(10):
        at = (chance >= low / 10) & (chance < low / 10 + 0.1)
        if at.any():
            error += at.sum() * abs(chance[at].mean() - y[at].mean()) / len(y)
            print(
                f"{low / 10:.1f}–{low / 10 + 0.1:.1f}     {at.sum():8d}      {chance[at].mean():.2f}  {y[at].mean():.2f}"
            )
    print(f"mean distance of said from right: {error:.3f}")
    print(f"\n[{given.method}]")
    for name, weight in zip(names, fit(x, y), strict=True):
        print(f'"{name}" = {weight:.3f}' if " " in name else f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main()
