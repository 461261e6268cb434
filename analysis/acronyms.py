"""Acronyms that an article introduces: `Commonwealth Ministerial Action Group (CMAG)`.

Long form and acronym are paired where the capitals agree, after Schwartz and Hearst (2003), "A simple algorithm for
identifying abbreviation definitions in biomedical text".
"""

import re

_SHORT = re.compile(r"[(\[]\s?(?:the |or )?([A-Z][A-Za-z&-]{0,9}[A-Z])\s?[)\]]")
_LONG = re.compile(r"(?:[A-ZÀ-Þ][\w’'&-]*|of|the|for|and|on|in|de|&)(?:\s(?:[A-ZÀ-Þ][\w’'&-]*|of|the|for|and|on|in|to|de|&))*\s$")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "&"})


def initials(name: str) -> str:
    """First letters of a name's words, small words left out: 'CMAG'."""
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word and word not in _SMALL and word[0].isupper())


def definitions(text: str) -> list[tuple[int, int, int, int]]:
    """Start and end of each long form and of the acronym in brackets after it."""
    found = []
    for match in _SHORT.finditer(text):
        long = _LONG.search(text, max(0, match.start() - 120), match.start())
        if not long:
            continue
        words = list(re.finditer(r"[^\s-]+", long[0]))
        for k in range(len(words) - 1, -1, -1):
            name = long[0][words[k].start() :].rstrip()
            if name[0].isupper() and initials(name) == match[1].replace("-", "").replace("&", "").upper():
                start = long.start() + words[k].start()
                found.append((start, start + len(name), match.start(1), match.end(1)))
                break
    return found
