"""Acronyms that an article introduces: `Commonwealth Ministerial Action Group (CMAG)`, `Workers' Party, or P.K.K.`

Long form and acronym are paired where their letters agree, after Schwartz and Hearst (2003), "A simple algorithm for
identifying abbreviation definitions in biomedical text".
"""

import re
from bisect import bisect_left
from itertools import chain

from .titles import ABBREVIATIONS, MOVEMENTS

_SHORT = re.compile(r"[(\[]\s?(?:the |or )?([A-Z][A-Za-z&-]{0,9}[A-Z]|[A-Z][a-z]{2,8})\s?[)\]]")
_OR = re.compile(r", (?:or|known as) (?:the )?((?:[A-Z]\.){2,}|[A-Z]{2,8}\b)(?![\w-])")
_LONG = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'&-]*|of|the|for|and|on|in|de|&)(?:\s(?:[A-ZÀ-Þ][\w’'&-]*|of|the|for|and|on|in|to|de|&))*\s$"
)
_OWNER = re.compile(r"['’]s$")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "&"})


def initials(name: str) -> str:
    """First letters of a name's words, small words left out: 'CMAG'."""
    return "".join([word[0] for word in re.split(r"[\s-]+", name) if word and word not in _SMALL and word[0].isupper()])


def definitions(
    text: str, bodies: list[tuple[int, int]], listed: frozenset[int] = frozenset()
) -> list[tuple[int, int, int, int]]:
    """Start and end of each long form and of the acronym in brackets after it.

    The long form is the run of words with the acronym's initials, or else one of `bodies` that ends before the bracket
    and has the acronym's letters in their order, 'Central Command (CENTCOM)', or its initials in another, as translated
    names do: 'Democratic Movement of Mozambique (MDM)'; of a party, an army and the like
    any letters that stand alone elsewhere, for they may be of another language: 'Justice and Development Party (AKP)',
    unless a name that is `listed` begins with them.
    """
    found, meant, foreign = [], set(), []
    for match in chain(_SHORT.finditer(text), _OR.finditer(text)):
        if match[1] in ABBREVIATIONS:
            continue
        short = re.sub(r"[^A-Z]", "", match[1].upper())
        name = _by_initials(text, match.start(), short) or _by_letters(text, match.start(), short, bodies)
        if name and (match[1].isupper() or match.start(1) not in listed):
            found.append((*name, match.start(1), match.end(1)))
            meant.add(short)
        elif len(short) > 2 and match[1].isupper() and text.count(match[1]) > 1 and match.start(1) not in listed:
            foreign.append((_before(text, match.start(), bodies), match))
    for name, match in foreign:
        if name and text[slice(*name)].split()[-1].lower() in MOVEMENTS and match[1] not in meant:
            found.append((*name, match.start(1), match.end(1)))
    return sorted(found)


def _before(text: str, end: int, bodies: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The body of two words or more that ends right before a bracket."""
    at = bisect_left(bodies, (end, 0)) - 1
    if at < 0:
        return None
    start, stop = bodies[at][0], min(bodies[at][1], end)
    if len(text[start:stop].split()) < 2 or _OWNER.sub("", text[stop:end].strip()):
        return None
    return start, start + len(text[start:stop].rstrip())


def _by_initials(text: str, end: int, short: str) -> tuple[int, int] | None:
    long = _LONG.search(text, max(0, end - 120), end)
    words = list(re.finditer(r"[^\s-]+", long[0])) if long else []
    for word in reversed(words):
        name = _OWNER.sub("", long[0][word.start() :].rstrip())
        if name[0].isupper() and initials(name) == short:
            return long.start() + word.start(), long.start() + word.start() + len(name)
    return None


def _by_letters(text: str, end: int, short: str, bodies: list[tuple[int, int]]) -> tuple[int, int] | None:
    name = _before(text, end, bodies)
    if name is None or not short:
        return None
    letters = iter(text[slice(*name)].upper())
    in_order = text[name[0]].upper() == short[0] and all(letter in letters for letter in short)
    return name if in_order or sorted(initials(text[slice(*name)])) == sorted(short) else None
