"""What in a file is news: header, headline, dateline, heading, caption, body and boilerplate, as spans over the text.

Newspapers mark these by place, capitals, a missing full stop and empty lines, not by tags. The rules below read those
signs; what they cannot tell stays body.

>>> for zone in find_zones("date 2025-09-02 PARIS: France will host a meeting on Thursday."):
...     print(zone)
Zone(kind='header', start=0, end=15)
Zone(kind='dateline', start=16, end=22)
Zone(kind='body', start=23, end=62)
"""

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter
from string import ascii_lowercase, ascii_uppercase

from .datelines import BYLINE, MONTH, dateline, header
from .paragraphs import Paragraph, find_paragraphs

_PHRASES = tomllib.loads(files("analysis.data").joinpath("boilerplate.toml").read_text("utf-8"))
OPENING = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES["opening"]), re.IGNORECASE)
CLOSING = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES["closing"]), re.IGNORECASE)
CREDIT = re.compile(
    r"^FILE\b|\b[Ff]ile (?:photo|picture|image)\b|\b(?:AP|AFP|Reuters|PTI|EPA) Photo\b"
    r"|/ ?(?:AFP|AP|EPA|Getty|Reuters)\b|\bREUTERS ?/|\bGetty Images\b"
    r"|\b(?:[Pp]hoto|[Ii]mage|[Pp]icture)(?:graph)?(?: by |s? ?: |/)|^Pictured\b"
)
LOWER, UPPER = ascii_lowercase.encode(), ascii_uppercase.encode()
CREDIT_SIGNS = ("FILE", "hoto", "icture", "mage", "/")
OPEN_END = re.compile(
    r"\b(?:a|added|an|and|are|as|at|by|for|from|had|has|have|his|in|is|its|of|on|or|said|says|that|the|their|to|was|were"
    r"|which|who|with)$|[-–—]$"
)
SENTENCE_WORD = re.compile(r"\b(?:a|an|are|had|has|have|her|his|is|its|the|their|was|were)\b")
WHEN = rf"(?i:\b(?:{MONTH}|\d[\d:/.-]*(?:st|nd|rd|th)?|[AP]M|GMT|UTC|[A-Z]?[ES]T|[a-z]+day)(?!\w))"
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
SMALL_WORDS = re.compile(
    r"(?:about|after|also|amid|from|into|over|says|than|that|upon|when|while|will|with|without)$", re.IGNORECASE
)
FRAMED = re.compile(r"([-–—*=_~]+) ?\S.*\S ?\1|#{1,6} \S.*")
FRAMED_WITHIN = re.compile(r"(?<=[.!?”\"] )([-–—]) [“\"‘']?[A-Z][^-–—.]{2,60} \1(?= [A-Z“\"‘])")
CAPITALS_WITHIN = re.compile(
    r"[A-Z](?<!\S.)[A-Z0-9’'-]+(?:,?[ \xa0][A-Z0-9’'&$][A-Z0-9’'&.-]*){2,14}(?=[ \xa0][“\"‘]?[A-Z][a-z])"
)
SENTENCE_END = re.compile(r"(?<=[.!?”\"’)\]]) +")


@dataclass(frozen=True)
class Zone:
    """A stretch of text of one kind; `text[start:end]`."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=32)
def find_zones(text: str) -> tuple[Zone, ...]:
    """Zones of a text in order, without overlap; between them only white space.

    A body zone is one paragraph, or the part of it between a dateline and a heading that stand on the same line. The
    zones of the last texts are kept, since a batch is first parsed and then read.
    """
    paragraphs = find_paragraphs(text)
    zones, paragraphs = _opening(text, paragraphs)
    paragraphs, closing = _closing(paragraphs)
    letters = text.encode("ascii", "ignore")
    shouting = len(letters.translate(None, LOWER)) > len(letters.translate(None, UPPER))
    told = False
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        kind = _kind(paragraph, following, shouting)
        if kind == "body":
            zones += _within(text, paragraph, first=not told, last=following is None, shouting=shouting)
            told = True
        else:
            zones.append(Zone(kind, paragraph.start, paragraph.end))
    return (*zones, *(Zone("boilerplate", paragraph.start, paragraph.end) for paragraph in closing))


_START = attrgetter("start")


def zone_at(zones: tuple[Zone, ...], offset: int) -> Zone | None:
    """The zone that holds a character, or None between zones."""
    at = bisect_right(zones, offset, key=_START) - 1
    return zones[at] if at >= 0 and offset < zones[at].end else None


def _opening(text: str, paragraphs: list[Paragraph]) -> tuple[list[Zone], list[Paragraph]]:
    """Header, byline and headline, and the paragraphs that remain after them."""
    zones, rest, headlines = [], list(paragraphs), []
    while rest:
        paragraph, following = rest[0], rest[1] if len(rest) > 1 else None
        end = header(text, paragraph.start)
        if end > paragraph.start:
            zones.append(Zone("header", paragraph.start, end))
            rest[:1] = _after(text, paragraph, end)
        elif BYLINE.fullmatch(paragraph.words):
            zones.append(Zone("header", paragraph.start, paragraph.end))
            del rest[0]
        elif following and _is_headline(text, paragraph, following, headlines):
            zones.append(Zone("headline", paragraph.start, paragraph.end))
            headlines.append(rest.pop(0).words)
        else:
            break
    if rest and not headlines:
        glued = _glued_headline(text, rest[0])
        if glued:
            zones.append(Zone("headline", rest[0].start, glued))
            rest[:1] = _after(text, rest[0], glued)
    return zones, rest


def _after(text: str, paragraph: Paragraph, end: int) -> list[Paragraph]:
    """What is left of a paragraph behind `end`."""
    words = text[end : paragraph.end].lstrip()
    return [Paragraph(paragraph.end - len(words), paragraph.end, words)] if words else []


def _is_headline(text: str, paragraph: Paragraph, following: Paragraph, above: list[str]) -> bool:
    """Whether a paragraph is a headline, or the second line of one; `above` are those before it."""
    words = paragraph.words
    dated = dateline(text, paragraph.start) > paragraph.start
    if len(above) > 1 or len(words) > 220 or (dated and (above or len(words) > 160)):
        return False
    begins = following.words.lstrip("“\"‘'")[:1].isupper() or _is_date(following.words)
    if OPENING.match(words) or _is_credit(words) or not begins:
        return False
    if _in_title_case(words) or words.endswith(";") or (above and above[-1].endswith(";")):
        return True
    if (above or paragraph.gap) and _is_caption(paragraph, following):
        return False
    if not above and not dated and dateline(text, following.start) > following.start:
        return True
    if paragraph.stopped and not words.endswith("?"):
        bare = not SENTENCE_WORD.search(words) and not WEEKDAY.search(words)
        return bare and following.gap and len(words) <= 85 and words.count(" ") > 2
    return not OPEN_END.search(words)


def _is_date(words: str) -> bool:
    """A line that only tells when: '2018-10-08', '06:00 PM, Wednesday, August 21, 2024'."""
    return len(words) < 60 and words[0].isdigit() and not re.sub(WHEN, "", words).strip(" ,.:;|/-")


def _glued_headline(text: str, paragraph: Paragraph) -> int:
    """Where a headline ends that stands in one line with the dateline after it; 0 where there is none."""
    if dateline(text, paragraph.start) > paragraph.start:
        return 0
    for found in re.finditer(
        r"(?<=[\w’'”\"?!]) +(?=[A-Z(])", text[paragraph.start : min(paragraph.end, paragraph.start + 200)]
    ):
        at = paragraph.start + found.end()
        before = text[paragraph.start : at].strip()
        end = dateline(text, at, first=text[at : at + 3].isupper())
        if end > at and before.count(" ") > 2 and not before.isupper():
            return paragraph.start + found.start()
    return 0


def _closing(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of the story, and the boilerplate after them."""
    last = len(paragraphs)
    while last > 1 and _is_closing(paragraphs[last - 1].words):
        last -= 1
    return paragraphs[:last], paragraphs[last:]


def _is_closing(words: str) -> bool:
    quoted = words[0] in "“\"‘'"
    return _is_boilerplate(words) or (not quoted and len(words) < 400 and CLOSING.search(words) is not None)


def _is_boilerplate(words: str) -> bool:
    return OPENING.match(words) is not None or not any(map(str.isalpha, words))


def _kind(paragraph: Paragraph, following: Paragraph | None, shouting: bool) -> str:
    words = paragraph.words
    if _is_boilerplate(words):
        return "boilerplate"
    if len(words) < 300 and _is_credit(words[-80:]) and words[0] not in '“"':
        return "caption"
    if following and _is_heading(paragraph, following, shouting):
        return "heading"
    if following and _is_caption(paragraph, following):
        return "caption"
    return "body"


def _is_credit(words: str) -> bool:
    return any(sign in words for sign in CREDIT_SIGNS) and CREDIT.search(words) is not None


def _is_heading(paragraph: Paragraph, following: Paragraph, shouting: bool) -> bool:
    words = paragraph.words
    if len(words) > 120 or (count := len(words.split())) > 14:
        return False
    if FRAMED.fullmatch(words) or (words.isupper() and not shouting and not words.endswith(".") and len(words) > 3):
        return True
    if words[0] in '“"•-–—*' or words[0].isdigit() or paragraph.stopped or not _continues_anew(paragraph, following):
        return False
    return _in_title_case(words) or (count <= 6 and len(following.words) >= 60)


def _is_caption(paragraph: Paragraph, following: Paragraph) -> bool:
    """A whole sentence of one line without its full stop."""
    words = paragraph.words
    if paragraph.stopped or not 40 <= len(words) <= 250 or not words[0].isupper() or CAPITALS_WITHIN.match(words):
        return False
    whole = paragraph.gap or SENTENCE_WORD.search(words) is not None
    return whole and len(words.split()) >= 7 and _continues_anew(paragraph, following)


def _continues_anew(paragraph: Paragraph, following: Paragraph) -> bool:
    return not OPEN_END.search(paragraph.words) and following.words.lstrip("“\"‘'([-–— ")[:1].isupper()


def _in_title_case(words: str) -> bool:
    """'Leaders Agree to Tighten Sanctions', also with a full stop after it."""
    if len(words) > 160 or words.isupper():
        return False
    longer = [word.strip("“”\"‘’'(),.:;!?") for word in words.split()]
    longer = [word for word in longer if len(word) > 3 and not SMALL_WORDS.match(word)]
    return len(longer) >= 3 and not any(word[0].islower() for word in longer)


def _within(text: str, paragraph: Paragraph, first: bool, last: bool, shouting: bool) -> list[Zone]:
    """Dateline, headings and boilerplate that stand on the line of a body paragraph, and the body between them."""
    marked = []
    start = dateline(text, paragraph.start, first)
    if start > paragraph.start:
        marked.append(Zone("dateline", paragraph.start, start))
    end = paragraph.end
    if last:
        ends = (found.end() for found in SENTENCE_END.finditer(text, start, end))
        tail = next((at for at in ends if OPENING.match(text, at, end)), None)
        if tail:
            marked.append(Zone("boilerplate", tail, end))
            end = tail
    if any(f" {dash} " in paragraph.words for dash in "-–—"):
        marked += [Zone("heading", *found.span()) for found in FRAMED_WITHIN.finditer(text, start, end)]
    if not shouting:
        marked += [
            Zone("heading", *found.span())
            for found in CAPITALS_WITHIN.finditer(text, start, end)
            if found.start() == start
            or re.search(r"[.!?][”\"’)]?\s+$", text[max(start, found.start() - 4) : found.start()])
        ]
    if not marked:
        return [Zone("body", paragraph.start, paragraph.end)]
    return _fill(text, paragraph, sorted(marked, key=lambda zone: zone.start))


def _fill(text: str, paragraph: Paragraph, marked: list[Zone]) -> list[Zone]:
    """The marked zones and body between them."""
    zones, at = [], paragraph.start
    for zone in [*marked, Zone("end", paragraph.end, paragraph.end)]:
        words = text[at : zone.start]
        if words.strip():
            start = at + len(words) - len(words.lstrip())
            zones.append(Zone("body", start, start + len(words.strip())))
        if zone.start >= at and zone.kind != "end":
            zones.append(zone)
        at = max(at, zone.end)
    return zones
