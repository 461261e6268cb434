"""One utterance, several reports: verbatim, abridged, translated twice, quoted here and paraphrased there.

Equal words are found by a hash. For the rest every quotation is looked up in an index of runs of four words and of
neighbouring content words, cut to their stems so that "mobilise" meets "mobilizing"; the few quotations that share
most are then compared word by word (rapidfuzz). Wordings that only resemble each other must stand within two weeks of
each other. Keys that more than a dozen utterances share say nothing and are passed over; nothing is compared with
everything, so the cost grows with the number of quotations. The idea is that of Leskovec, Backstrom and Kleinberg,
Meme-tracking and the Dynamics of the News Cycle (2009).
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

from rapidfuzz import fuzz
from spacy.lang.en.stop_words import STOP_WORDS

from ..documents import Document
from ..extract import Tables, linker
from ..rows import Quote

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*", re.UNICODE)
ISED = re.compile(r"(?<=\w\w)is(?=(?:e|es|ed|ing|ation|ations)$)")
ENDING = re.compile(r"(?<=....)(?:ations?|ings?|ments?|edly|ed|ies|ers?|es|ly|[sey])$")
RUN, COMMON, CANDIDATES = 4, 12, 5
NEGATORS = frozenset({"cannot", "neither", "never", "no", "nobody", "none", "not", "nothing"})
LEAST_WORDS, LEAST_SHARED = 4, 4
ALIKE, ALIKE_UNNAMED, ALIKE_WITHIN, COVERED, DAYS = 80, 90, 95, 0.6, 14


@dataclass(frozen=True)
class Wording:
    """One quotation made ready to be compared."""

    quote: Quote
    words: tuple[str, ...]
    stems: frozenset[str]
    keys: tuple[int, ...]
    day: date | None = None

    @cached_property
    def joined(self) -> str:
        return " ".join(self.words)

    @cached_property
    def denied(self) -> bool:
        return any(word in NEGATORS or word.endswith("n't") for word in self.words)


@linker("utterances", needs=("names", "governments"))
def link(tables: Tables, documents: list[Document]) -> None:
    """Give quotations that report one utterance the same `same_as`: the smallest of their ids."""
    texts = {document.doc_id: document.text for document in documents}
    days = {document.doc_id: day(document.event_date or document.published) for document in documents}
    for members in groups(tables.get("quotes", []), texts, days):
        for quote in members:
            quote.same_as = members[0].quote_id


def day(stated: str | None) -> date | None:
    """An ISO date, or None where there is none or it is no date."""
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None


def groups(quotes: list[Quote], texts: dict[str, str], days: dict[str, date | None]) -> list[list[Quote]]:
    """Quotations that report one utterance: lists of two or more, each and all in the order of their ids.

    `texts` and `days` are the text of each document and the day it reports, by `doc_id`.
    """
    wordings = [
        wording(quote, texts[quote.doc_id], days.get(quote.doc_id))
        for quote in sorted(quotes, key=lambda quote: quote.quote_id)
    ]
    parent = list(range(len(wordings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    index, exact, seen = defaultdict(list), defaultdict(list), Counter(chain.from_iterable(w.keys for w in wordings))
    for i, this in enumerate(wordings):
        if len(this.words) < LEAST_WORDS:
            continue
        twins = [j for j in exact[this.words][-COMMON:] if same_utterance(this, wordings[j])]
        exact[this.words].append(i)
        if twins:
            parent[root(i)] = root(twins[0])
            continue
        keys = [key for key in this.keys if seen[key] > 1]
        shared = Counter(chain.from_iterable(found for key in keys if len(found := index[key]) <= COMMON))
        for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]:
            if root(i) != root(j) and same_utterance(this, wordings[j]):
                parent[root(i)] = root(j)
        for key in keys:
            if root(i) == i or not index[key]:
                index[key].append(i)
    found = defaultdict(list)
    for i, this in enumerate(wordings):
        found[root(i)].append(this.quote)
    return sorted((members for members in found.values() if len(members) > 1), key=lambda members: members[0].quote_id)


def wording(quote: Quote, text: str, day: date | None = None) -> Wording:
    """A quotation's words in small letters and its index keys, which one of few words has not."""
    words = tuple([normal(word) for start, end in quote.content for word in WORD.findall(text[start:end])])
    if len(words) < LEAST_WORDS:
        return Wording(quote, words, frozenset(), (), day)
    stems = [stem(word) for word in words if word not in STOP_WORDS]
    runs = zip(*(words[i:] for i in range(RUN)), strict=False)
    pairs = [(a, b) if a < b else (b, a) for step in (1, 2) for a, b in zip(stems, stems[step:], strict=False)]
    keys = tuple(dict.fromkeys(map(hash, chain(runs, pairs))))
    return Wording(quote, words, frozenset(stems), keys, day)


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """A word in small letters, the house's spelling of -ise and of abbreviations taken out."""
    word = word.lower().replace("’", "'").replace(".", "")
    return ISED.sub("iz", word) if "is" in word else word


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its commonest endings: enough to let two translations meet."""
    return ENDING.sub("", word.removesuffix("'s"))


def compatible(a: Quote, b: Quote) -> bool:
    """Can the two have one speaker: a name in common, or one of them without a name?"""
    return not (named(a) and named(b)) or bool(set(a.speakers) & set(b.speakers))


def named(quote: Quote) -> bool:
    return bool(quote.speakers) and quote.speaker_kind not in ("unnamed", "unknown", "document")


def contrary(a: Wording, b: Wording) -> bool:
    """Does one deny what the other says in the same words? Other words may say so without a "not"."""
    return a.denied != b.denied and fuzz.ratio(a.joined, b.joined) >= ALIKE


def same_utterance(a: Wording, b: Wording) -> bool:
    """Do two quotations report the same words?"""
    if not compatible(a.quote, b.quote) or contrary(a, b):
        return False
    score = fuzz.ratio(a.joined, b.joined)
    if a.quote.doc_id == b.quote.doc_id:
        apart = a.quote.end <= b.quote.start or b.quote.end <= a.quote.start
        return apart and score >= ALIKE_WITHIN and min(len(a.words), len(b.words)) > LEAST_WORDS
    if score >= ALIKE_UNNAMED:
        return True
    if not (named(a.quote) and named(b.quote)) or a.day and b.day and abs((a.day - b.day).days) > DAYS:
        return False
    if min(len(a.words), len(b.words)) >= 6 and fuzz.partial_ratio(a.joined, b.joined, score_cutoff=ALIKE_UNNAMED):
        return True
    shared = len(a.stems & b.stems)
    return shared >= LEAST_SHARED and (score >= ALIKE or shared / min(len(a.stems), len(b.stems)) >= COVERED)
