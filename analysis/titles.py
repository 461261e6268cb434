"""Titles before a person's name: 'French President', 'Prime Minister Sir', 'Mr'."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_DATA = tomllib.loads(files("analysis.data").joinpath("titles.toml").read_text("utf-8"))
HONORIFICS = frozenset(_DATA["honorifics"])
OFFICES = frozenset(_DATA["offices"])
QUALIFIERS = frozenset(_DATA["qualifiers"])
MALE, FEMALE = frozenset(_DATA["male"]), frozenset(_DATA["female"])
BEFORE_GIVEN = frozenset(_DATA["before_given"])
BETWEEN = frozenset(_DATA["between"])
_LAST_WORDS = re.compile(r"(?:[^\s,;:()\[\]\"“”—–]+\s){1,12}$")
_LONGEST = max(len(title.split()) for title in HONORIFICS | OFFICES)


@dataclass(frozen=True, slots=True)
class Title:
    """Title words before a name: where they begin, the honorific, the office and where that begins."""

    start: int
    honorific: str = ""
    office: str = ""
    office_start: int = 0
    office_end: int = 0


def _plain(word: str) -> str:
    return word.rstrip(".").lower().replace("’", "'")


@lru_cache(maxsize=4096)
def _ends(words: tuple[str, ...]) -> tuple[int, str]:
    """How many of the last words are a title, and which."""
    for k in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-k:])
        if phrase in OFFICES or phrase in HONORIFICS:
            return k, phrase
    return 0, ""


def before(text: str, start: int) -> Title | None:
    """The title that ends where a name begins, or None."""
    match = _LAST_WORDS.search(text, max(0, start - 90), start)
    if not match or match.end() != start:
        return None
    spans = [word.span() for word in re.finditer(r"\S+", match[0])]
    words = [_plain(match[0][a:b]) for a, b in spans]
    if "\n" in match[0]:
        line = match[0].rindex("\n")
        keep = [i for i, (a, _) in enumerate(spans) if a > line]
        spans, words = [spans[i] for i in keep], [words[i] for i in keep]
    honorific = office = ""
    at = office_at = len(words)
    while at:
        k, phrase = _ends(tuple(words[max(0, at - _LONGEST) : at]))
        raw = match[0][spans[at - k][0] : spans[at - 1][1]] if k else ""
        if not k or (phrase not in OFFICES and not raw[0].isupper()):
            break
        if phrase in OFFICES and (phrase not in HONORIFICS or not raw[0].isupper() or phrase in ("king", "queen")):
            office, office_at = phrase, at - k
            office_end = at
            at -= k
            break
        honorific = honorific or phrase
        at -= k
    if not (honorific or office):
        return None
    base = match.start()
    if not office:
        return Title(base + spans[at][0], honorific)
    return Title(base + spans[at][0], honorific, office, base + spans[office_at][0], base + spans[office_end - 1][1])
