"""Systems for quote attribution side by side: F1 by sort of quote, and words a second on one core.

    python -m benchmarks.quotes_systems ARTICLES.jsonl

Words a second count everything a system needs, the parse included. What is not installed is skipped with its reason.
"""

import argparse
import time

from analysis.model import load_model
from analysis.quoting.encoder import load_encoder
from analysis.quoting.quotes import attributions

from . import quotes_score as score
from .quotes_data import load


def encoder():
    """The package's default."""
    reader = load_encoder()
    return lambda text: [vars(found) for found in attributions(text, reader.read([text])[0])]


def rules():
    """The package without weights."""
    nlp = load_model()
    return lambda text: [vars(found) for found in attributions(text, doc=nlp(text))]


def textacy():
    """textacy's direct_quotations: needs marks that pair."""
    from textacy.extract import direct_quotations

    nlp = load_model()

    def run(text: str) -> list[dict]:
        doc = nlp(text)
        return [
            {
                "source": [(t.idx, t.idx + len(t)) for t in found.speaker],
                "cue": [(t.idx, t.idx + len(t)) for t in found.cue],
                "content": [(found.content.start_char, found.content.end_char)],
            }
            for found in direct_quotations(doc)
        ]

    return run


def sayswho():
    """sayswho's Attributor."""
    from sayswho import SaysWho

    def run(text: str) -> list[dict]:
        found = SaysWho(text)
        return [
            {
                "source": [(t.idx, t.idx + len(t)) for t in quote.speaker],
                "cue": [(t.idx, t.idx + len(t)) for t in quote.cue],
                "content": [(quote.content.start_char, quote.content.end_char)],
            }
            for quote in found.quotes
        ]

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--only", nargs="*", help="names of the systems to run")
    given = parser.parse_args()
    articles = load(given.articles)
    words = sum(len(article["text"].split()) for article in articles)
    for system in (textacy, sayswho, rules, encoder):
        if given.only and system.__name__ not in given.only:
            continue
        try:
            find = system()
            find("“No,” he said.")
        except Exception as error:
            print(f"{system.__name__:28}skipped: {type(error).__name__}: {error}")
            continue
        counts, failed, began = [], 0, time.perf_counter()
        for article in articles:
            try:
                found = find(article["text"])
            except Exception:
                found, failed = [], failed + 1
            counts.append(score.judge(article, found)[1])
        speed = words / (time.perf_counter() - began)
        low, high = score.interval(counts)
        given_up = f"  gave up on {failed} of {len(articles)} articles" if failed else ""
        print(
            f"{score.line(system.__name__, counts)}  95% of all: {low:.1f}–{high:.1f}  {speed:,.0f} words/s{given_up}"
        )


if __name__ == "__main__":
    main()
