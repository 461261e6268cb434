"""The craft of quotation: which attribution each quotation belongs to, and where its words begin and end.

Each rule takes the drafts so far and leaves them better; `RULES` gives their order. What each is worth is printed by
`benchmarks/quotes_ablation.py`.
"""

from dataclasses import dataclass

import numpy as np

from .drafts import Draft, Range, ranges
from .words import Words

DASHES = frozenset("-")
SHORTEST = 4
FAINT = 0.03


@dataclass
class Scene:
    """The words of a text, its evidence for cues (`chance`, `draft`), the outermost quotations as ranges of words."""

    words: Words
    evidence: object
    drafts: list[Draft]

    def __post_init__(self):
        numbers = np.unique(self.words.quotation[self.words.quotation >= 0])
        edges = [np.flatnonzero(self.words.quotation == number) for number in numbers]
        self.quotations: list[Range] = [(int(edge[0]), int(edge[-1]) + 1) for edge in edges]

    def paragraph(self, word: int) -> Range:
        low, high = np.searchsorted(self.words.paragraph, (self.words.paragraph[word], self.words.paragraph[word] + 1))
        return int(low), int(high)

    def spoken(self, part: Range) -> int:
        """How many words, marks and stops left out."""
        return sum(self.words.forms[i].isalnum() for i in range(*part))


def overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covered(draft: Draft, part: Range) -> int:
    return sum(overlap(part, content) for content in draft.content)


def snap(scene: Scene) -> None:
    """Content that covers half of a quotation takes all of it."""
    for draft in scene.drafts:
        for part in scene.quotations:
            size = part[1] - part[0]
            if size / 2 <= covered(draft, part) < size and not overlap(draft.cue, part):
                draft.content = ranges(draft.words | set(range(*part)))


def adopt(scene: Scene) -> None:
    """A quotation nobody owns goes to a faint cue beside it, a byline after a dash, or whoever spoke last."""
    for part in scene.quotations:
        if scene.spoken(part) < SHORTEST or any(covered(d, part) and not overlap(d.cue, part) for d in scene.drafts):
            continue
        _to_cue(scene, part) or _to_byline(scene, part) or _to_last(scene, part)


def _to_cue(scene: Scene, part: Range) -> bool:
    words, chance = scene.words, scene.evidence.chance
    low, high = scene.paragraph(part[0])
    near = [
        i
        for i in range(max(low, part[0] - 40), min(high, part[1] + 25))
        if words.quotation[i] < 0
        and chance[i] > FAINT
        and abs(words.sentence[i] - words.sentence[part[0] if i < part[0] else part[1] - 1]) <= 1
    ]
    for i in sorted(near, key=lambda i: (chance[i] <= 0.3, min(abs(i - part[0]), abs(i - part[1] + 1))))[:1]:
        known = [draft for draft in scene.drafts if draft.cue[0] <= i < draft.cue[1]]
        if known:
            known[0].content = ranges(known[0].words | set(range(*part)))
            return True
        draft = scene.evidence.draft(i)
        if draft:
            if not covered(draft, part):
                draft.content = ranges(draft.words | set(range(*part)))
            draft.basis = "faint cue"
            scene.drafts.append(draft)
            return True
    return False


def _to_byline(scene: Scene, part: Range) -> bool:
    forms, end = scene.words.forms, part[1]
    if end >= len(forms) or forms[end] not in DASHES:
        return False
    start = end + 1
    while start < len(forms) and forms[start] in DASHES:
        start += 1
    stop = start
    while stop < len(forms) and stop - start < 8 and scene.words.paragraph[stop] == scene.words.paragraph[end]:
        stop += 1
    if stop == start:
        return False
    scene.drafts.append(Draft((end, start), [(start, stop)], [part], 0.5, "byline"))
    return True


def _to_last(scene: Scene, part: Range) -> bool:
    words = scene.words
    before = [
        draft
        for draft in scene.drafts
        if draft.source
        and max(draft.cue[1], *(stop for _, stop in draft.content), 0) <= part[0]
        and words.paragraph[part[0]] - words.paragraph[draft.cue[0]] <= 3
    ]
    if not before:
        return False
    last = max(before, key=lambda draft: draft.cue[0])
    scene.drafts.append(Draft(last.cue, last.source, [part], last.chance, "goes on"))
    return True


def own(scene: Scene) -> None:
    """A whole quotation that several attributions claim stays with the one whose cue is nearest."""
    for part in scene.quotations:
        start, end = part
        if end - start <= 4:
            continue
        claims = [
            draft
            for draft in scene.drafts
            if any(a <= start + 1 and b >= end - 1 for a, b in draft.content) and not start <= draft.cue[0] < end
        ]
        if len(claims) < 2:
            continue
        nearest = min(claims, key=lambda draft: _gap(draft.cue, part))
        for draft in claims:
            rest = [p for p in draft.content if not (p[0] >= start - 3 and p[1] <= end + 1)]
            if draft is not nearest and rest:
                draft.content = rest


def _gap(cue: Range, part: Range) -> int:
    return min(abs(cue[0] - part[0]), abs(cue[0] - part[1]), abs(cue[1] - part[0]))


RULES = {"snap": snap, "adopt": adopt, "snap again": snap, "own": own}


def attribute(words: Words, evidence, without: frozenset[str] = frozenset()) -> list[Draft]:
    """Drafts in text order, with the craft applied."""
    scene = Scene(words, evidence, evidence.drafts())
    for name, rule in RULES.items():
        if name not in without:
            rule(scene)
    return sorted((draft for draft in scene.drafts if draft.content), key=lambda draft: (draft.content[0], draft.cue))
