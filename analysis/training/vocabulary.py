"""The base encoder's vocabulary, trimmed to what English news needs."""

import json
from collections import Counter

from tokenizers import Tokenizer

from ..quoting.encoder import FIRST, LAST, UNKNOWN
from ..quoting.words import read_words

SIZE, SEEN = 11_500, 5


def trim(path, texts: list[str]) -> tuple[Tokenizer, list[int]]:
    """A tokenizer with 11,500 pieces, and their ids in the base vocabulary.

    Kept are single characters of Latin script, pieces seen five times in the texts, and then the most frequent of
    English at large, which is the order of the base vocabulary. Other words fall apart into kept pieces.
    """
    tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    seen = Counter()
    for text in texts:
        for form, count in Counter(read_words(text).forms).items():
            for piece in tokenizer.encode(form, add_special_tokens=False).ids:
                seen[piece] += count
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    letters = {i for piece, i in pieces if len(piece.removeprefix("##")) == 1 and piece[-1] < "\u0250"}
    needed = {i for piece, i in pieces if piece in (FIRST, LAST, UNKNOWN)} | letters
    needed |= {i for i, count in seen.items() if count >= SEEN}
    common = [i for piece, i in pieces if i not in needed and piece.removeprefix("##").isascii() and piece[0] != "["]
    kept = sorted(needed | set(common[: max(0, SIZE - len(needed))]))
    names = {i: piece for piece, i in pieces}
    form = json.loads(tokenizer.to_str())
    form["model"]["vocab"] = {names[i]: new for new, i in enumerate(kept)}
    form["post_processor"], form["added_tokens"] = None, []
    return Tokenizer.from_str(json.dumps(form, ensure_ascii=False)), kept
