"""What is known of a name's place in the text while it is being resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .gazetteer import Known
from .titles import Title

OTHERS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
THINGS = frozenset({"EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
NAMED = THINGS | {"PERSON", "GPE", "ORG", "LOC", "FAC", "NORP"}
_CAPITAL = re.compile(r"[A-ZÀ-ÞĀ-ž](?<![\w.].)[\w’'-]*")


@dataclass(slots=True)
class Mention:
    """A name's place in the text and, once resolved, what it stands for."""

    start: int
    end: int
    label: str
    text: str
    known: Known | None = None
    title: Title | None = None
    name: str = ""
    basis: str = ""


def uncovered(text: str, mentions: list[Mention]) -> Iterator[tuple[int, str]]:
    """Words with a capital that stand in no mention: where each begins, and the word without its possessive."""
    ends = iter([(mention.start, mention.end) for mention in mentions] + [(len(text) + 1, len(text) + 1)])
    start, end = next(ends)
    for at, last, word in _capitals(text):
        while end <= at:
            start, end = next(ends)
        if last <= start:
            yield at, word


@lru_cache(maxsize=1)
def _capitals(text: str) -> list[tuple[int, int, str]]:
    """Start and end of each word with a capital, and the word without its possessive."""
    found = [(*match.span(), match[0]) for match in _CAPITAL.finditer(text)]
    return [
        (start, end, word[:-2] if word[-2:] in ("'s", "’s") else word[:-1] if word[-1] in "'’" else word)
        for start, end, word in found
    ]
