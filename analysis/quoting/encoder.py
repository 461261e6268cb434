"""The quote encoder: which words attribute (cues), and for each cue which words are its source and its content.

all-MiniLM-L6-v2 fine-tuned on PolNeAR by `analysis.training`. It sees words only: word pieces, case, and where the
words stand to quotation marks. Its linear layers multiply integers small enough to be exact on every processor, and what lies
between them adds up in one order everywhere (`analysis.training.export`); windows are read one at a time. So a text's
reading does not depend on the processor (x86-64 with AVX2), the number of threads or the articles beside it.

>>> readings = Encoder().read(["“No,” he said."])
"""

import hashlib
import itertools
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from ..bulk.machine import cores
from .words import Words, read_words

PIECES = 256
LONGEST_WORD = 8
REACH = 150
STEP = 1000
# the sum and its norm in one take onnxruntime seven times as long as one after the other
SLOWER_FUSED = ["SkipLayerNormFusion"]
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
CASES, STATES = 4, 5
ACTS = ("none", "commit", "offer", "consider", "refuse", "demand", "status")
NO_WORD = CASES * STATES
WEIGHTS = files("analysis") / "weights"


@dataclass(frozen=True)
class Window:
    """Words [start, end) that are read together; of these the window answers for [first, last)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Reading:
    """What the encoder saw in a text, in thousandths: one row a word, and one stretch of rows a possible cue.

    cue: words x (outside, begins, goes on). act: words x ACTS, the act that each word is evidence for. at: word that begins each possible cue. Words `reach[k] : reach[k] +
    rows[k + 1] - rows[k]` have probabilities (source, content) for cue k in `relation[rows[k] : rows[k + 1]]`.
    """

    cue: np.ndarray
    act: np.ndarray
    at: np.ndarray
    reach: np.ndarray
    rows: np.ndarray
    relation: np.ndarray


def case(form: str) -> int:
    """0 lower, 1 Capitalised, 2 UPPER, 3 mixed or no letters."""
    return 0 if form.islower() else 2 if form.isupper() and len(form) > 1 else 1 if form[:1].isupper() else 3


def features(words: Words) -> list[int]:
    """Case and place in quotation of each word, as one number."""
    return [case(form) * STATES + int(state) for form, state in zip(words.forms, words.state, strict=False)]


def distance(words: np.ndarray) -> np.ndarray:
    """Signed distances in 64 buckets, finer near zero."""
    size = np.abs(words)
    far = 10 + (4 * np.log2(np.maximum(size, 10) / 10 + 1e-9)).astype(np.int64)
    return np.minimum(31, np.where(size < 10, size, far)) + 32 * (words < 0)


def bounds(words: Words, window: Window, cue: int) -> tuple[int, int]:
    """The words a cue may reach: its paragraph, 150 words either way."""
    low, high = np.searchsorted(words.paragraph, (words.paragraph[cue], words.paragraph[cue] + 1))
    return max(int(low), window.start, cue - REACH), min(int(high), window.end, cue + REACH)


def windows(words: Words, lengths: list[int], overlap: bool = True, size: int = PIECES - 2) -> list[Window]:
    """Whole paragraphs packed into windows; a longer paragraph in windows that, if so wished, overlap by a third."""
    found, total = [], np.concatenate([[0], np.cumsum(lengths)])
    edges = np.flatnonzero(np.diff(words.paragraph, prepend=-1, append=-1)) if len(words) else []
    for start, end in itertools.pairwise(edges):
        start, end = int(start), int(end)
        if total[end] - total[start] > size:
            found += _pieces(words, total, start, end, size, overlap)
        elif found and found[-1].first == found[-1].start and total[end] - total[found[-1].start] <= size:
            found[-1] = Window(found[-1].start, end, found[-1].start, end)
        else:
            found.append(Window(start, end, start, end))
    return found


def _pieces(words: Words, total: np.ndarray, start: int, end: int, size: int, overlap: bool) -> list[Window]:
    pieces = []
    low = start
    while True:
        high = min(end, int(np.searchsorted(total, total[low] + size, side="right")) - 1)
        pieces.append((low, high))
        if high == end:
            break
        resume = max(
            low + 1, int(np.searchsorted(total, (total[low] + 2 * total[high]) // 3 if overlap else total[high]))
        )
        begins = [i for i in range(max(low + 1, resume - 40), resume) if words.sentence[i] != words.sentence[i - 1]]
        low = begins[-1] if begins else resume
    cuts = [start, *((b + c) // 2 for (_, b), (c, _) in itertools.pairwise(pieces)), end]
    return [Window(low, high, cuts[k], cuts[k + 1]) for k, (low, high) in enumerate(pieces)]


class Pieces:
    """Word pieces of words, each word looked up once."""

    def __init__(self, tokenizer):
        self._tokenizer = tokenizer
        self.first, self.last, self.unknown = map(tokenizer.token_to_id, (FIRST, LAST, UNKNOWN))
        self.of = lru_cache(maxsize=30_000)(self._of)

    def _of(self, form: str) -> tuple[int, ...]:
        safe = form.encode("utf-8", "replace").decode()
        ids = self._tokenizer.encode(safe, add_special_tokens=False).ids[:LONGEST_WORD]
        return tuple(ids) or (self.unknown,)


class Encoder:
    """Reads texts; made once a process by `load_encoder`. `threads=None` leaves half of the cores to the parse."""

    def __init__(self, folder=WEIGHTS, threads: int | None = None):
        import onnxruntime
        from tokenizers import Tokenizer

        card = json.loads((folder / "quotes.json").read_text(encoding="utf-8"))
        self.version = card["sha256"]["quotes.onnx"]
        data = {name: _checked(folder, name, sha256) for name, sha256 in card["sha256"].items()}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or cores() - cores() // 2
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            data["quotes.onnx"], options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER_FUSED
        )
        self._pieces = Pieces(Tokenizer.from_str(data["quotes-tokenizer.json"].decode("utf-8")))

    def read(self, texts: list[str]) -> list[Reading]:
        """One reading a text."""
        return [self.read_words(read_words(text)) for text in texts]

    def read_words(self, words: Words) -> Reading:
        """The reading of a text whose words are known."""
        pieces = [self._pieces.of(form) for form in words.forms]
        shapes = features(words)
        parts = windows(words, [len(ids) for ids in pieces])
        cue = np.zeros((len(words), 3), dtype=np.float32)
        cue[:, 0] = 1
        act = np.zeros((len(words), len(ACTS)), dtype=np.float32)
        act[:, 0] = 1
        stretches = []
        for window, probabilities, acts, states, head in self._run(parts, pieces, shapes):
            own = slice(window.first - window.start, window.last - window.start)
            cue[window.first : window.last], act[window.first : window.last] = probabilities[own], acts[own]
            for begin in np.flatnonzero(probabilities[own, 1] >= 20 / STEP) + window.first:
                low, high = bounds(words, window, begin)
                stretches.append((int(begin), low, _relate(words, states, window.start, int(begin), low, high, head)))
        return _reading(cue, act, stretches)

    def _run(self, parts, pieces, shapes):
        """Each window with its words' probabilities of cues and acts, and projections. One at a time: none is padded to another."""
        for window in parts:
            ids, looks, places = layout(window, pieces, shapes, self._pieces)
            given = {"ids": np.array([ids]), "shape": np.array([looks])}
            cue, act, states, *head = self._session.run(None, given)
            yield window, cue[0, places], act[0, places], states[0, places], head


def layout(window: Window, pieces, shapes, vocabulary: Pieces) -> tuple[list[int], list[int], list[int]]:
    """Piece ids and shapes of a window, and the place of each word's first piece."""
    ids, looks, places = [vocabulary.first], [NO_WORD], []
    for i in range(window.start, window.end):
        places.append(len(ids))
        ids += pieces[i]
        looks += [shapes[i]] * len(pieces[i])
    return [*ids, vocabulary.last], [*looks, NO_WORD], places


def _relate(words, states, offset, cue, low, high, head) -> np.ndarray:
    """(source, content) probabilities of words low to high for one cue."""
    by_distance, by_sentence, readout, bias = head
    word, begin, gate, gated = np.split(states, 4, axis=1)
    at, span = cue - offset, slice(low - offset, high - offset)
    places = distance(np.arange(low, high) - cue)
    apart = np.clip(words.sentence[low:high] - words.sentence[cue], -2, 2) + 2
    hidden = word[span] + begin[at] + gate[span] * gated[at] + by_distance[places] + by_sentence[apart]
    scores = np.maximum(hidden, 0) @ readout + bias
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers[:, 1:] / powers.sum(axis=1, keepdims=True)


def _reading(cue: np.ndarray, act: np.ndarray, stretches: list) -> Reading:
    sizes = [len(probabilities) for _, _, probabilities in stretches]
    relation = np.concatenate([p for _, _, p in stretches]) if stretches else np.zeros((0, 2))
    return Reading(
        cue=np.rint(cue * STEP).astype(np.int16),
        act=np.rint(act * STEP).astype(np.int16),
        at=np.array([begin for begin, _, _ in stretches], dtype=np.int32),
        reach=np.array([low for _, low, _ in stretches], dtype=np.int32),
        rows=np.cumsum([0, *sizes]).astype(np.int32),
        relation=np.rint(relation * STEP).astype(np.int16),
    )


def _checked(folder, name: str, sha256: str) -> bytes:
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{name} is damaged: its checksum is not the one in quotes.json. Reinstall the package.")
    return data


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The encoder that the package ships, loaded once a process."""
    return Encoder()
