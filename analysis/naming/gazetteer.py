"""Names known beforehand: states, capitals, blocs, organisations, from `data/names.toml` and the user's `names.toml`.

>>> [(text, known.name, known.kind) for start, end, known, text in gazetteer().find("Kyiv thanked the U.S.")]
[('Kyiv', 'Kyiv', 'seat'), ('U.S.', 'United States', 'name')]

A `names.toml` beside the articles overrides the list and what would be merged from the articles. Its tables are `people`,
`places`, `regions` and `organisations`; each line is the name you want and the spellings that mean it:

    [people]
    "Sajeeb Wazed Joy" = ["Sajeeb Wazed", "Wazed", "Joy"]

    [organisations]
    "Pacific Islands Forum" = ["PIF", "the Forum"]
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"\w+")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀŞŠŽȘČİ](?<!\w.)\w*"
_LABELS = {"states": "GPE", "territories": "GPE", "regions": "LOC", "organisations": "ORG"}
_USER_LABELS = {"people": "PERSON", "places": "GPE", "regions": "LOC", "organisations": "ORG"}
_SEAT_LABELS = [
    (re.compile(r"(Palace|Buildings)$"), "FAC"),
    (
        re.compile(
            r"(House|Street|Office|Hill|Block|Bottom|Chancellery|Rock|Kremlin|Pentagon|Whitehall|Westminster|Berlaymont)$"
        ),
        "ORG",
    ),
]


@dataclass(frozen=True, slots=True)
class Known:
    """What a spelling stands for. `kind`: name, adjective, or seat (of the government of `country`)."""

    name: str
    label: str
    kind: str = "name"
    country: str | None = None
    basis: str = "listed"


class Gazetteer:
    """Spellings and what they stand for. `forms` is the dictionary; `find(text)` yields them where they stand."""

    def __init__(self, listed: dict, user: dict | None = None):
        self.forms: dict[str, Known] = {}
        self.spellings: dict[str, str] = {}
        self.prefixes: dict[str, str] = listed.get("compound_adjectives", {})
        for table, label in _LABELS.items():
            for name, entry in listed.get(table, {}).items():
                self._add_entry(name, label, entry)
        for seat, country in listed.get("seats", {}).items():
            self.forms.setdefault(seat, Known(seat, _seat_label(seat), "seat", country))
        for name, others in listed.get("spellings", {}).items():
            self.spellings |= dict.fromkeys([name, *others], name)
        self.pinned = frozenset(self._add_user(user or {}))
        self._by_first: dict[str, list[tuple[str, Known]]] = {}
        for form, known in self.forms.items():
            self._by_first.setdefault(_WORD.search(form)[0], []).append((form, known))
            if len(form) > 3 and not form.isupper():
                self._by_first.setdefault(_WORD.search(form)[0].upper(), []).append((form.upper(), known))
        small = sorted({re.escape(first) for first in self._by_first if not first[0].isupper()})
        self._first_word = re.compile("|".join([_CAPITAL, *(rf"{first}(?<!\w{first})(?!\w)" for first in small)]))
        for choices in self._by_first.values():
            choices.sort(key=lambda choice: (-len(choice[0]), choice[0]))

    def _add_entry(self, name: str, label: str, entry: dict) -> None:
        if entry.get("only") != "adjectives":
            for form in (name, *entry.get("forms", ())):
                self.forms.setdefault(form, Known(name, entry.get("label", label)))
                if len(form) == 3 and form.isalpha() and form.isupper():
                    self.forms.setdefault(".".join([*form, ""]), self.forms[form])
        adjectives = entry.get("adjectives", ())
        for form in adjectives:
            self.forms.setdefault(form, Known(adjectives[0], "NORP", "adjective", name))
        for seat in (entry.get("capital", ()), *entry.get("seats", ())):
            first, *_ = seats = [seat] if isinstance(seat, str) else seat or [None]
            for form in filter(None, seats):
                self.forms.setdefault(form, Known(first, _seat_label(first), "seat", name))

    def _add_user(self, user: dict) -> Iterator[str]:
        check_names(user)
        for table, label in _USER_LABELS.items():
            for name, forms in user.get(table, {}).items():
                for form in (name, *forms):
                    self.forms[form] = Known(name, label, basis="names.toml")
                    self.spellings[form] = name
                yield name

    def find(self, text: str) -> Iterator[tuple[int, int, Known, str]]:
        """Start, end, what it stands for and the spelling, for every listed spelling in the text, the longest at each place."""
        plain = text.replace("’", "'")
        by_first, at = self._by_first, 0
        for word in self._first_word.finditer(plain):
            start = word.start()
            choices = by_first.get(word[0])
            if choices is None or start < at:
                continue
            for form, known in choices:
                end = start + len(form)
                if plain.startswith(form, start) and not (plain[end : end + 1].isalnum() and form[-1].isalnum()):
                    yield start, end, known, text[start:end]
                    at = end
                    break


def check_names(user: dict) -> None:
    """Raise ValueError, with the remedy, where the tables of a user's `names.toml` are not as they should be."""
    for table, names in user.items():
        if table not in _USER_LABELS:
            raise ValueError(f"names.toml: no table '{table}'. There are: {', '.join(_USER_LABELS)}.")
        if not isinstance(names, dict):
            raise ValueError(f"names.toml: '{table}' is no table: put [{table}] on a line of its own.")
        for name, forms in names.items():
            listed = isinstance(forms, list) and all(isinstance(form, str) for form in forms)
            if not listed or not all(_WORD.search(form) for form in (name, *forms)):
                raise ValueError(
                    f'names.toml: the spellings of \'{name}\' are no list of words: write "{name}" = ["another spelling"].'
                )


def _seat_label(seat: str) -> str:
    return next((label for pattern, label in _SEAT_LABELS if pattern.search(seat)), "GPE")


@lru_cache(maxsize=4)
def gazetteer(user: str = "") -> Gazetteer:
    """The listed names, with those of the user's `names.toml` (its text) over them."""
    listed = tomllib.loads(files("analysis.data").joinpath("names.toml").read_text("utf-8"))
    return Gazetteer(listed, tomllib.loads(user))


def governed_from(place: str) -> str | None:
    """The state whose government sits in a place.

    >>> governed_from("Niamey"), governed_from("Lagos")
    ('Niger', None)
    """
    known = gazetteer().forms.get(place)
    return known.country if known and known.kind == "seat" else None
