"""Words of a text with all that quotation needs of them: offsets, case, paragraph, sentence, quotation marks around.

Neither a parse nor a vocabulary is needed. Offsets are characters of the untouched text.
"""

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

import numpy as np

from .marks import DOUBLE, PARAGRAPH, Quotation, find_quotations

WORD = re.compile(r"''|``|\w+|[^\w\s]")
PLAIN = {**dict.fromkeys([*DOUBLE, "''", "``"], '"'), **dict.fromkeys("‘’‚‛`", "'"), **dict.fromkeys("—–―", "-")}
ABBREVIATIONS = frozenset(
    tomllib.loads((files("analysis") / "data" / "abbreviations.toml").read_text(encoding="utf-8"))[
        "before_a_name_or_number"
    ]
)
DASH, STOPS = "-", frozenset(".?!…")
OUTSIDE, OPENING, INSIDE, CLOSING, NESTED = range(5)


@dataclass(frozen=True)
class Words:
    """Parallel arrays, one entry a word; `quotation` is the number of the outermost quotation around it or -1."""

    text: str
    forms: list[str]
    starts: np.ndarray
    ends: np.ndarray
    paragraph: np.ndarray
    sentence: np.ndarray
    state: np.ndarray
    quotation: np.ndarray
    quotations: list[Quotation]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def lower(self) -> list[str]:
        return [form.lower() for form in self.forms]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the words start to end (exclusive)."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def at(self, offset: int) -> int:
        """The first word that ends after a character."""
        return bisect_right(self._ends, offset)

    @cached_property
    def _ends(self) -> list[int]:
        return self.ends.tolist()


def read_words(text: str) -> Words:
    """The words of a text."""
    spans = [match.span() for match in WORD.finditer(text)]
    starts, ends = np.array(spans, dtype=np.int32).reshape(-1, 2).T.copy()
    forms = [PLAIN.get(form, form) for form in [text[start:end] for start, end in spans]]
    paragraphs = np.array([match.start() for match in PARAGRAPH.finditer(text)], dtype=np.int32)
    paragraph = np.searchsorted(paragraphs, starts, side="right")
    quotations = find_quotations(text)
    state, quotation = _states(text, starts, ends, quotations)
    joined = np.append(starts[1:] == ends[:-1], False)[: len(starts)]
    return Words(
        text, forms, starts, ends, paragraph, _sentences(forms, paragraph, state, joined), state, quotation, quotations
    )


def _states(text, starts, ends, quotations) -> tuple[np.ndarray, np.ndarray]:
    state = np.zeros(len(starts), dtype=np.int8)
    number = np.full(len(starts), -1, dtype=np.int32)
    for k, quotation in enumerate(quotations):
        first, last = np.searchsorted(starts, (quotation.start, quotation.end))
        state[first:last] = NESTED if quotation.level else INSIDE
        if not quotation.level:
            number[first:last] = k
        if quotation.opened:
            state[first] = OPENING
        if quotation.closed and last > first + 1:
            state[last - 1] = CLOSING
    return state, number


def _sentences(forms: list[str], paragraph: np.ndarray, state: np.ndarray, joined: np.ndarray) -> np.ndarray:
    """Number of each word's sentence: full stops end one, but not in a number, after an initial or an abbreviation.

    `joined` says of each word whether no blank parts it from the next.
    """
    opens = np.append(False, paragraph[1:] != paragraph[:-1])[: len(forms)]
    within, here = paragraph.tolist(), state.tolist()
    for at, form in enumerate(forms):
        if form in STOPS and (form != "." or _is_stop(forms, at, joined[at])):
            first = _next_sentence(forms, at, within, here)
            if first is not None:
                opens[first] = True
    return opens.cumsum(dtype=np.int32)


def _is_stop(forms: list[str], at: int, tied: bool) -> bool:
    """Whether a full stop ends a sentence."""
    before, after = forms[at - 1] if at else "", forms[at + 1] if at + 1 < len(forms) else ""
    decimal = tied and before.isdigit() and after.isdigit()
    return not (decimal or before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isupper()))


def _next_sentence(forms: list[str], stop: int, paragraph: list[int], state: list[int]) -> int | None:
    """The word that a sentence begins with after a stop, closing marks passed over; None where it goes on, or ends a paragraph."""
    for at in range(stop + 1, len(forms)):
        if paragraph[at] != paragraph[stop]:
            return None
        if _begins(forms[at], state[at]):
            return at
        if forms[at] in STOPS or not (state[at] == CLOSING or forms[at] in ")]"):
            return None
    return None


def _begins(form: str, state: int) -> bool:
    return not (state == CLOSING or form in ")].?!…,;:-" or form[0].islower())
