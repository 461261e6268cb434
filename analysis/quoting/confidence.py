"""How likely an attribution is right: a logistic function of what speaks for it, fitted on articles kept from training.

"Right" means that the content overlaps the annotators' by half and the source by a character. The weights stand in
`data/confidence.toml`; `benchmarks/quotes_confidence.py` fits them and prints how often each tenth came true.
"""

import math
import tomllib
from functools import lru_cache
from importlib.resources import files

import numpy as np

from .drafts import Draft
from .words import Words


@lru_cache
def _weights() -> dict[str, dict[str, float]]:
    return tomllib.loads((files("analysis") / "data" / "confidence.toml").read_text(encoding="utf-8"))


def depths(words: Words, drafts: list[Draft]) -> np.ndarray:
    """In how many contents each word stands."""
    found = np.zeros(len(words), dtype=int)
    for start, end in (part for draft in drafts for part in draft.content):
        found[start:end] += 1
    return found


def evidence(words: Words, draft: Draft, depth: np.ndarray) -> dict[str, float]:
    """What speaks for and against an attribution, each about zero to a few units large; `depth` as `depths` gives it."""
    length = sum(end - start for start, end in draft.content)
    inside = sum(int((words.quotation[slice(*part)] >= 0).sum()) for part in draft.content)
    at = draft.cue[0]
    return {
        "always": 1.0,
        "cue": _logit(draft.chance),
        "source": _logit(draft.evidence.get("source", 0.5)),
        "content": _logit(draft.evidence.get("content", 0.5)),
        "quoted": inside / length,
        "length": math.log1p(length) - 2.5,
        "faint cue": float(draft.basis == "faint cue"),
        "byline": float(draft.basis in ("byline", "transcript")),
        "goes on": float(draft.basis == "goes on"),
        "nested": float(depth[at] > sum(start <= at < end for start, end in draft.content)),
    }


def _logit(chance: float) -> float:
    bounded = min(max(chance, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))


def confidence(method: str, seen: dict[str, float]) -> float:
    """Calibrated probability, two digits; `method` is encoder or rules."""
    weights = _weights()[method]
    score = sum(weights.get(name, 0.0) * value for name, value in seen.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 2)
