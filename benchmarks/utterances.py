"""What does it cost to find one utterance in many articles? `python -m benchmarks.utterances [MOST]`

Made-up quotations: sentences drawn from a vocabulary with the frequencies of a natural language (Zipf), every fifth
one reported again by another article, verbatim, abridged, or with every sixth word replaced. Cost (processor seconds,
one core) is given per number of quotations, with the share of the pairs planted that were found and the share of the
pairs found that were planted.
"""

import random
import sys
import time
from itertools import accumulate, combinations

from analysis.rows import Quote
from analysis.speaking.utterances import groups

SIZES = (1_000, 5_000, 10_000, 20_000, 50_000)


def vocabulary(chance: random.Random, size: int = 20_000) -> tuple[list[str], list[float]]:
    letters, vowels = "bcdfghklmnprstvw", "aeiou"
    words = [
        "".join(chance.choice(letters) + chance.choice(vowels) for _ in range(chance.randint(1, 4)))
        for _ in range(size)
    ]
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(size)))


def quotations(count: int, seed: int = 0) -> tuple[list[Quote], dict[str, str], set]:
    """Quotes, texts of their documents, and the pairs of ids that report one utterance."""
    chance = random.Random(seed)
    words, weights = vocabulary(chance)
    quotes, texts, planted, recent = [], {}, set(), []
    for number in range(count):
        if recent and number % 5 == 0:
            original, speaker, said = chance.choice(recent)
            sentence = list(said)
            way = chance.randrange(3)
            if way == 1:
                sentence = sentence[: max(8, len(sentence) * 2 // 3)]
            if way == 2:
                sentence = [chance.choice(words) if i % 6 == 5 else word for i, word in enumerate(sentence)]
        else:
            original, speaker = None, f"Speaker {chance.randrange(max(1, count // 20))}"
            sentence = chance.choices(words, cum_weights=weights, k=chance.randint(10, 35))
        doc_id, text = f"{number:06}", " ".join(sentence)
        texts[doc_id] = text
        quotes.append(
            Quote.model_construct(
                doc_id=doc_id,
                quote_id=f"{doc_id}-q0",
                start=0,
                end=len(text),
                text=text,
                content=[(0, len(text))],
                speakers=[speaker],
                speaker_kind="person",
                same_as=None,
            )
        )
        if original:
            planted.add((original, f"{doc_id}-q0"))
        else:
            recent = [*recent[-500:], (f"{doc_id}-q0", speaker, sentence)]
    return quotes, texts, planted


def measure(most: int) -> None:
    """Print the table up to so many quotations."""
    print(f"{'quotations':>10} {'seconds':>8} {'ms each':>8} {'found':>6} {'right':>6}")
    for size in (size for size in SIZES if size <= most):
        quotes, texts, planted = quotations(size)
        begin = time.process_time()
        found = groups(quotes, texts, {})
        seconds = time.process_time() - begin
        together = {quote.quote_id: number for number, members in enumerate(found) for quote in members}
        hits = sum(a in together and together[a] == together.get(b) for a, b in planted)
        pairs = {pair for members in found for pair in combinations([quote.quote_id for quote in members], 2)}
        copies = {}
        for a, b in planted:
            copies.setdefault(a, a)
            copies[b] = a
        right = sum(copies.get(a, a) == copies.get(b, b) for a, b in pairs)
        print(
            f"{size:10,} {seconds:8.1f} {1000 * seconds / size:8.2f} {hits / len(planted):6.3f}"
            f" {right / max(1, len(pairs)):6.3f}",
            flush=True,
        )


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
