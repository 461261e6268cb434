"""Training examples from a PolNeAR folder: articles, their variants in other typography, and windows with labels."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from ..quoting.encoder import ACTS, Pieces, Window, bounds, distance, features, layout, windows
from ..quoting.marks import DOUBLE, MARK, find_quotations
from ..quoting.words import Words, read_words

UNSEEN = -100
DOUBLED = re.compile(rf"''|``|[{DOUBLE}]")


@dataclass(frozen=True)
class Item:
    """One window: pieces, shapes, place of each word's first piece, cue label of each word, labelled pairs, acts.

    pairs: rows (word, cue, distance bucket, sentence bucket, label) with words counted from the window's start.
    A pair's label is UNSEEN where no annotator said that the cue is one: there only a teacher knows.
    acts: of each word the number in ACTS of the act whose evidence it is part of; None where nobody has looked.
    taught: the same words in the pieces of a teacher, if there is one.
    """

    ids: list[int]
    shapes: list[int]
    places: list[int]
    labels: list[int]
    pairs: np.ndarray
    acts: list[int] | None
    taught: "Item | None" = None


def add_acts(articles: list[dict], folder: Path, half: str) -> None:
    """Give the articles of one half of the labelled documents their `acts`, from commitments_*.jsonl in the folder."""
    labelled = json.loads((folder / "commitments_documents.json").read_text(encoding="utf-8"))[half]
    found = {article["id"]: article.setdefault("acts", []) for article in articles if article["id"] in labelled}
    for path in sorted(folder.glob("commitments_*.jsonl")):
        for row in load_articles(path):
            if row["doc"] in found:
                found[row["doc"]].append({"act": row["act"], "evidence": [[row["start"], row["end"]]]})


def load_articles(path: Path) -> list[dict]:
    """Articles of a JSON Lines file: id, text, quotes (source, cue, content as lists of [start, end])."""
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_untold(path: Path) -> list[dict]:
    """Articles of a file of texts, one a line, in which nobody has looked for quotations: `quotes` is None."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [{"text": line, "quotes": None} for line in lines if line.strip()]


def edit(article: dict, edits: list[tuple[int, int, str]]) -> dict:
    """The article with stretches of its text replaced, its offsets moved along."""
    text, moved, parts, at = article["text"], [], [], 0
    shift = 0
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        at, shift = end, shift + len(new) - (end - start)
        moved.append((end, shift))
    ends, shifts = np.array([e for e, _ in moved]), np.array([0, *(s for _, s in moved)])

    def move(spans):
        found = [[x + int(shifts[np.searchsorted(ends, x, side="right")]) for x in span] for span in spans]
        return [span for span in found if span[0] < span[1]]

    edited = {**article, "text": "".join([*parts, text[at:]])}
    if article["quotes"] is not None:
        edited["quotes"] = [{role: move(spans) for role, spans in quote.items()} for quote in article["quotes"]]
    if "acts" in article:
        edited["acts"] = [{**act, "evidence": move(act["evidence"])} for act in article["acts"]]
    return edited


def flatten(article: dict) -> dict:
    """Without line breaks, as some archives deliver it."""
    return edit(article, [(*match.span(), " ") for match in re.finditer(r"\s*\n\s*", article["text"])])


def straighten(article: dict) -> dict:
    text = article["text"]
    doubles = [(*match.span(), '"') for match in DOUBLED.finditer(text)]
    return edit(article, doubles + [(*match.span(), "'") for match in re.finditer("[‘’]", text)])


def double(article: dict) -> dict:
    return edit(article, [(*match.span(), "''") for match in DOUBLED.finditer(article["text"])])


def curl(article: dict, marks: str = "“”") -> dict:
    """Marks of the outermost quotations as another house sets them."""
    edits = []
    for quotation in find_quotations(article["text"]):
        if quotation.level == 0 and quotation.opened:
            edits.append((*MARK.match(article["text"], quotation.start).span(), marks[0]))
            if quotation.closed:
                length = 2 if article["text"][quotation.end - 2 : quotation.end] in ("''", "``") else 1
                edits.append((quotation.end - length, quotation.end, marks[1]))
    return edit(article, edits)


def strip(article: dict) -> dict:
    return edit(article, [(*match.span(), "") for match in DOUBLED.finditer(article["text"])])


def lose(article: dict, random: Random, share: float = 0.15) -> dict:
    marks = [match.span() for match in DOUBLED.finditer(article["text"])]
    return edit(article, [(*span, "") for span in marks if random.random() < share])


def variant(article: dict, random: Random) -> dict:
    """The article as it is, or, for about half of them, in other typography."""
    choice = random.random()
    if choice < 0.12:
        article = straighten(article)
    elif choice < 0.22:
        article = double(article)
    elif choice < 0.32:
        article = curl(article, random.choice(["“”", "‘’", "''", "«»"]))
    elif choice < 0.37:
        article = strip(article)
    elif choice < 0.45:
        article = lose(article, random)
    return flatten(article) if random.random() < 0.2 else article


def items(article: dict, vocabulary: Pieces, teacher=None, likely: frozenset[str] = frozenset()) -> list[Item]:
    """The windows of an article, with labels.

    With `teacher`, the pieces of a larger network, also in these; and words that are `likely` to be cues are paired, too.
    """
    words = read_words(article["text"])
    pieces, shapes = [vocabulary.of(form) for form in words.forms], features(words)
    taught = [teacher.of(form) for form in words.forms] if teacher else pieces
    labels, relations = _labels(words, article["quotes"])
    unknown = np.full(len(words), UNSEEN)
    given = {place: unknown for place, form in enumerate(words.forms) if form.lower() in likely} | dict(relations)
    acts = _acts(words, article["acts"]) if "acts" in article else None
    found = []
    for window in windows(words, [max(map(len, both)) for both in zip(pieces, taught, strict=True)], overlap=False):
        ids, looks, places = layout(window, pieces, shapes, vocabulary)
        pairs = [_pairs(words, window, cue, given[cue]) for cue in sorted(given) if window.start <= cue < window.end]
        pairs = np.concatenate([*pairs, np.zeros((0, 5), dtype=np.int64)])
        own = slice(window.start, window.end)
        large = Item(*layout(window, taught, shapes, teacher), [], pairs, None) if teacher else None
        found.append(Item(ids, looks, places, labels[own].tolist(), pairs, acts and acts[own], large))
    return found


def likely_cues(articles: list[dict]) -> frozenset[str]:
    """Forms of words that begin a cue five times, and in a tenth of their places."""
    cues, forms_ = Counter(), Counter()
    for article in articles:
        words = read_words(article["text"])
        forms = [form.lower() for form in words.forms]
        forms_.update(forms)
        cues.update(forms[cue] for cue, _ in _labels(words, article["quotes"])[1])
    return frozenset(form for form, count in cues.items() if count >= 5 and 10 * count >= forms_[form])


def _labels(words: Words, quotes: list[dict] | None) -> tuple[np.ndarray, list]:
    """0 outside, 1 begins a cue, 2 goes on, by word; and for each cue the label of each word. All UNSEEN without quotes."""
    if quotes is None:
        return np.full(len(words), UNSEEN), []
    labels, relations = np.zeros(len(words), dtype=np.int64), {}
    for quote in quotes:
        spans = [_covered(words, span) for span in quote["cue"]]
        spans = [(start, end) for start, end in spans if start < end]
        if not spans:
            continue
        start, end = spans[0]
        labels[start:end] = 2
        labels[start] = 1
        given = relations.setdefault(start, np.zeros(len(words), dtype=np.int64))
        for label, role in ((1, "source"), (2, "content")):
            for low, high in (_covered(words, span) for span in quote[role]):
                given[low:high] = label
        given[start:end] = 0
    return labels, sorted(relations.items())


def _acts(words: Words, acts: list[dict]) -> list[int]:
    """Of each word the act that it is evidence for; where evidence overlaps, the shorter wins."""
    labels = [0] * len(words)
    spans = [(*_covered(words, span), ACTS.index(act["act"])) for act in acts for span in act["evidence"]]
    for start, end, label in sorted(spans, key=lambda span: span[0] - span[1]):
        labels[start:end] = [label] * (end - start)
    return labels


def _covered(words: Words, span) -> tuple[int, int]:
    return words.at(span[0]), int(np.searchsorted(words.starts, span[1]))


def _pairs(words: Words, window: Window, cue: int, given: np.ndarray) -> np.ndarray:
    low, high = bounds(words, window, cue)
    at = np.arange(low, high)
    apart = np.clip(words.sentence[low:high] - words.sentence[cue], -2, 2) + 2
    columns = [at - window.start, np.full(len(at), cue - window.start), distance(at - cue), apart, given[low:high]]
    return np.stack(columns, axis=1).astype(np.int64)
