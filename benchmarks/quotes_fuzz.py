"""Quotes in mutated articles: marks deleted, doubled, swapped; lines joined and cut. Nothing may fail, no offset stray.

python -m benchmarks.quotes_fuzz FOLDER|ARTICLES.jsonl [--count 20000] [--seed 1]
"""

import argparse
import itertools
import random
import re
import time
from pathlib import Path

from analysis.quoting.encoder import load_encoder
from analysis.quoting.marks import find_quotations
from analysis.quoting.quotes import attributions, kind

from .quotes_data import load

MARK = re.compile("''|``|[\"“”„«»'‘’`]")
MARKS = ["", '"', "“", "”", "''", "``", "'", "‘", "’", "«", "»", "„", '""', "“”"]


def mutate(text: str, order: random.Random) -> str:
    """The text with some of its marks, lines and characters changed, cut to a window now and then."""
    share = order.choice([0.05, 0.3, 1.0])
    text = MARK.sub(lambda m: order.choice(MARKS) if order.random() < share else m.group(), text)
    if order.random() < 0.5:
        text = re.sub(r"\n+", lambda m: order.choice([" ", "", "\n", "\r\n", "\u2028", m.group()]), text)
    for _ in range(order.choice([0, 0, 1, 5, 20])):
        at = order.randrange(len(text) + 1)
        text = text[:at] + order.choice(["\n", '"', "”", "\ud800", "\u200b", "é", "́", "—", "\x00", " "]) + text[at:]
    if order.random() < 0.5:
        start = order.randrange(len(text) + 1)
        text = text[start : start + order.choice([0, 1, 5, 200, 1500])]
    return text


def check(text: str, reading) -> int:
    """The number of attributions; an AssertionError where one strays from the text."""
    marked = find_quotations(text)
    for quotation in marked:
        assert 0 <= quotation.start < quotation.end <= len(text), quotation
    found = attributions(text, reading)
    for one in found:
        assert one.content and 0 <= one.confidence <= 1, one
        kind(text, one.content, marked)
        for spans in (one.content, one.cue, one.source):
            assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans), one
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), one
    return len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", help="folder of .txt files, or a .jsonl file with text")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    path, order, encoder = Path(given.articles), random.Random(given.seed), load_encoder()
    texts = (
        [p.read_text("utf-8") for p in sorted(path.glob("*.txt"))]
        if path.is_dir()
        else [a["text"] for a in load(given.articles)]
    )
    total, began = 0, time.perf_counter()
    for number in range(1, given.count + 1):
        text = mutate(order.choice(texts), order)
        try:
            total += check(text, encoder.read([text])[0])
        except Exception:
            print(f"article {number} of seed {given.seed} failed: {text[:300]!r}")
            raise
        if number % 1000 == 0:
            print(f"{number} articles, {total} attributions, {time.perf_counter() - began:.0f} s", flush=True)
    print(f"{given.count} articles ran clean: {total} attributions")


if __name__ == "__main__":
    main()
