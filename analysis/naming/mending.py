"""One mention of the model's, mended: without articles, possessives and titles, with the names that it left behind."""

import re

from . import titles
from .bodies import looks_like_body
from .gazetteer import gazetteer
from .mentions import OTHERS, Mention
from .people import sex_of
from .shapes import CAPITALISED

_NOT_A_NAME = frozenset({"VERB", "AUX", "ADP", "ADV", "SCONJ", "PRON", "CCONJ", "DET", "INTJ", "PART"})
_POSSESSIVE = re.compile(r"(?:['’]s?|‘s|[\s,.;:/&–—-]+)$")
_LEADING = re.compile(r"(?:[Tt]he\]?\s+|[^\w(]+|(?:an?|at|by|for|from|in|its|our|s|that|this|to|with)\s+)+")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_TRAILING = re.compile(r"(?:\s+[^\W\dA-ZÀ-ÞĀ-ž]\w*)+$")
_OWNER = re.compile(r"[A-ZÀ-ÞĀ-ž][\w-]+(?=['’]s (?:Administration|Cabinet|Coalition|Government)\b)")
_PARTICLE = re.compile(
    r"(?:(?: (?:v[ao]n|de[nrl]?|bin|ibn|bint|[Aa]l|el|da|dos|di|abu))+[ -][A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]\b)+"
)
_HYPHENATED = re.compile(r"-(?!(?:Appointed|Backed|Based|Era|Led|Linked|Style)\b)[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]\b")
_HYPHENS = re.compile(r"(?:-(?!and|or|to)[a-z]{1,4}-[A-ZÀ-Þ][\w’]+)+")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.? ?\d[\d, ]*")
_WEEKDAY = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=[.,]? \d)")
_MEMBER = re.compile(r"\bmembers? of (?:the )?$")
_NO_INITIALS = titles.ABBREVIATIONS | titles.WORDS
_TITLED = titles.OFFICES | titles.WORDS
_ABROAD = re.compile(r" to (?=[A-Z])")
_JOINED = re.compile(r"(?:\b[Tt]he |['’]s ?)([A-Z][a-zß-ÿ]+(?<!s) and )$")
_SMALL_PREFIX = re.compile(r"[a-z]{1,2}[A-Z][a-z]+ ")
_LAND = re.compile(r" of [A-Z][a-zß-ÿ]+(?: [A-Z][a-zß-ÿ]+)?\b")
_WING = re.compile(r"-([A-Z]{1,4})\b")
_BEFORE = re.compile(r"([A-ZÀ-ÞĀ-ž][\w’'.-]*)\s$")
_TWO_WORDS = re.compile(r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ] [A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]\b")
_GOVERNMENT = re.compile(r" (?:Administration|Cabinet|Coalition|Government)$")


def mended(ent, text: str) -> Mention | None:
    """The model's mention without articles, possessives, titles, and words that are no part of a name; None if no name is left."""
    start, end, label = ent.start_char, ent.end_char, ent.label_
    first = ent.start
    while first < ent.end - 1 and ent.doc[first].is_sent_start and ent.doc[first].pos_ in _NOT_A_NAME:
        first += 1
        start = ent.doc[first].idx
    if not text[start:end].isalpha():
        start, end = _trimmed(text, start, end)
        if label == "ORG" and (before := text[start:end].rpartition(" "))[1] and _part_of_title(before[2], text, end):
            end -= len(before[2]) + 1
        start, end, label = _bearer(text, start, end, label)
        if label in ("PERSON", "ORG", "FAC", "GPE") and (match := _TRAILING.search(text, start, end)):
            end = match.start()
    if label == "PERSON":
        start, end = _person(ent, text, first, start, end)
    elif label in ("FAC", "ORG"):
        start, end = _whole(ent, text, start, end)
    if label == "ORG":
        start, end, label = _body(text, start, end)
    if label != "PERSON" and (match := _HYPHENS.match(text, end)):
        end = match.end()
    name = text[start:end]
    if (
        len(name) < 2
        or name == name.lower()
        or label == "PERSON"
        and _DIGIT.search(name)
        or name[-1].isdigit()
        and _DATE.fullmatch(name)
        or len(name) == 3
        and _WEEKDAY.match(text, start)
        or _no_name(ent, text, start, end)
    ):
        return None
    return Mention(start, end, label, name)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a bracket or a line that is not the name's own, the article before it and the possessive after it."""
    span = text[start:end]
    if ")" not in span and (opened := span.partition("("))[1]:
        if opened[0].islower():
            start += len(opened[0]) + 1
        elif opened[0].endswith(" "):
            end = start + len(opened[0]) - 1
    end = start + len(text[start:end].split("\n")[0])
    if " The " in text[start:end]:
        start = text.rindex(" The ", start, end) + 5
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    while not _DOTTED.fullmatch(text, start, end) and (match := _POSSESSIVE.search(text, max(start, end - 4), end)):
        end = match.start()
    return start, end


def _bearer(text: str, start: int, end: int, label: str) -> tuple[int, int, str]:
    """The person in what the model took for something else: 'Ms Caird', 'Obama Administration', 'Defense Lloyd Austin',
    'Syria Geir Pedersen'.
    """
    if label in OTHERS and (person := _titled_person(text, start, end)):
        start, label = person, "PERSON"
    if label == "ORG" and (owner := _OWNER.match(text, start, end)) and titles.before(text, start):
        end, label = owner.end(), "PERSON"
    if label in ("PERSON", "ORG") and (match := _GOVERNMENT.search(text, start, end)) and sex_of(text[start:end]):
        end, label = match.start(), "PERSON"
    if label == "ORG" and (name := _after_field(text, start, end)):
        start, label = name, "PERSON"
    first, blank, rest = text[start:end].partition(" ")
    if blank and label in ("ORG", "PERSON") and first in gazetteer().forms and not looks_like_body(rest.split()):
        title = titles.before(text, end - len(rest)) if titles.is_country(first) else None
        sent = title and title.office and title.start < start
        if sent or " " in rest and _MEMBER.search(text, max(0, start - 15), start):
            start, label = end - len(rest), "PERSON"
    return start, end, label


def _person(ent, text: str, first: int, start: int, end: int) -> tuple[int, int]:
    """A person's name without title and country, with what stands beside it and belongs to it."""
    if (of := text[start:end].rpartition(" of "))[0] and titles.is_country(of[2]):
        end = start + len(of[0])
    start = _with_given_name(ent.doc, text, first, _after_title(text, start, end))
    particles = _PARTICLE.match(text, end)
    end = particles.end() if particles else _with_surname(ent, end)
    hyphenated = _HYPHENATED.match(text, end)
    return start, hyphenated.end() if hyphenated else end


def _body(text: str, start: int, end: int) -> tuple[int, int, str]:
    """A body's name with the letters of its wing, without what stands before its comma; a law is none."""
    wing = _WING.match(text, end)
    if wing and text[start:end].isupper() and not re.search(rf"(?<!-)\b{wing[1]}\b", text):
        end = wing.end()
    if titles.enacted(text[start:end]):
        return start, end, "LAW"
    before, comma, last = text[start:end].rpartition(", ")
    listed = " of " in before or " and " in last
    if comma and not listed and " " in last and last.split()[-1].lower() in titles.BODIES:
        start = end - len(last)
    return start, end, "ORG"


def _whole(ent, text: str, start: int, end: int) -> tuple[int, int]:
    """A body's name from 'Peace and' or 'uMkhonto' to 'of Kenya', not to where one goes or to who heads it: 'BNP Chairperson'."""
    if text.startswith(" of", end) and ent.text.endswith(" of") and (land := _LAND.match(text, end)):
        end = land.end()
    away = _ABROAD.search(text, start, end) if " to " in text[start:end] else None
    if away and gazetteer().forms.get(text[away.end() : end]):
        end = away.start()
    before, _, last = text[start:end].rpartition(" ")
    if before.isupper() and last.lower() in titles.OFFICES:
        end = start + len(before)
    if last.lower() in titles.MOVEMENTS and (joined := _JOINED.search(text, max(0, start - 25), start)):
        alone = ent.start < 2 or not ent.doc[ent.start - 2].ent_type_
        start = joined.start(1) if alone and joined[1].split()[0] not in gazetteer().forms else start
    word = text.rfind(" ", 0, max(0, start - 1)) + 1
    small = text[word : word + 1].islower() and _SMALL_PREFIX.fullmatch(text, word, start)
    return word if small else start, end


def _part_of_title(word: str, text: str, end: int) -> bool:
    """Whether a body's last word belongs to the office that follows: 'State Department Special' before 'Envoy'."""
    after = re.match(r" ([A-Z][a-z-]+)", text[end : end + 30])
    office = after[1].lower() if after else ""
    ranked = word.lower() in titles.RANKS and office in titles.OFFICES
    return ranked or f"{word} {office}".lower() in titles.OFFICES


def _titled_person(text: str, start: int, end: int) -> int | None:
    """Where a person's name begins in what the model took for something else: 'Ms Caird', 'Labour MP Ann Doyle'."""
    name = _after_title(text, start, end)
    title = titles.before(text[start:end], name - start) if name > start else None
    if title is None:
        return None
    words = text[name:end].split()
    if text[start : start + 2].isupper() or text[max(0, start - 4) : start] == "The ":
        return None
    office = bool(title.office) and title.office not in titles.HONORIFICS
    ranked = "-" in title.honorific or " " in title.honorific
    known = title.honorific in titles.PERSONAL or len(words) > 1 and (office or ranked or sex_of(text[name:end]))
    known = known or text.count(text[name:end]) > text.count(text[start:end])
    shaped = all(CAPITALISED.fullmatch(word) for word in words) and not looks_like_body(words)
    return name if known and 0 < len(words) < 4 and shaped else None


def _after_field(text: str, start: int, end: int) -> int | None:
    """Where a person's name begins after the field of an office: 'Defense Lloyd Austin' in 'Secretary of Defense Lloyd Austin'."""
    words = text[start:end].split(" ")
    if words[0].lower() not in titles.FIELDS:
        return None
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


def _with_given_name(doc, text: str, first: int, start: int) -> int:
    """Where a name begins once a given name that the model left in front is put back: 'Abdul' before 'Salam Zaeef'."""
    given = _BEFORE.search(text, max(0, start - 25), start) if first else None
    initials = given and len(given[1]) == 2 and given[1].isupper() and _TWO_WORDS.match(text, start)
    initials = initials and not {given[1], given[1].lower()} & _NO_INITIALS and given[1] not in gazetteer().forms
    if not given or not (initials or sex_of(f"{given[1]} X") or _said_again(text, given[1], start)):
        return start
    before = doc[first - 1]
    left = before.text == given[1] and doc[first].idx == start == before.idx + len(before) + 1
    left = left and not (before.i and before.nbor(-1).pos_ == "ADP")
    left = left and before.pos_ == "PROPN" and not before.ent_type_
    return before.idx if left and (initials or before.text.istitle()) else start


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
        if not named or looks_like_body([after.text]) or after.lower_ in _TITLED:
            break
        end = after.idx + len(after)
    return end


def _no_name(ent, text: str, start: int, end: int) -> bool:
    """'the Sheikh', 'the old Sheikh', 'Sheikh' cut off from the name that follows, 'COVID', 'the Government', 'Joint'."""
    word = text[start:end]
    low, after = word.lower(), text[end : end + 2]
    if low in titles.HONORIFICS:
        described = ent.start > 0 and ent.doc[ent.start - 1].pos_ in ("ADJ", "DET")
        if described or after[:1] == "." or (after[:1] == " " and after[1:].isupper()):
            return True
    office = "-" in word and low in titles.OFFICES or low in titles.RANKS and _part_of_title(word, text, end)
    return office or word.partition("-")[0] in titles.ABBREVIATIONS or word in titles.GENERIC
