"""Who said what: every attribution with its cue, its source and its content.

>>> attributions("“No,” he said.", Encoder().read(["“No,” he said."])[0])
[Attribution(content=[(0, 5)], cue=[(9, 13)], source=[(6, 8)], …)]

Evidence for cues comes from the encoder's reading or, with `quotes="rules"`, from reporting verbs over the parse. What
makes quotations of it is the same for both: `marks`, `drafts` and `craft`. Who the source is, is read by `speakers`.
"""

import re
import string
from dataclasses import dataclass
from functools import cache, lru_cache

from ..extract import Article, extractor
from ..reading.zones import zone_at
from ..rows import Quote
from ..speaking import speakers
from ..speaking.nouns import data
from .confidence import confidence, depths, evidence
from .craft import attribute
from .drafts import Encoded
from .encoder import Reading
from .marks import DOUBLE, SINGLE, Quotation
from .rules import Parsed
from .words import Words, read_words

Span = tuple[int, int]
TERM, LEAST, MARKS = 5, 0.42, DOUBLE + SINGLE
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
SPOKEN = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Attribution:
    """Spans (start, end) of what is attributed, of the word that attributes it and of who is named as its source.

    `confidence` is the calibrated probability that content and source are right; `basis` says what the attribution
    rests on: cue, faint cue, byline, goes on.
    """

    content: list[Span]
    cue: list[Span]
    source: list[Span]
    confidence: float
    basis: str


def attributions(
    text: str, reading: Reading | None = None, doc=None, without=frozenset(), words: Words | None = None
) -> list[Attribution]:
    """Attributions of a text in order, from an encoder's reading of it or, without one, from its spaCy parse.

    `words` are those of the text, where they have been read before.
    """
    words = words or read_words(text)
    method, found = ("encoder", Encoded(words, reading)) if reading is not None else ("rules", Parsed(words, doc))
    drafts = attribute(words, found, without)
    depth = depths(words, drafts)
    sure = [confidence(method, evidence(words, draft, depth)) for draft in drafts]
    return [
        Attribution(
            content=[words.span(*part) for part in draft.content],
            cue=[words.span(*draft.cue)],
            source=[words.span(*part) for part in draft.source],
            confidence=chance,
            basis=draft.basis,
        )
        for draft, chance in zip(drafts, sure, strict=True)
        if chance >= LEAST
    ]


def kind(text: str, content: list[Span], quotations: list[Quotation]) -> str:
    """direct where all words stand in quotation marks, mixed where some do, indirect where none or a mere term's do."""
    first, last = min(content)[0], max(end for _, end in content)
    near = [q for q in quotations if q.start < last and first < q.end]
    spoken = [q for q in near if any(q.start < end and start < q.end for start, end in content)]
    inside = any(SPOKEN.search(text, max(q.start, s), min(q.end, e)) for q in spoken for s, e in content)
    outside = any(SPOKEN.search(text, s, e) for span in content for s, e in _without(span, spoken))
    if not inside or (outside and all(is_term(text, q) for q in spoken)):
        return "indirect"
    return "mixed" if outside else "direct"


def _without(span: Span, quotations: list[Quotation]) -> list[Span]:
    """What of a span stands in none of the quotations, which are in order of their start."""
    at, end = span
    rest = []
    for quotation in quotations:
        rest.append((at, min(quotation.start, end)))
        at = max(at, quotation.end)
    return [(s, e) for s, e in [*rest, (at, end)] if s < e]


def is_term(text: str, quotation: Quotation) -> bool:
    """“reassurance force”: a few words that the text uses more than once, or calls so; they quote nobody."""
    words = [word.strip(string.punctuation + MARKS) for word in quotation.text_of(text).split()]
    named = (
        text[max(0, quotation.start - 24) : quotation.start]
        .rstrip()
        .endswith(("so-called", "so called", "dubbed", "known as"))
    )
    phrase = " ".join(words).lower()
    return named or (1 < len(words) <= TERM and _plain(text).count(phrase) > 1)


@lru_cache(maxsize=1)
def _plain(text: str) -> str:
    """A text in small letters, on one line."""
    return " ".join(text.lower().split())


@extractor("quotes", Quote, needs=("entities", "roles"))
def quotes(article: Article) -> list[Quote]:
    """The quotes of an article, in text order."""
    text = article.document.text
    reading = article.reading if article.settings.quotes == "encoder" else None
    rows, taken = [], set()
    for found in attributions(text, reading, article.doc, words=article.words):
        content = [_behind_dateline(text, article.document.zones, *span) for span in found.content]
        start, end = min(s for s, _ in content), max(e for _, e in content)
        sort = kind(text, content, article.words.quotations)
        if sort == "indirect" and _deed(article, found.cue, start, end):
            continue
        source = speakers.sources(article, found.source, found.cue, content)
        speaker = speakers.resolve(article, source, found.cue, content, rows)
        rows.append(
            Quote(
                doc_id=article.doc_id,
                quote_id=_identifier(f"{article.doc_id}-q{start}", taken),
                start=start,
                end=end,
                text=text[start:end],
                kind=sort,
                content=content,
                cue=found.cue,
                source=source,
                speaker_text=" ".join(text[s:e] for s, e in source),
                speakers=speaker.names,
                speaker_kind=speaker.kind,
                speaker_basis=speaker.basis,
                confidence=found.confidence,
            )
        )
    _nest(rows)
    return rows


def _deed(article: Article, cue: list[Span], start: int, end: int) -> bool:
    """Whether a verb tells what is done with a thing, "banned the march", not what is said of it: no clause follows."""
    told, thing = article.tokens.covering(*cue[0]), article.tokens.covering(start, end)
    verbs = [token for token in told or () if token.pos_ == "VERB"]
    return (
        bool(verbs)
        and all(verb.lemma_ in _deeds() for verb in verbs)
        and not any(token.tag_ in FINITE for token in thing or ())
    )


@cache
def _deeds() -> frozenset[str]:
    """Verbs that do and do not say."""
    return frozenset(data("reporting.toml")["deeds"])


def _behind_dateline(text: str, zones, start: int, end: int) -> Span:
    """A span without the dateline that it begins in."""
    zone = zone_at(zones, start)
    if zone and zone.kind == "dateline" and zone.end < end:
        start = end - len(text[zone.end : end].lstrip())
    return start, end


def _identifier(wanted: str, taken: set[str]) -> str:
    number = 0
    name = wanted
    while name in taken:
        number += 1
        name = f"{wanted}{chr(96 + number)}" if number <= 26 else f"{wanted}-{number}"
    taken.add(name)
    return name


def _nest(rows: list[Quote]) -> None:
    """Tell each quote which other's content its cue stands in: the smallest."""
    for row in rows:
        cue, length = row.cue[0][0], row.end - row.start
        around = [
            other
            for other in rows
            if other.start <= cue < other.end
            and other.end - other.start > length
            and any(start <= cue < end for start, end in other.content)
        ]
        if around:
            row.nested_in = min(around, key=lambda other: (other.end - other.start, other.start)).quote_id
