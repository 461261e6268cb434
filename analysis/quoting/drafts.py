"""From the encoder's probabilities to drafts of attributions: cue, source, content, as ranges of words."""

from dataclasses import dataclass, field
from itertools import groupby
from statistics import fmean

import numpy as np

from .encoder import STEP, Reading
from .words import Words

CUE, NEXT_CUE, FAINT_SOURCE, SMOOTHING = 0.38, 0.6, 0.2, 0.3
MOVES = SMOOTHING * np.log(np.array([[0.97, 0.01, 0.02], [0.3, 0.69, 0.01], [0.05, 0.005, 0.945]]))

Range = tuple[int, int]


@dataclass
class Draft:
    """One attribution in the making: ranges of words, and how sure the cue is."""

    cue: Range
    source: list[Range]
    content: list[Range]
    chance: float
    basis: str = "cue"
    evidence: dict = field(default_factory=dict)

    @property
    def words(self) -> set[int]:
        return {word for start, end in self.content for word in range(start, end)}


def ranges(numbers) -> list[Range]:
    """Runs of consecutive numbers, as ranges."""
    found = []
    for number in sorted(numbers):
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


class Encoded:
    """What the encoder's reading of a text says about its cues."""

    def __init__(self, words: Words, reading: Reading):
        self.words, self.reading = words, reading
        neither = np.maximum(STEP - reading.relation.sum(axis=1), 0)
        self._chances = np.column_stack([neither, reading.relation]) / STEP
        self._scores = np.log(self._chances + 1e-6)
        self._labels = self._scores.argmax(axis=1)
        leads = self._scores.max(axis=1, keepdims=True) - self._scores
        self._unsure = (leads <= _SAVED[self._labels]).any(axis=1)
        self.cue = reading.cue / STEP
        self.chance = 1 - self.cue[:, 0]
        self._number = {int(word): k for k, word in enumerate(reading.at)}

    def drafts(self) -> list[Draft]:
        """A draft for each word or run of words that is rather a cue than not."""
        found = []
        for start, end in ranges(np.flatnonzero(self.chance > CUE).tolist()):
            begins = [start, *(i for i in range(start + 1, end) if self.cue[i, 1] > NEXT_CUE)]
            found += [self.draft(begin, stop) for begin, stop in zip(begins, [*begins[1:], end], strict=False)]
        return [draft for draft in found if draft]

    def draft(self, start: int, end: int | None = None) -> Draft | None:
        """The attribution whose cue begins at a word, or None where the encoder saw no cue there at all."""
        end = end or start + 1
        anchor = start + int(self.cue[start:end, 1].argmax())
        if anchor not in self._number:
            return None
        k = self._number[anchor]
        low, own = int(self.reading.reach[k]), slice(self.reading.rows[k], self.reading.rows[k + 1])
        chances, labels, unsure = self._chances[own], self._labels[own].copy(), self._unsure[own].copy()
        cue = slice(max(start - low, 0), end - low)
        labels[cue], unsure[cue] = 0, False
        if unsure.any():
            _smooth(labels, np.flatnonzero(unsure).tolist(), self._scores[own])
        source, content = _parts(labels.tolist(), low)
        source = self._whole(source)
        content = [part for part in content if any(self.words.forms[i].isalnum() for i in range(*part))]
        if not source and content:
            faint = chances[:, 1] > FAINT_SOURCE
            faint[cue] = False
            source = ranges((np.flatnonzero(faint) + low).tolist())
            source.sort(key=lambda part: -chances[part[0] - low : part[1] - low, 1].max())
        source.sort(key=lambda part: min(abs(part[0] - anchor), abs(part[1] - anchor)))
        shares = chances.tolist()
        seen = {"source": [share[1] for a, b in source[:1] for share in shares[a - low : b - low]]}
        seen["content"] = [share[2] for a, b in content for share in shares[a - low : b - low]]
        evidence = {role: fmean(found) if found else 0.0 for role, found in seen.items()}
        return Draft((start, end), source[:1], content, float(self.chance[start:end].max()), evidence=evidence)

    def _whole(self, parts: list[Range]) -> list[Range]:
        """Parts of one name that only stops and apostrophes keep apart: Mr . Obama, O ' Reilly."""
        joined = []
        for start, end in parts:
            if (
                joined
                and start - joined[-1][1] <= 2
                and not any(self.words.forms[i].isalnum() for i in range(joined[-1][1], start))
            ):
                start = joined.pop()[0]
            joined.append((start, end))
        return joined


def _parts(labels: list[int], low: int) -> tuple[list[Range], list[Range]]:
    """The runs of source and of content, the first label being that of the word `low`."""
    found, at = ([], [], []), low
    for label, run in groupby(labels):
        end = at + sum(1 for _ in run)
        found[label].append((at, end))
        at = end
    return found[1], found[2]


def _smooth(labels: np.ndarray, unsure: list[int], scores: np.ndarray) -> None:
    """Set the labels of the unsure words so that the sequence is the best (Viterbi), where changes of label cost a little."""
    for start, end in ranges(unsure):
        before = labels[start - 1] if start else None
        after = labels[end] if end < len(labels) else None
        labels[start:end] = _best_labels(scores[start:end].tolist(), before, after)


def _most_saved() -> np.ndarray:
    """What another label at one word (column) than a given one (row) saves at most in changes: a label with a larger
    lead over the others stands, whatever its neighbours are.
    """
    into = (MOVES[:, None, :] - MOVES[:, :, None]).max(axis=0)
    out = (MOVES[None, :, :] - MOVES[:, None, :]).max(axis=2)
    saved = np.maximum(into, 0) + np.maximum(out, 0)
    np.fill_diagonal(saved, -1)
    return saved


_SAVED, _COSTS = _most_saved(), MOVES.T.tolist()


def _best_labels(rows: list[list[float]], before: int | None, after: int | None) -> list[int]:
    """The best labels of some words between two that are known."""
    score = rows[0] if before is None else [costs[before] + here for costs, here in zip(_COSTS, rows[0], strict=True)]
    back = []
    for row in rows[1:]:
        x, y, z = score
        score, choice = [], []
        for (a, b, c), here in zip(_COSTS, row, strict=True):
            p, q, r = x + a, y + b, z + c
            if p >= q and p >= r:
                top, label = p, 0
            elif q >= r:
                top, label = q, 1
            else:
                top, label = r, 2
            score.append(top + here)
            choice.append(label)
        back.append(choice)
    if after is not None:
        score = [sofar + cost for sofar, cost in zip(score, _COSTS[after], strict=True)]
    labels = [score.index(max(score))]
    for choice in reversed(back):
        labels.append(choice[labels[-1]])
    return labels[::-1]
