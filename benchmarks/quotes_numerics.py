"""Is a reading the same everywhere? Readings with one and two threads compared, distances of decisions from thresholds.

    python -m benchmarks.quotes_numerics ARTICLES.jsonl [--first 20]

Integer products are exact, but a last bit of difference before one may round to another integer, and grow: two graphs that
differed in nothing but the order of their sums had one row in fifty different. So the graph keeps to one order (see
`analysis.training.export`). Readings are kept in thousandths; a decision can flip only where a probability lies within
rounding of its threshold.
"""

import argparse
import time

import numpy as np

from analysis.quoting.drafts import CUE
from analysis.quoting.encoder import STEP, Encoder
from analysis.quoting.quotes import attributions

from .quotes_data import load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--first", type=int, default=20)
    given = parser.parse_args()
    texts = [article["text"] for article in load(given.articles)[: given.first]]
    words = sum(len(text.split()) for text in texts)
    one, two = Encoder(threads=1), Encoder(threads=2)
    began = time.process_time()
    readings = one.read(texts)
    middle = time.process_time()
    for text, reading in zip(texts, readings, strict=True):
        attributions(text, reading)
    ended = time.process_time()
    print(
        f"encoder {words / (middle - began):,.0f} and decoding {words / (ended - middle):,.0f} words a second of one core"
    )
    pairs = zip(readings, two.read(texts), strict=True)
    same = sum(all(np.array_equal(vars(a)[name], vars(b)[name]) for name in vars(a)) for a, b in pairs)
    print(f"{same} of {len(texts)} readings are identical with one thread and with two")
    chances = np.concatenate([1 - reading.cue[:, 0] / STEP for reading in readings])
    likely = chances[chances > 0.02]
    for near in (0.001, 0.005, 0.02):
        print(f"cues within {near} of the threshold {CUE}: {(np.abs(likely - CUE) <= near).sum()} of {len(likely)}")


if __name__ == "__main__":
    main()
