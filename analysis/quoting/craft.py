"""The craft of quotation: which attribution each quotation belongs to; where its words begin and end is in `edges`.

Each rule takes the drafts so far and leaves them better; `RULES` gives their order. What each is worth is printed by
`benchmarks/quotes_ablation.py`.
"""

import tomllib
from importlib.resources import files
from itertools import pairwise

import numpy as np

from ..speaking.nouns import is_source
from .drafts import Draft, Range, ranges
from .edges import bridge, compounds, finish, overrun, snap, trim, whole
from .scene import Scene, add, covered, gap, overlap, take
from .words import CLOSING, DASH, OPENING, Words

SHORTEST, LONGEST_BYLINE, LONGEST_SOURCE, NEAR = 4, 6, 3, 4
SHORT_LINE, ASKING = 9, frozenset({"how", "what", "when", "where", "who", "why"})
LABELS = frozenset(tomllib.loads((files("analysis") / "data" / "reporting.toml").read_text(encoding="utf-8"))["labels"])
HEADLINED = ("person", "deputies", "bodies", "governments", "unnamed_plurals", "plurals", "documents")
FAINT, CERTAIN, OPENING_LINES = 0.03, 0.95, 2
PROMISING = frozenset({":", ",", "that"})
MESSAGES = frozenset(
    tomllib.loads((files("analysis") / "data" / "reporting.toml").read_text(encoding="utf-8"))["messages"]
)
SAID = frozenset({"added", "said", "says"})
SURE = {"source": CERTAIN, "content": CERTAIN}


def byline(scene: Scene) -> None:
    """“It is late.” — Jane Doe: a name after a dash is the source, whatever else claims the quotation."""
    forms, words = scene.words.forms, scene.words
    for part in scene.quotations:
        start = end = part[1]
        while start < len(forms) and forms[start] == DASH and words.paragraph[start] == words.paragraph[part[0]]:
            start += 1
        stop = start
        while stop < len(forms) and words.paragraph[stop] == words.paragraph[part[0]] and words.quotation[stop] < 0:
            if not (forms[stop][0].isupper() or (forms[stop] == "." and len(forms[stop - 1]) <= 2)):
                break
            stop += 1
        closed = stop == len(forms) or words.quotation[stop] >= 0 or words.paragraph[stop] != words.paragraph[part[0]]
        closed = closed or forms[stop] in ".,"
        if start == end or not 1 <= stop - start <= LONGEST_BYLINE or not closed or len(scene.spoken(part)) < SHORTEST:
            continue
        rivals = [draft for draft in scene.drafts if overlap(draft.cue, (end, stop))]
        scene.drafts = [draft for draft in scene.drafts if draft not in rivals]
        for draft in scene.drafts:
            if not overlap(draft.cue, part):
                take(draft, part)
        scene.drafts.append(Draft((end, start), [(start, stop)], [part], CERTAIN, "byline", dict(SURE)))


def headline(scene: Scene) -> None:
    """Militants to be rehabilitated: PM — who stands after a colon at a headline's end is the source of what is before."""
    words = scene.words
    lines = list(pairwise(np.flatnonzero(np.diff(words.paragraph, prepend=-1)).tolist()))
    for start, stop in lines[: 2 if lines and lines[0][1] < SHORT_LINE else 1]:
        colon = max((i for i in range(start, stop) if words.forms[i] == ":"), default=stop)
        told = words.forms[colon + 1 : stop]
        if not 1 <= len(told) <= LONGEST_SOURCE or colon - start < SHORTEST or words.lower[start] in ASKING:
            continue
        if (words.quotation[start:stop] >= 0).any() or not LABELS.isdisjoint(words.lower[colon + 1 : stop]):
            continue
        named = all(form[0].isupper() for form in told) or is_source(words.lower[stop - 1], *HEADLINED)
        if named and all(form[0].isalpha() for form in told):
            scene.drafts = [draft for draft in scene.drafts if not overlap(draft.cue, (colon, stop))]
            for draft in scene.drafts:
                take(draft, (colon if start <= draft.cue[0] < colon else start, stop))
            source = [(colon + 1, stop)]
            scene.drafts.append(Draft((colon, colon + 1), source, [(start, colon)], CERTAIN, "byline", dict(SURE)))


def transcript(scene: Scene) -> None:
    """PENCE: It is late. — a name in capitals and a colon at a paragraph's start are source and cue of the rest.

    Where only one of the first paragraphs begins so, it begins with a dateline: "KARACHI: The governor left."
    """
    words = scene.words
    lines = [_named_line(scene, at) for at in np.flatnonzero(np.diff(words.paragraph, prepend=-1)).tolist()]
    lines = [line for line in lines if line]
    if len(lines) == 1 and words.paragraph[lines[0][0]] <= OPENING_LINES:
        return
    for start, name, colon, stop in lines:
        end = stop - (words.state[stop - 1] == CLOSING)
        scene.drafts = [draft for draft in scene.drafts if not overlap(draft.cue, (name, colon + 1))]
        for draft in scene.drafts:
            if not start <= draft.cue[0] < stop:
                take(draft, (start, stop))
        scene.drafts.append(
            Draft((colon, colon + 1), [(name, colon)], [(colon + 1, end)], CERTAIN, "transcript", dict(SURE))
        )


def _named_line(scene: Scene, start: int) -> tuple[int, int, int, int] | None:
    """Where a paragraph, the name that it begins with, the colon behind that and the next paragraph begin; else None."""
    words, stop = scene.words, scene.paragraph(start)[1]
    name = start + (words.state[start] == OPENING)
    colon = name
    while colon < stop and words.forms[colon].isupper() and words.forms[colon].isalpha():
        colon += 1
    named = 1 <= colon - name <= 3 and colon + 3 <= stop and words.forms[colon] == ":" and len(words.forms[name]) > 2
    return (start, name, colon, stop) if named else None


def adopt(scene: Scene) -> None:
    """A quotation nobody owns goes to a faint cue beside it or to whoever spoke last."""
    for part in scene.quotations:
        if any(covered(draft, part) and not overlap(draft.cue, part) for draft in scene.drafts):
            continue
        long = len(scene.spoken(part)) >= SHORTEST and scene.is_utterance(part) and not scene.is_title(part)
        if long or scene.ends_open(part) or _promised(scene, part):
            _over_break(scene, part) or _to_cue(scene, part) or (long and _to_last(scene, part))


def _promised(scene: Scene, part: Range) -> bool:
    """Does the paragraph before break off for a quotation that begins this one: "He said:", "She said that"?"""
    start = part[0]
    return start > 0 and scene.paragraph(start)[0] == start and scene.words.lower[start - 1] in PROMISING


def _over_break(scene: Scene, part: Range) -> bool:
    """A quotation that the paragraph before promises goes to that paragraph's last cue, if it has no content yet."""
    if not _promised(scene, part) or scene.ends_open(part):
        return False
    words, chance, last = scene.words, scene.evidence.chance, part[0] - 1
    near = [draft for draft in scene.drafts if words.sentence[draft.cue[0]] == words.sentence[last] and draft.source]
    near = [draft for draft in near if not any(end - start > 1 for start, end in draft.content)]
    if not near:
        start = int(np.searchsorted(words.sentence, words.sentence[last]))
        faint = max(range(start, last + 1), key=lambda i: chance[i])
        draft = scene.evidence.draft(faint) if chance[faint] > FAINT else None
        near = [draft] if draft and draft.source else []
        scene.drafts += near
    if near:
        draft = max(near, key=lambda draft: draft.cue)
        draft.content, draft.evidence["content"] = [part], draft.evidence.get("content") or 0.5
    return bool(near)


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

    def rank(i: int) -> tuple:
        early = scene.ends_open(part) and i < part[0]
        return chance[i] <= 0.3, early, min(abs(i - part[0]), abs(i - part[1] + 1))

    for i in sorted(near, key=rank)[:1]:
        known = [draft for draft in scene.drafts if draft.cue[0] <= i < draft.cue[1]]
        if known:
            add(known[0], part)
            return True
        draft = scene.evidence.draft(i)
        if draft:
            if not covered(draft, part):
                add(draft, part)
            draft.basis = "faint cue"
            scene.drafts.append(draft)
            return True
    return False


def _to_last(scene: Scene, part: Range) -> bool:
    """A whole sentence in marks goes to whoever spoke right before it: “…,” he said. “…” or: He said so. “…”

    In another paragraph it does so where it fills that paragraph, or where the words before it were quoted too.
    """
    if not scene.begins_sentence(part[0]):
        return False
    start, end = scene.paragraph(part[0])
    alone = start == part[0] and end - part[1] <= 1
    before = [
        draft
        for draft in scene.drafts
        if draft.source
        and draft.basis in ("cue", "goes on")
        and _end(draft) <= part[0]
        and (
            alone
            and _speaks_last(scene, draft, part[0])
            or part[0] - _end(draft) <= NEAR
            and (draft.cue[0] >= start or _quotes(scene, draft))
        )
    ]
    if not before:
        return False
    last = max(before, key=lambda draft: (_end(draft), draft.cue[0]))
    scene.drafts.append(Draft(last.cue, last.source, [part], last.chance, "goes on", last.evidence))
    return True


def _speaks_last(scene: Scene, draft: Draft, following: int) -> bool:
    """Does an attribution stand in the last sentence before a word, and does that sentence tell of nobody else's words?"""
    words = scene.words
    start, end = np.searchsorted(words.sentence, (words.sentence[following - 1], words.sentence[following - 1] + 1))
    told = not MESSAGES.isdisjoint(words.lower[start:end])
    return words.sentence[_end(draft) - 1] == words.sentence[following - 1] and not told


def _quotes(scene: Scene, draft: Draft) -> bool:
    """Does an attribution quote a word?"""
    return any((scene.words.quotation[slice(*span)] >= 0).any() for span in draft.content)


def _end(draft: Draft) -> int:
    """One past the last word of an attribution; what is said later, of a quotation that goes on, counts."""
    spans = draft.content if draft.basis == "goes on" else [draft.cue, *draft.source, *draft.content]
    return max(stop for _, stop in spans)


def own(scene: Scene) -> None:
    """A whole quotation that several attributions claim stays with one: the next after a comma, else the nearest."""
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
        late = [draft for draft in claims if draft.cue[0] >= end] if scene.ends_open(part) else []
        nearest = min(late or claims, key=lambda draft: gap(draft.cue, part))
        for draft in claims:
            rest = [p for p in draft.content if not (p[0] >= start - 3 and p[1] <= end + 1)]
            if draft is not nearest and rest:
                draft.content = rest


def inner(scene: Scene) -> None:
    """“It is late,” said Doe, according to the bank: the quotation is Doe's, whose "said Doe" is no part of it."""
    for draft in list(scene.drafts):
        for start, end in draft.content:
            part = next((q for q in scene.quotations if start <= q[0] < q[1] < end <= q[1] + LONGEST_BYLINE), None)
            words = range(part[1], end) if part and scene.ends_open(part) else ()
            said = max(words, key=lambda i: scene.evidence.chance[i], default=None)
            found = scene.evidence.draft(said) if said is not None and scene.evidence.chance[said] > FAINT else None
            found = found or (words and _said(scene, words, (start, part[1]), draft))
            if found and found.source and all(overlap(source, (part[1], end)) for source in found.source):
                own = ranges(found.words & draft.words & set(range(part[1])) | set(range(*part)))
                whole = 2 * sum(b - a for a, b in own) >= end - start
                for taken in [(start, end)] if whole else [*own, (part[0], end)]:
                    take(draft, taken)
                if not any(overlap(other.cue, found.cue) for other in scene.drafts):
                    found.content, found.chance = own, draft.chance
                    scene.drafts.append(found)


def _said(scene: Scene, after: range, part: Range, draft: Draft) -> Draft | None:
    """The attribution of what ends in a quotation by "said" and a name right after it."""
    words = scene.words
    said = next((i for i in after if words.lower[i] in SAID), None)
    name = [i for i in after if i != said and words.forms[i][0].isalpha()]
    if said is None or not name or not words.forms[name[-1]][0].isupper():
        return None
    return Draft((said, said + 1), ranges(name), [part], draft.chance, "cue", dict(draft.evidence))


def lend(scene: Scene) -> None:
    """Reiterating the need, he voiced …: a participle without a source of its own has that of its sentence."""
    words = scene.words
    for draft in scene.drafts:
        if draft.source or not words.lower[draft.cue[1] - 1].endswith("ing"):
            continue
        sentence = words.sentence[draft.cue[0]]
        lenders = [
            d
            for d in scene.drafts
            if d.source and words.sentence[d.cue[0]] == sentence == words.sentence[d.source[0][0]]
        ]
        if lenders:
            lender = min(lenders, key=lambda d: abs(d.cue[0] - draft.cue[0]))
            draft.source = list(lender.source)
            draft.evidence["source"] = lender.evidence.get("source", 0.5)


RULES = {
    "byline": byline,
    "headline": headline,
    "transcript": transcript,
    "inner": inner,
    "lend": lend,
    "snap": snap,
    "adopt": adopt,
    "own": own,
    "bridge": bridge,
    "finish": finish,
    "whole": whole,
    "overrun": overrun,
    "trim": trim,
    "compounds": compounds,
}


def attribute(words: Words, evidence, without: frozenset[str] = frozenset()) -> list[Draft]:
    """Drafts in text order, with the craft applied."""
    scene = Scene(words, evidence, evidence.drafts())
    for name, rule in RULES.items():
        if name not in without:
            rule(scene)
    return sorted((draft for draft in scene.drafts if draft.content), key=lambda draft: (draft.content[0], draft.cue))
