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
from .lines import by_capitals, datelined, in_datelines
from .looks import CAPITALISED, by_shape
from .mentions import OTHERS, Mention
from .metonyms import acts
from .people import sex_of

_LABELS = frozenset(get_args(Label))
_NAMED = frozenset({"PERSON", "GPE", "ORG", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_NOT_A_NAME = frozenset({"VERB", "AUX", "ADP", "ADV", "SCONJ", "PRON", "CCONJ", "DET", "INTJ", "PART"})
_POSSESSIVE = re.compile(r"(?:['’]s?|‘s|[\s,.;:/&–—-]+)$")
_LEADING = re.compile(r"^(?:[Tt]he\]?\s+|[^\w(]+|(?:an?|at|by|for|from|in|its|our|that|this|to|with)\s+)+")
_TRAILING = re.compile(r"(?:\s+[^\W\dA-ZÀ-ÞĀ-ž]\w*)+$")
_OWNER = re.compile(r"[A-ZÀ-ÞĀ-ž][\w-]+(?=['’]s (?:Administration|Cabinet|Coalition|Government)\b)")
_JOINED = re.compile(r"(?:\b(?:and|the|or|of)\b|['’]s|[-–—/,&\s])*")
_PARTICLE = re.compile(
    r"(?:(?: (?:v[ao]n|de[nrl]?|bin|ibn|bint|[Aa]l|el|da|dos|di|abu))+[ -][A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]\b)+"
)
_HYPHENATED = re.compile(r"-(?!(?:Appointed|Backed|Based|Era|Led|Linked|Style)\b)[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]\b")
_WING = re.compile(r"-([A-Z]{1,4})\b")
_BEFORE = re.compile(r"([A-ZÀ-ÞĀ-ž][\w’'.-]*)\s$")
_NEXT = re.compile(r" ([A-Z][a-z]+)")
_TWO_WORDS = re.compile(r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ] [A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]\b")
_GOVERNMENT = re.compile(r" (?:Administration|Cabinet|Coalition|Government)$")
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
    model, seen_in_capitals = [], set()
    for ent in article.doc.ents:
        if ent.label_ in _NAMED and in_capitals(ent.start_char):
            seen_in_capitals.add(ent.start_char)
        elif ent.label_ in _LABELS:
            mention = _mended(ent, text)
            if mention:
                model.append(mention)
    model = by_shape(model, text)
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


def _mended(ent, text: str) -> Mention | None:
    """The model's mention without articles, possessives, titles, and words that are no part of a name."""
    start, end, label = ent.start_char, ent.end_char, ent.label_
    if label not in _NAMED:
        return Mention(start, end, label, text[start:end])
    first = ent.start
    while first < ent.end - 1 and ent.doc[first].is_sent_start and ent.doc[first].pos_ in _NOT_A_NAME:
        first += 1
        start = ent.doc[first].idx
    span = text[start:end]
    if ")" not in span and span.partition("(")[0].islower():
        start += span.index("(") + 1 if "(" in span else 0
        span = text[start:end]
    if "\n" in span:
        span = span.split("\n")[0]
        end = start + len(span)
    if " (" in span and ")" not in span:
        span = span.split(" (")[0]
        end = start + len(span)
    if " The " in span:
        start = text.rindex(" The ", start, end) + 5
        span = text[start:end]
    leading = _LEADING.match(span)
    start += leading.end() if leading else 0
    while match := _POSSESSIVE.search(text, max(start, end - 4), end):
        end = match.start()
    if label == "ORG" and (before := text[start:end].rpartition(" "))[1] and _part_of_title(before[2], text, end):
        end -= len(before[2]) + 1
    if label in OTHERS and (person := _titled_person(text, start, end)):
        start, label = person, "PERSON"
    if label == "ORG" and (owner := _OWNER.match(text[start:end])) and titles.before(text, start):
        end, label = start + owner.end(), "PERSON"
    if label in ("PERSON", "ORG") and (match := _GOVERNMENT.search(text, start, end)) and sex_of(text[start:end]):
        end, label = match.start(), "PERSON"
    if " " in span and label in ("PERSON", "ORG", "FAC", "GPE") and (match := _TRAILING.search(text[start:end])):
        end = start + match.start()
    if (
        label == "ORG"
        and text[start:end].split(" ")[0].lower() in titles.FIELDS
        and (name := _after_field(text, start, end))
    ):
        start, label = name, "PERSON"
    if label == "PERSON" and (of := text[start:end].rpartition(" of "))[0] and _is_country(of[2]):
        end = start + len(of[0])
    if label == "PERSON":
        start = _with_given_name(ent.doc, text, first, _after_title(text, start, end))
        particles = _PARTICLE.match(text, end)
        end = particles.end() if particles else _with_surname(ent, end)
    if (
        label == "ORG"
        and (match := _WING.match(text, end))
        and text[start:end].isupper()
        and not re.search(rf"(?<!-)\b{match[1]}\b", text)
    ):
        end = match.end()
    if label == "ORG" and titles.enacted(text[start:end]):
        label = "LAW"
    if label == "ORG":
        first, comma, last = text[start:end].rpartition(", ")
        if (
            comma
            and " of " not in first
            and " " in last
            and " and " not in last
            and last.split()[-1].lower() in titles.BODIES
        ):
            start = end - len(last)
    described = ent.start > 0 and ent.doc[ent.start - 1].pos_ in ("ADJ", "DET")
    if end - start < 2 or not any(c.isupper() for c in text[start:end]) or _no_name(text, start, end, described):
        return None
    if label == "PERSON" and (match := _HYPHENATED.match(text, end)):
        end = match.end()
    return Mention(start, end, label, text[start:end])


def _is_country(name: str) -> bool:
    known = gazetteer().forms.get(name)
    return known is not None and known.label == "GPE" and known.kind == "name"


def _part_of_title(word: str, text: str, end: int) -> bool:
    """Whether a body's last word belongs to the office that follows: 'State Department Special' before 'Envoy'."""
    after = re.match(r" ([A-Z][a-z-]+)", text[end : end + 30])
    office = after[1].lower() if after else ""
    ranked = word.lower() in titles.RANKS and office in titles.OFFICES
    return ranked or f"{word} {office}".lower() in titles.OFFICES


def _titled_person(text: str, start: int, end: int) -> int | None:
    """Where a person's name begins in what the model took for something else: 'Ms Caird', 'Labour MP Ann Doyle'."""
    name = _after_title(text, start, end)
    title = titles.before(text[start:end], name - start)
    if title is None:
        return None
    words = text[name:end].split()
    if text[start : start + 2].isupper() or text[max(0, start - 4) : start] == "The ":
        return None
    office = bool(title.office) and title.office not in titles.HONORIFICS
    known = title.honorific in titles.PERSONAL or len(words) > 1 and (office or sex_of(text[name:end]))
    known = known or text.count(text[name:end]) > text.count(text[start:end])
    shaped = all(CAPITALISED.fullmatch(word) for word in words) and not looks_like_body(words)
    return name if known and 0 < len(words) < 4 and shaped else None


def _no_name(text: str, start: int, end: int, described: bool) -> bool:
    """'the Sheikh', 'the old Sheikh', 'Sheikh' cut off from the name that follows, 'COVID', 'the Government'."""
    word = text[start:end]
    low, after = word.lower(), text[end : end + 2]
    if low in titles.HONORIFICS and (described or after[:1] == "." or (after[:1] == " " and after[1:].isupper())):
        return True
    office = "-" in word and low in titles.OFFICES
    return office or word.partition("-")[0] in titles.ABBREVIATIONS or word in titles.GENERIC


def _with_given_name(doc, text: str, first: int, start: int) -> int:
    """Where a name begins once a given name that the model left in front is put back: 'Abdul' before 'Salam Zaeef'."""
    given = _BEFORE.search(text, max(0, start - 25), start) if first else None
    if not given or not (sex_of(f"{given[1]} X") or _said_again(text, given[1], start)):
        return start
    before = doc[first - 1]
    left = before.text == given[1] and doc[first].idx == start == before.idx + len(before) + 1
    left = left and not (before.i and before.nbor(-1).pos_ == "ADP")
    return before.idx if left and before.pos_ == "PROPN" and not before.ent_type_ and before.text.istitle() else start


def _said_again(text: str, word: str, start: int) -> bool:
    """Whether a word stands before two others of a name more than once, and is no title: 'Moninder' before 'Singh Pandher'."""
    name = _TWO_WORDS.match(text, start)
    if not name or len(word) < 4 or text.count(f"{word} {name[0]}") < 2:
        return False
    plain = word.lower().rstrip(".")
    title = plain in titles.WORDS or plain in titles.FIELDS or plain in titles.RANKS or word in titles.GENERIC
    return not title and not looks_like_body([word])


def _with_surname(ent, end: int) -> int:
    """Where a name ends once the names that the model left behind are put back: 'Vajpayee' after 'Atal Behari'."""
    last = ent[-1]
    if last.dep_ != "compound" or last.idx + len(last) != end or not last.i < last.head.i < last.i + 4:
        return end
    for after in ent.doc[ent.end : last.head.i + 1]:
        named = after.idx == end + 1 and after.tag_ == "NNP" and not after.ent_type_ and after.text.istitle()
        if not named or looks_like_body([after.text]) or after.lower_ in titles.OFFICES | titles.WORDS:
            break
        end = after.idx + len(after)
    return end


def _after_field(text: str, start: int, end: int) -> int | None:
    """Where a person's name begins after the field of an office: 'Defense Lloyd Austin' in 'Secretary of Defense Lloyd Austin'."""
    words = text[start:end].split(" ")
    while len(words) > 2 and words[0].lower() in titles.FIELDS:
        start += len(words.pop(0)) + 1
    title = titles.before(text, start) if 1 < len(words) < 4 and not looks_like_body(words) else None
    return start if title and title.office_end == start - 1 else None


def _after_title(text: str, start: int, end: int) -> int:
    """Where the name begins once its titles are taken off."""
    if not any(map(titles.may_end, text[start:end].split()[:-1])):
        return start
    words = [match.start() + start for match in re.finditer(r"\S+", text[start:end])]
    for at in reversed(words[1:]):
        title = titles.before(text[start:end], at - start)
        if title and (title.start == 0 or title.office not in titles.HONORIFICS | {""}):
            return at
    return start


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
        elif mention.label in _NAMED and _longer_name(mention, inside, text):
            first = inside[0]
            if mention.label == "PERSON" and first.label == "ORG" and first.start == mention.start:
                mention.start, mention.text = first.end + 1, mention.text[len(first.text) + 1 :]
            keep.append(mention)
            covered.update(m.start for m in inside if m.start >= mention.start)
    return sorted([m for m in listed if m.start not in covered] + keep, key=lambda m: m.start)


def _longer_name(mention: Mention, inside: list[Mention], text: str) -> bool:
    """Whether a model's mention is more than the listed names in it: 'Bank of China', not 'UK-France' or 'the US'."""
    if inside[0].start < mention.start or inside[-1].end > mention.end:
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
