"""Names in lines that are set otherwise than the text: datelines in capitals, headlines with a capital on each word."""

import re

from . import titles
from .bodies import looks_like_body
from .mentions import OTHERS, Mention
from .people import sex_of

_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’-]+){0,3}(?=\s*(?:[,(\[/–—―-]|$))")
_PLACE = re.compile(r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ](?: [A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]){0,2}(?=\s*[,([–—―-])")
_AGENCY = re.compile(r"(?<=[(\[])[A-Z][\w ]+(?=[)\]]\s*[:–—―-]*$)")
_BYLINE = re.compile(r"^(?:By|BY) ((?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*(?:,? |$)|and )+)$", re.MULTILINE)
_AUTHOR = re.compile(r"(?!and\b)[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]*)*")
_CREDIT = re.compile(r"[^\W\d_][^/<>\d@]*(?:/[^\W\d_][^/<>\d@]*)+")
_PART = re.compile(r"[^/]+")
_TOWNS = frozenset({"beach", "city", "island", "islands", "town"})
_NO_PLACE = frozenset(
    "aboard and border by check fact file from headquarters in near news on press release report special the".split()
)


def datelined(listed: list[Mention], text: str, zones) -> list[Mention]:
    """The listed names, and the places of datelines in capitals that are none of them: 'KARACHI', 'KUWAIT CITY'."""
    found = [_DATELINE.match(text, z.start, z.end) for z in zones if z.kind == "dateline"]
    places = []
    for place in (match for match in found if match and _NO_PLACE.isdisjoint(match[0].lower().split())):
        inside = [m for m in listed if place.start() <= m.start < place.end()]
        rest = text[inside[-1].end : place.end()].split() if inside else []
        longer = len(inside) == 1 and inside[0].start == place.start() and rest and {*map(str.lower, rest)} <= _TOWNS
        if longer or not inside:
            places.append(Mention(*place.span(), "GPE", place[0]))
            listed = [m for m in listed if m not in inside]
    return sorted(listed + places, key=lambda m: m.start)


def in_datelines(model: list[Mention], listed: list[Mention], text: str, zones) -> list[Mention]:
    """Places and agencies of datelines that neither the model nor a list knows: 'Panaji (Goa) [India], March 14 (ANI)'."""
    places = []
    for zone in (zone for zone in zones if zone.kind == "dateline"):
        place, agency = _PLACE.match(text, zone.start, zone.end), _AGENCY.search(text, zone.start, zone.end)
        for found, label in ((place, "GPE"), (agency, "ORG")):
            known = found and any(m.start < found.end() and found.start() < m.end for m in (*model, *listed))
            if found and not known and _NO_PLACE.isdisjoint(found[0].lower().split()):
                places.append(Mention(*found.span(), label, found[0]))
    return places


def bylined(model: list[Mention], text: str) -> list[Mention]:
    """The model's names with the persons of bylines in capitals, and the parts of credits: 'Ben Curtis/Associated Press'."""
    names = [
        Mention(*part.span(), "PERSON", part[0])
        for line in (_BYLINE.finditer(text) if "By " in text or "BY " in text else ())
        for part in _AUTHOR.finditer(text, *line.span(1))
        if " " in part[0]
    ]
    parts = []
    for mention in model:
        if any(mention.start < name.end and name.start < mention.end for name in names):
            continue
        if " " in mention.text and _CREDIT.fullmatch(mention.text):
            for part in _PART.finditer(text, mention.start, mention.end):
                person = " " in part[0] and part.start() == mention.start and not looks_like_body(part[0].split())
                parts.append(Mention(*part.span(), "PERSON" if person else "ORG", part[0]))
        else:
            parts.append(mention)
    return sorted(parts + names, key=lambda m: m.start)


def by_capitals(mention: Mention, text: str, heads: list[tuple[int, int]], listed: list[Mention]) -> bool:
    """Whether only a headline's capitals make a name: 'Congo Crisis Back', 'Lift Sudan Sanctions', 'Suspend Travel'.

    Such a name stands nowhere else; what it has beside a listed name, or any word of it where it has none, does not either.
    """
    if not any(start <= mention.start < end for start, end in heads) or text.count(mention.text) > 1:
        return False
    words = mention.text.split()
    inside = [m for m in listed if mention.start <= m.start and m.end <= mention.end and m.text != mention.text]
    if inside and mention.label in OTHERS:
        return len(words) > 3 or words[-1].lower() not in titles.BODIES
    if inside:
        rest = [word for word in words if not any(word in m.text for m in inside)]
        given = any(sex_of(f"{word} X") for word in rest)
        return len(inside) > 1 or rest and not given and not any(text.count(word) > 1 for word in rest)
    once = len(words) > 1 and mention.label in OTHERS - {"NORP"} and all(text.count(word) == 1 for word in words)
    small = once and all(re.search(rf"\b{re.escape(word.lower())}\b", text) for word in words)
    return small and words[-1].lower() not in titles.BODIES
