"""What the rules of quotation work on: the words of a text, its outermost quotations, and the drafts so far."""

from dataclasses import dataclass

import numpy as np

from .drafts import Draft, Range, ranges
from .words import Words


@dataclass
class Scene:
    """The words of a text, its evidence for cues (`chance`, `draft`), the outermost quotations as ranges of words."""

    words: Words
    evidence: object
    drafts: list[Draft]

    def __post_init__(self):
        numbers, first = np.unique(self.words.quotation, return_index=True)
        from_end = np.unique(self.words.quotation[::-1], return_index=True)[1]
        edges = zip(numbers.tolist(), first.tolist(), (len(self.words) - from_end).tolist(), strict=True)
        self.quotations: list[Range] = [(start, end) for number, start, end in edges if number >= 0]

    def paragraph(self, word: int) -> Range:
        low, high = np.searchsorted(self.words.paragraph, (self.words.paragraph[word], self.words.paragraph[word] + 1))
        return int(low), int(high)

    def spoken(self, part: Range) -> list[str]:
        """The words, marks and stops left out."""
        return [form for form in self.words.forms[slice(*part)] if form.isalnum()]

    def is_title(self, part: Range) -> bool:
        """“State of the Union”: all but small words begin with a capital."""
        return all(word[0].isupper() or len(word) < 4 or word[0].isdigit() for word in self.spoken(part))

    def is_utterance(self, part: Range) -> bool:
        """“It is late.” — a stop within the marks, unlike a “phrase” that is picked out."""
        return any(form in ".,?!…" for form in self.words.forms[max(part[0], part[1] - 2) : part[1]])

    def begins_sentence(self, word: int) -> bool:
        """Does a quotation open a paragraph, or follow a stop?"""
        return self.paragraph(word)[0] == word or self.words.forms[word - 1] in '.?!…"'

    def ends_open(self, part: Range) -> bool:
        """“It is late,” — the comma promises the speaker after the quotation."""
        return "," in self.words.forms[max(part[0], part[1] - 2) : part[1]]


def overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covered(draft: Draft, part: Range) -> int:
    start, end = part
    return sum([min(b, end) - max(a, start) for a, b in draft.content if a < end and start < b])


def add(draft: Draft, part: Range) -> None:
    draft.content = ranges(draft.words | set(range(*part)))


def take(draft: Draft, part: Range) -> None:
    draft.content = ranges(draft.words - set(range(*part)))


def gap(cue: Range, part: Range) -> int:
    return part[0] - cue[1] if cue[1] <= part[0] else cue[0] - part[1] if cue[0] >= part[1] else 0
