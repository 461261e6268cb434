"""Where the content of an attribution begins and ends: at marks, sentences and whole words."""

from collections import defaultdict

import numpy as np

from .drafts import Range, ranges
from .scene import Scene, add, covered, gap, overlap
from .words import Words

NARROW, LEFT, HYPHENS = 8, 2, "-‐‑"
AFTER_PRONOUN = frozenset("is was would could will has had may might must should does did ' 's".split())


def snap(scene: Scene) -> None:
    """Content that covers half of a quotation, or its edge beside the cue, takes all of it."""
    for draft in scene.drafts:
        for part in scene.quotations:
            size, inside = part[1] - part[0], covered(draft, part)
            if not 0 < inside < size or overlap(draft.cue, part):
                continue
            edge = (part[0], part[0] + 2) if draft.cue[0] < part[0] else (part[1] - 2, part[1])
            beside = gap(draft.cue, part) <= 8 and covered(draft, edge)
            if inside >= size / 2 or beside:
                add(draft, part)


def bridge(scene: Scene) -> None:
    """A few words of the same sentence that neither say nor speak do not part one content from itself."""
    words = scene.words
    for draft in scene.drafts:
        parts = []
        for start, end in sorted(draft.content):
            between = (parts[-1][1], start) if parts else (start, start)
            narrow = 0 < start - between[0] <= NARROW and words.sentence[between[0] - 1] == words.sentence[start]
            if narrow and not any(overlap(between, own) for own in [draft.cue, *draft.source]):
                start = parts.pop()[0]
            parts.append((start, end))
        draft.content = parts


def finish(scene: Scene) -> None:
    """A sentence of which all but a word or two is content is content to its stop."""
    words = scene.words
    for draft in scene.drafts:
        end = max((stop for _, stop in draft.content), default=0)
        stop = int(np.searchsorted(words.sentence, words.sentence[end - 1], side="right")) - 1
        rest = (end, stop)
        if 0 < stop - end <= LEFT and all(words.quotation[i] < 0 and words.forms[i].isalpha() for i in range(*rest)):
            if not any(overlap(rest, own) for own in [draft.cue, *draft.source]):
                add(draft, rest)


def whole(scene: Scene) -> None:
    """ "The mission would discuss a truce", the envoy said: what he says begins with whom he tells of."""
    words, drafts, telling = scene.words, [draft for draft in scene.drafts if draft.content], defaultdict(list)
    for draft in drafts:
        if draft.source:
            telling[min(draft.content)[0]].append(draft)
    for outer in drafts:
        start, end = min(outer.content)
        for inner in telling[start]:
            first, last = min([*inner.source, inner.cue])[0], max([*inner.source, inner.cue])[1]
            before = inner is not outer and first < last <= start <= inner.cue[1] + 1
            if before and outer.cue[0] >= end and words.sentence[first] == words.sentence[start]:
                add(outer, (first, start))


def overrun(scene: Scene) -> None:
    """The ministry said. It is unclear why: what stands in no marks after the sentence of the cue is the reporter's."""
    words = scene.words
    for draft in scene.drafts:
        last = draft.cue[1] - 1
        following = int(np.searchsorted(words.sentence, words.sentence[last], side="right"))
        if words.forms[last] == ":" or _abbreviated(words, following):
            continue
        kept = {i for i in draft.words if words.quotation[i] >= 0 or i < following}
        if kept:
            draft.content = ranges(kept)


def _abbreviated(words: Words, following: int) -> bool:
    """May the stop before a word be that of "p.m." or "Ph.D.", and so end no sentence?"""
    if following >= len(words) or following < 2 or words.forms[following - 1] != ".":
        return False
    before = words.forms[following - 2]
    return len(before) == 1 and before.isalpha() and words.paragraph[following] == words.paragraph[following - 1]


def trim(scene: Scene) -> None:
    """Stops and dashes at the edges of unquoted content, and the "that" before a clause, are not content."""
    words = scene.words
    for draft in scene.drafts:
        parts = []
        for start, end in draft.content:
            while start < end and words.quotation[start] < 0 and words.forms[start] in ".,;:!?-)":
                start += 1
            while start < end and words.quotation[end - 1] < 0 and words.forms[end - 1] in ".,;:-":
                end -= 1
            if end - start > 3 and words.forms[start] == "that" and words.lower[start + 1] not in AFTER_PRONOUN:
                start += 1 + (words.forms[start + 1] == ",")
            parts += [(start, end)] if start < end else []
        draft.content = parts


def compounds(scene: Scene) -> None:
    """A word joined by hyphens is one: "non-allied"."""
    words = scene.words
    for draft in scene.drafts:
        whole = [_whole(words, *part) for part in draft.content]
        others = [draft.cue, *draft.source]
        draft.content = [
            part if any(overlap(grown, other) for other in others) else grown
            for part, grown in zip(draft.content, whole, strict=True)
        ]


def _whole(words: Words, start: int, end: int) -> Range:
    while _joins(words, start - 1):
        start -= 2
    while _joins(words, end):
        end += 2
    return start, end


def _joins(words: Words, at: int) -> bool:
    """A hyphen between two parts of a word."""
    if not 0 < at < len(words) - 1 or words.text[words.starts[at]] not in HYPHENS:
        return False
    tied = words.ends[at - 1] == words.starts[at] and words.ends[at] == words.starts[at + 1]
    return bool(tied) and words.forms[at - 1].isalnum() and words.forms[at + 1].isalnum()
