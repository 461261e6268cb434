"""What each rule of the craft is worth: F1 with all rules, and the loss where one is left out.

python -m benchmarks.quotes_ablation ARTICLES.jsonl [--method encoder|rules]
"""

import argparse

from analysis.quoting.craft import RULES

from . import quotes_score as score
from .quotes_data import load, quotes, read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--method", default="encoder", choices=("encoder", "rules"))
    given = parser.parse_args()
    articles = load(given.articles)
    readings = read(articles, given.method)

    def run(*without: str) -> list:
        return [score.judge(a, quotes(r, frozenset(without)))[1] for a, r in zip(articles, readings, strict=True)]

    whole = run()
    low, high = score.interval(whole)
    print(score.line("all rules", whole), f"  95% of all: {low:.1f}–{high:.1f}")
    for name in RULES:
        print(score.line(f"without {name}", run(name)))
    print(score.line("without any", run(*RULES)))


if __name__ == "__main__":
    main()
