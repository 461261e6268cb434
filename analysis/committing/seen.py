"""What the quote encoder sees of acts: how likely a stretch of text is evidence of one.

The encoder's `act` head was fitted on labelled commitments together with the quotations (`analysis.training`). It knows
words, not grammar; `screen` weighs what it says with what the parse says.
"""

import math
from dataclasses import dataclass

from ..quoting.encoder import ACTS, STEP, Reading
from ..quoting.words import Words

LEAST = 0.002


@dataclass(frozen=True)
class Seen:
    """The encoder's chances of acts, word by word, asked by offsets."""

    words: Words
    reading: Reading

    def evidence(self, act: str, start: int, end: int) -> dict[str, float]:
        """Log-odds that the stretch is evidence of any act, and of this one: their means over its words."""
        first = self.words.at(start)
        rows = self.reading.act[first : max(first + 1, self.words.at(end - 1) + 1)]
        sums, most = rows.sum(axis=0).tolist(), len(rows) * STEP
        return {"seen": _logit(1 - sums[0] / most), "seen as such": _logit(sums[ACTS.index(act)] / most)}


def _logit(chance: float) -> float:
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance / (1 - chance))
