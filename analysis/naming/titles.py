"""Titles before a person's name: 'French President', 'Prime Minister Sir', 'Mr'."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .gazetteer import gazetteer

_DATA = tomllib.loads(files("analysis.data").joinpath("titles.toml").read_text("utf-8"))
HONORIFICS, OFFICES, QUALIFIERS, BETWEEN, HIGHEST, BEFORE_GIVEN, RANKS = (
    frozenset(_DATA[key])
    for key in ("honorifics", "offices", "qualifiers", "between", "highest", "before_given", "ranks")
)
FIELDS, GENERIC, BODIES, ABBREVIATIONS, DONE_BY_BODIES, MOVEMENTS, ENACTED, EZAFE, PLACES = (
    frozenset(_DATA[key])
    for key in (
        "fields",
        "generic",
        "bodies",
        "abbreviations",
        "done_by_bodies",
        "movements",
        "enacted",
        "ezafe",
        "places",
    )
)
COURTS, SITES, PRINTED, WINGS = (_DATA[key] for key in ("courts", "sites", "printed", "wings"))
_ABBREVIATED = _DATA["abbreviated"]
MALE, FEMALE, PERSONAL = frozenset(_DATA["male"]), frozenset(_DATA["female"]), frozenset(_DATA["personal"])
_TITLES = HONORIFICS | OFFICES
_LAST_WORDS = frozenset(title.split()[-1] for title in _TITLES)
WORDS = frozenset(word for title in _TITLES | QUALIFIERS for word in title.split())
_LONGEST = max(len(title.split()) for title in _TITLES)
_STOP = re.compile(r'[\n,;:()\[\]"“”—–]')
_WORD = re.compile(r"\S+")
_ABBREVIATION = re.compile(
    r"(?:(?:[A-Z]\.)+|(?:Adm|Brig|Capt|Cmdr|Col|Cpl|Dr|Gen|Gov|Hon|Lt|Maj|Mr|Mrs|Ms|Pres|Prof|Rep|Rev|Sen|Sgt|St)\.)$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title: its start, the honorific nearest the name, the office with its start and end."""

    start: int
    honorific: str = ""
    office: str = ""
    office_start: int = 0
    office_end: int = 0

    @property
    def sex(self) -> str | None:
        """'m' or 'f' where the honorific says so."""
        return "m" if self.honorific in MALE else "f" if self.honorific in FEMALE else None


def before(text: str, start: int) -> Title | None:
    """The title that ends where a name begins, or None.

    >>> before("Prime Minister Sir Keir Starmer", 19).office
    'prime minister'
    """
    end = max(0, start - 1)
    word = _last_word(text[text.rfind(" ", 0, end) + 1 : end])
    if not word:
        return None
    spans = words_before(text, start)
    if not spans:
        return None
    words = [_plain(text, *span) for span in spans]
    if word not in _LAST_WORDS:
        return _of_a_field(text, spans, words)
    honorific, at = "", len(words)
    while at:
        k, phrase = _title_at_end(tuple(words[max(0, at - _LONGEST) : at]))
        capital = k and text[spans[at - k][0]].isupper()
        if k and phrase in OFFICES and not (phrase in HONORIFICS and capital and phrase not in HIGHEST):
            return Title(spans[at - k][0], honorific, full_office(phrase), spans[at - k][0], spans[at - 1][1])
        if not capital:
            break
        honorific, at = honorific or phrase, at - k
    return Title(spans[at][0], honorific) if honorific else None


of_name = lru_cache(maxsize=2048)(before)  # names are asked for their title more than once


@lru_cache(maxsize=8192)
def _last_word(form: str) -> str:
    """The word before a name in lower case, if a title may end with it; else ''."""
    word = _plain(form, 0, len(form)).rpartition("\n")[2].lstrip("\"“‘'([—–-")
    return word if word in _LAST_WORDS or word in FIELDS or is_country(form) else ""


def may_end(word: str) -> bool:
    """Whether a title may end with a word: 'Minister', 'Affairs'."""
    return bool(_last_word(word))


def enacted(name: str) -> bool:
    """Whether a name is that of a law or a plan: 'Prevention of Terrorism Act', 'National Defence Strategy'."""
    *words, last = name.lower().split(" ")
    return last in ENACTED and (last in ("act", "bill") or {"of", "for"}.isdisjoint(words))


def is_country(name: str) -> bool:
    """Whether a name is a listed one of a country."""
    known = gazetteer().forms.get(name)
    return known is not None and known.label == "GPE" and known.kind == "name"


def _of_a_field(text: str, spans: list[tuple[int, int]], words: list[str]) -> Title | None:
    """The title whose field stands behind it: 'Minister of Foreign Affairs', 'envoy for Syria', 'President of Kenya'."""
    at = next((i for i in range(len(words) - 2, 0, -1) if words[i] in ("of", "for", "to")), 0)
    size, office = _title_at_end(tuple(words[max(0, at - _LONGEST) : at])) if at else (0, "")
    if not office:
        return None
    (start, end), capital = (spans[at - size][0], spans[at - 1][1]), text[spans[at - size][0]].isupper()
    if is_country(text[spans[at + 1][0] : spans[-1][1]]):
        if words[at] == "of":
            return Title(start, "", full_office(office), start, spans[-1][1]) if capital else None
        sent = office.split(" ")[-1] in ("ambassador", "coordinator", "envoy", "rapporteur", "representative")
        return Title(start, "", full_office(office), start, end) if sent else None
    if office.split(" ")[-1] not in ("ambassador", "minister", "secretary") or not capital:
        return None
    return Title(start, "", full_office(office), start, spans[-1][1])


def words_before(text: str, start: int) -> list[tuple[int, int]]:
    """Spans of the words in front of a place, back to the last mark, line or sentence end; at most 80 characters."""
    if not text[start - 1 : start].isspace() or start < 1:
        return []
    low = max(0, start - 80)
    for stop in _STOP.finditer(text, low, start):
        low = stop.end()
    spans = [word.span() for word in _WORD.finditer(text, low, start)]
    if spans and low and text[low - 1].isalnum():
        spans.pop(0)
    for i in range(len(spans) - 1, -1, -1):
        a, b = spans[i]
        if text[b - 1] in ".?!" and not _ABBREVIATION.match(text[a:b]):
            return spans[i + 1 :]
    return spans


def full_office(office: str) -> str:
    """An office in lower case, spelled out: 'Sen.' -> 'senator'."""
    plain = office.lower().rstrip(".")
    return _ABBREVIATED.get(plain, plain)


@lru_cache(maxsize=4096)
def _title_at_end(words: tuple[str, ...]) -> tuple[int, str]:
    """How many of the last words are a title, and which; (0, '') where none."""
    for k in range(len(words), 0, -1):
        phrase = " ".join(words[-k:])
        if phrase in _TITLES:
            return k, phrase
    return 0, ""


def _plain(text: str, start: int, end: int) -> str:
    return text[start:end].rstrip(".").lower().replace("’", "'")
