"""Names that the model misses and their shape shows: after a title, by their last word, in capitals."""

import re
from bisect import bisect_left

from spacy.lang.en.stop_words import STOP_WORDS

from . import titles
from .acronyms import initials
from .bodies import looks_like_body
from .mentions import Mention, uncovered
from .people import fold

PARTICLE = r"(?:d[aiu]|de[lnr]?|dos|l[ae]|te[nr]|v[ao]n)"
CAPITALISED = re.compile(rf"(?:[A-ZÀ-ÞĀ-ž](?:[.]|[\w’'.-]*[a-zß-ÿ.])|al-\w+|bin|el-\w+|{PARTICLE})(?: |$)")
_SMALL = re.compile(r"[a-zß-ÿ]")
_SMALL_WORDS = frozenset(
    "after against amid and as at before by for from in into near of on over the to under with".split()
)
_BODY = re.compile(
    r"(?!The\b)(?:[A-ZÀ-Þ][\w’-]*[a-zß-ÿ] (?:(?:and|of|for|&) (?:the )?)?){1,9}([A-ZÀ-Þ][a-zß-ÿ]+)\b(?=['’]s |[,;] |[.]? [a-z(]|[.,;]?$)",
    re.MULTILINE,
)
EZAFE = re.compile(
    rf"\b(?:{'|'.join(sorted(titles.EZAFE))})(?=[ \w-]*-(?:e|i|ul|ut)-)(?:(?:-(?:e|i|ul|ut)-| )[A-Z][a-z]\w+)+"
)
_PROVINCE = re.compile(r"\b(?:(?:North|South|East|West|Central)(?:ern)?[ -]?){1,2} [Pp]rovince\b")
_COURT = re.compile(rf"\b[A-ZÀ-Þ][a-zß-ÿ]+ (?:{'|'.join(titles.COURTS)}) court\b")
_SITE_OF_NEWS = re.compile(r"(?<![\w./@-])[A-Za-z][\w-]+\.(?:com|net|org)\b(?!/)")
_WING = rf"(?:{'|'.join(titles.WINGS)})"
_PARTY = re.compile(rf"\b[A-Z]{{2,6}} ?\({_WING}(?:[ –-]{_WING})*\)")
_SHAPES = (
    (_PARTY, re.compile(rf"\({_WING}"), "ORG"),
    (_SITE_OF_NEWS, re.compile(r"\.(?:com|net|org)\b"), "ORG"),
    (EZAFE, re.compile(r"-(?:e|i|ul|ut)-"), "ORG"),
    (_PROVINCE, re.compile(" [Pp]rovince"), "GPE"),
    (_COURT, re.compile(" court"), "ORG"),
)
_SITE = re.compile(rf"[A-ZÀ-Þ][\w’-]*[a-zß-ÿ] (?:international )?(?:{'|'.join(titles.SITES)})\b")
_PRINTED = re.compile(rf" (?:{'|'.join(titles.PRINTED)})\b")
_CALLED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b")
_OPENER = re.compile(r"(?<![^\n])[A-ZÀ-Þ]{4,} ([A-ZÀ-Þ][\w’'-]*[a-zß-ÿ])(?= (?:has|is|said|says|was|will)\b)")
_NEXT = re.compile(r" ([A-Z][a-z]+)\b")
_MIDDLE = re.compile(r"[a-z]+,? $")
_SHOUTED = re.compile(r" [A-ZÀ-Þ]{2,}\b")
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{1,4})?")
_NAME = re.compile(
    r"[A-ZÀ-ÞĀ-ž][\w’-]*[a-zß-ÿ](?: (?:[A-ZÀ-ÞĀ-ž][\w’-]*[a-zß-ÿ]|bin|al-\w+)){0,2}\b|(?:[A-Z]\.? ?){1,3}(?<=[. ])[A-ZÀ-Þ][a-zß-ÿ]+(?: [A-ZÀ-Þ][a-zß-ÿ]+)?"
)
_ACTING_BODIES = titles.BODIES - titles.DONE_BY_BODIES
_COMMON = STOP_WORDS | titles.WORDS
_OPENERS = {word.title() for word in STOP_WORDS} - {"May", "The", "Will"}
_NO_NAMES = titles.WORDS | titles.FIELDS | _SMALL_WORDS


def by_shape(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions with what its shape alone names: 'Tehreek-i-Insaf', 'Jamiat Ulema-e-Islam', 'Western province'."""
    found = [
        Mention(*match.span(), label, match[0])
        for pattern, sign, label in _SHAPES
        for match in (pattern.finditer(text) if sign.search(text) else ())
        if match[0].split()[0].lower() not in _COMMON
    ]
    keep = [m for m in mentions if not any(m.start < name.end and name.start < m.end for name in found)]
    return sorted(keep + found, key=lambda m: m.start) if found else mentions


def announced(text: str, mentions: list[Mention], heads: list[tuple[int, int]]) -> list[Mention]:
    """Add persons that a title announces ('Field Marshal Asim Munir') and bodies that capitals show ('MONUSCO')."""
    added, at = [], 0
    short = {initials(m.text) for m in mentions if m.label == "ORG" and " " in m.text}
    looks = [_body, *(look for sign, look in _SIGNS if sign.search(text))]
    for start, word in uncovered(text, mentions):
        if start >= at and word not in _OPENERS:
            head = any(first <= start < last for first, last in heads)
            seen = None if head else next(filter(None, (look(text, start) for look in looks)), None)
            mention = seen or _person_or_body(text, start, word, short)
            if mention is None or (head and mention.title and text.count(mention.text.split()[-1]) == 1):
                continue
            following = bisect_left(mentions, start, key=lambda m: m.start)
            after = mentions[following] if following < len(mentions) else None
            if after and mention.end > after.start and mention.label == "ORG" and _ACRONYM.fullmatch(word):
                mention = Mention(start, start + len(word), "ORG", word)
            if after is None or mention.end <= after.start:
                added.append(mention)
                at = mention.end
            elif mention.title and after.label in ("PERSON", "ORG") and not after.known:
                after.start, after.text, after.title = start, text[start : after.end], mention.title
                after.label = "PERSON"
    return sorted(mentions + added, key=lambda m: m.start)


def _body(text: str, start: int) -> Mention | None:
    """A body by its last word: "Community and Public Sector Union"."""
    found = _BODY.match(text, start)
    named = found and found[1].lower() in titles.BODIES and len(found[0].split()) > 2
    named = named and found[0].lower().partition(" of ")[0] not in titles.OFFICES
    joined = found and any(word.istitle() and word.lower() in _SMALL_WORDS for word in found[0].split())
    return Mention(start, found.end(), "ORG", found[0]) if named and not joined else None


def _site(text: str, start: int) -> Mention | None:
    """A place by the kind that follows its name in small letters: 'Mannagh air base', 'Sultanahmet square'."""
    found = _SITE.match(text, start)
    common = found and (found[0].split()[0].lower() in _COMMON or begins_there(text, start))
    return Mention(start, found.end(), "FAC", found[0]) if found and not common else None


def _paper(text: str, start: int) -> Mention | None:
    """What is called 'The' in the middle of a sentence, or is a paper or an agency: 'told The Wire', 'Fars news agency'."""
    agency = _CALLED.match(text, start)
    if agency and _PRINTED.match(text, agency.end()) and agency[0].split()[0].lower() not in _COMMON:
        return Mention(start, agency.end(), "ORG", agency[0])
    found = _CALLED.match(text, start + 4) if text[start : start + 4] == "The " else None
    first = found[0].split()[0] if found else ""
    if not found or first.lower() in titles.WORDS or first in titles.GENERIC:
        return None
    if _MIDDLE.search(text, max(0, start - 20), start) or _PRINTED.match(text, found.end()):
        return Mention(start + 4, found.end(), "ORG", found[0])
    return None


_SIGNS = (
    (re.compile(rf"The |{_PRINTED.pattern}"), _paper),
    (re.compile(rf"(?:{'|'.join(titles.SITES)})\b"), _site),
)


def _person_or_body(text: str, start: int, word: str, short: set[str]) -> Mention | None:
    if (opener := _OPENER.match(text, start)) and _is_opener(text, word, opener[1]):
        return Mention(start, opener.end(), "PERSON", opener[0])
    if _ACRONYM.fullmatch(word) and (len(word) > 3 or word in short or _used_again(text, word)):
        line_end = _line_end(text, start)
        around = text[max(0, text.rfind("\n", 0, start), start - 20) : min(start + len(word) + 20, line_end)]
        shouted = begins_there(text, start) and _SHOUTED.match(text, start + len(word))
        in_capitals = shouted or re.search(r"\b[A-Z]{2,} *$", text[max(0, start - 20) : start])
        common = (word in titles.ABBREVIATIONS or word.lower() in STOP_WORDS) and word not in short
        common = common or begins_there(text, start) and re.search(rf"\b{word.lower()}\b", text)
        if not common and len(_SMALL.findall(around)) > 9 and not in_capitals:
            after = _NEXT.match(text, start + len(word))
            end = after.end() if after and after[1].lower() in _ACTING_BODIES else start + len(word)
            return Mention(start, end, "ORG", text[start:end])
        return None
    title = titles.before(text, start)
    match = _NAME.match(text, start, _line_end(text, start)) if title else None
    if not match or not (title.honorific or text[title.office_start].isupper() or " " in match[0]):
        return None
    if fold(word) in _NO_NAMES or looks_like_body(match[0].split()):
        return None
    return Mention(start, match.end(), "PERSON", match[0], title=title)


def _is_opener(text: str, word: str, surname: str) -> bool:
    """Whether a story opens with a name, its first word in capitals: 'WYLBUR Simuusa says', and Simuusa comes again."""
    titled = {word.lower(), surname.lower()} & (titles.WORDS | titles.FIELDS | titles.BODIES)
    return not titled and text.count(word) == 1 and text.count(surname) > 1


def _used_again(text: str, letters: str) -> bool:
    """Whether a short acronym stands in a text twice or more, and not as a common noun: "an MRI"."""
    if text.count(letters) < 2:
        return False
    found = [match.start() for match in re.finditer(rf"{letters}\b", text)]
    alone = [at for at in found if not text[at - 1 : at].isalnum() and not text.endswith((" a ", " an "), 0, at)]
    return len(alone) > 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end > 0 else len(text)


def begins_there(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins there."""
    before = text[max(0, start - 2) : start].strip(" \n“\"‘'(")
    return before in ("", ".", "?", "!", ":", "—")
