"""Mentions of names: the model's, mended, with the listed names and the article's own names over them."""

import re
from bisect import bisect_left
from collections import Counter

from spacy.attrs import IDX

from ..extract import Article, extractor
from ..reading.zones import zone_at
from ..rows import Entity, Label, get_args
from . import naming, titles
from .bodies import looks_like_body
from .gazetteer import gazetteer
from .kinds import set_kinds
from .lines import by_capitals, bylined, datelined, in_datelines
from .mending import mended
from .mentions import NAMED, Mention
from .metonyms import acts
from .shapes import by_shape

_LABELS = frozenset(get_args(Label))
_JOINED = re.compile(r"(?:\b(?:and|the|or|of)\b|['’]s|[-–—/,&\s])*")
_OWNED = re.compile(r"['’]s ([A-Z].+)")
_NEXT = re.compile(r" ([A-Z][a-z]+)")
_OFFICE = re.compile(
    r"['’]s? (?:own |private |press |campaign )?(?:office|spokes(?:man|woman|person|people)|team|campaign|administration|government|aides?|camp|lawyers?|representatives?)\b"
)


@extractor("entities", Entity)
def entities(article: Article):
    """One row a mention; see `rows.Entity` for the columns."""
    text, zones = article.document.text, article.document.zones
    found = mentions(article)
    offsets = article.doc.to_array(IDX)
    heads = [(zone.start, zone.end) for zone in zones if zone.kind in ("headline", "heading")]
    for mention in naming.resolve(text, found, gazetteer(article.settings.names), heads):
        zone = zone_at(zones, mention.start)
        if zone is None:
            continue
        kind, stands_for = "name", None
        known = mention.known
        if known and known.kind == "seat":
            token = article.doc[int(offsets.searchsorted(mention.end - 1, "right")) - 1]
            if zone.kind != "dateline" and acts(token, building=known.label != "GPE"):
                kind, stands_for = "metonym", known.country
        elif mention.label == "NORP":
            kind, stands_for = "adjective", known.country if known else None
        elif mention.label == "PERSON" and _OFFICE.match(text, mention.end):
            kind = "office"
        yield Entity(
            doc_id=article.doc_id,
            start=mention.start,
            end=mention.end,
            text=mention.text,
            label=mention.label,
            entity=mention.name,
            kind=kind,
            stands_for=stands_for,
            zone=zone.kind,
            basis=mention.basis,
        )


def mentions(article: Article) -> list[Mention]:
    """The model's names, mended, and the listed names; in order, none overlapping."""
    text = article.document.text
    listed_names = gazetteer(article.settings.names)
    listed = [Mention(s, e, k.label, t, k) for s, e, k, t in listed_names.find(text) if not _goes_on(text, s, e)]
    zones = article.document.zones
    capitals = [(z.start, z.end) for z in zones if z.kind != "dateline" and text[z.start : z.end].isupper()]
    in_capitals = lambda at: any(start <= at < end for start, end in capitals)
    model, seen_in_capitals, known = [], set(), {(m.start, m.end) for m in listed}
    for ent in article.doc.ents:
        start, label = ent.start_char, ent.label_
        if capitals and label in NAMED and in_capitals(start):
            seen_in_capitals.add(start)
        elif label in _LABELS and (start, ent.end_char) not in known:
            mention = mended(ent, text) if label in NAMED else Mention(start, ent.end_char, label, ent.text)
            if mention:
                model.append(mention)
    model = bylined(by_shape(model, text), text)
    listed = [m for m in listed if len(m.text) > 3 or m.start in seen_in_capitals or not in_capitals(m.start)]
    set_kinds(article.doc, [mention for mention in model if mention.text not in listed_names.forms])
    model = _rejoined(model, text, listed_names.forms)
    heads = [(z.start, z.end) for z in zones if z.kind == "headline"]
    listed = datelined(listed, text, zones)
    model = sorted(model + in_datelines(model, listed, text, zones), key=lambda m: m.start)
    return _without_overlaps([m for m in model if not by_capitals(m, text, heads, listed)], listed, text)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a listed name that begins with 'The' is only the beginning of a body's: 'The Atlantic' of 'Council'."""
    after = _NEXT.match(text, end) if text.startswith("The ", start) else None
    return after is not None and after[1].lower() in titles.BODIES


def _rejoined(model: list[Mention], text: str, forms: dict) -> list[Mention]:
    """`(Russian President Vladimir) Putin`, 'Ismail' 'Ould Cheikh Ahmed', a given name taken for a people's: one name again."""
    joined: list[Mention] = []
    counts = Counter(mention.text for mention in model)
    for mention in model:
        last = joined[-1] if joined else None
        if last and mention.start < last.end:
            continue
        between = text[last.end : mention.start] if last else ""
        bracket = between == ") " and last.label == "PERSON" and mention.label in ("PERSON", "ORG", "GPE")
        split = (
            between == " "
            and last.label == "NORP"
            and mention.label == "PERSON"
            and " " not in last.text + mention.text
        )
        halves = between == " " and last.label == mention.label == "PERSON" and not titles.before(text, mention.start)
        halves = halves and counts[last.text] == counts[mention.text] == 1
        if bracket or halves or (split and last.text not in forms):
            last.end, last.text, last.label = mention.end, text[last.start : mention.end], "PERSON"
        else:
            joined.append(mention)
    return joined


def _without_overlaps(model: list[Mention], listed: list[Mention], text: str) -> list[Mention]:
    """Listed names win over the model's, unless the model has a longer name of which they are a part."""
    starts, keep, covered = [m.start for m in listed], [], set()
    for mention in model:
        at = max(0, bisect_left(starts, mention.start) - 1)
        inside = [m for m in listed[at : at + 12] if m.start < mention.end and m.end > mention.start]
        if not inside:
            keep.append(mention)
        elif mention.label in NAMED and _longer_name(mention, inside, text):
            first = inside[0]
            if mention.label == "PERSON" and first.label == "ORG" and first.start == mention.start:
                mention.start, mention.text = first.end + 1, mention.text[len(first.text) + 1 :]
            if mention.text[:1] != "@" and mention.text not in titles.ABBREVIATIONS:
                keep.append(mention)
            covered.update(m.start for m in inside if m.start + _article(m.text) >= mention.start)
        elif mention.label == "ORG" and (owned := _OWNED.match(text, inside[0].end, mention.end)):
            if len(inside) == 1 and looks_like_body(owned[1].split()):
                keep.append(Mention(owned.start(1), mention.end, "ORG", owned[1]))
    return sorted([m for m in listed if m.start not in covered] + keep, key=lambda m: m.start)


def _article(name: str) -> int:
    """Length of the article that a listed name begins with: 'The Philippines'."""
    return 4 if name.startswith("The ") else 0


def _longer_name(mention: Mention, inside: list[Mention], text: str) -> bool:
    """Whether a model's mention is more than the listed names in it: 'Bank of China', not 'UK-France' or 'the US'."""
    if inside[0].start + _article(inside[0].text) < mention.start or inside[-1].end > mention.end:
        return False
    rest, at = "", mention.start
    for listed in inside:
        rest, at = rest + text[at : listed.start], listed.end
    rest += text[at : mention.end]
    if (
        _JOINED.fullmatch(rest)
        or rest.strip() in titles.GENERIC
        or (mention.text.isupper() and len(mention.text.split()) > 2)
    ):
        return False
    if mention.label in ("EVENT", "WORK_OF_ART", "PRODUCT", "NORP", "LOC") and not any(
        w[0].isupper() for w in rest.split()
    ):
        return False
    return not re.match(r"['’]s\s", text[inside[0].end :])
