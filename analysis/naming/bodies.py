"""Names of bodies and places: words that show one, one key for their spellings, one name each in an article."""

import re
from collections import Counter, defaultdict
from functools import lru_cache

from .acronyms import initials
from .gazetteer import Gazetteer
from .mentions import THINGS, Mention
from .people import fold
from .titles import BODIES

_PLACED = ("ORG", "FAC", "GPE", "LOC")
_VARIANTS = {
    "and": "&",
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "organisation": "organization",
    "programme": "program",
}


@lru_cache(maxsize=1 << 11)
def key_of(name: str) -> str:
    """One key for the spellings of a name: case, hyphens, accents, 'the', British and American.

    >>> key_of("The Co-operation Centre") == key_of("Co operation Center")
    True
    """
    words = fold(name.replace("-", " ").replace("’", "'")).split()
    return " ".join([_VARIANTS.get(word, word) for word in words if word != "the"])


_SHORT_MINISTRY = re.compile(r"(?:(?P<land>.+?)(?:['’]s)? )?(?P<field>[A-Z][a-z]+) Ministry$")
_LONG_MINISTRY = re.compile(
    r"(?:(?P<land>.+?)(?:['’]s)? )?Ministry of (?:the )?(?P<field>[A-Z].*?)(?: of (?:the )?(?P<of>[A-Z].*))?$"
)
_FIELDS = {"Foreign": "Foreign Affairs", "Defense": "Defence"}


def ministry(name: str, forms: dict) -> tuple[str, str | None] | None:
    """A ministry's name in one form, and its country: 'Japanese Foreign Ministry' -> 'Ministry of Foreign Affairs', 'Japan'.

    `forms` are the listed names (`Gazetteer.forms`). None where the name is no ministry's.
    """
    match = _SHORT_MINISTRY.match(name) or _LONG_MINISTRY.match(name)
    if not match:
        return None
    groups = match.groupdict()
    land = groups.get("of") or groups["land"]
    known = forms.get(land)
    if land and not known:
        return None
    country = known and (known.country or known.name)
    return f"Ministry of {_FIELDS.get(groups['field'], groups['field'])}", country


def looks_like_body(words: list[str]) -> bool:
    """Whether a word of a name shows that it is no person's: 'Geo News', 'Election Commission'."""
    return any(
        word.lower().rstrip(".,") in BODIES or (len(word) > 3 and word.isalpha() and word.isupper()) for word in words
    )


def name_ministries(text: str, mentions: list[Mention], listed: Gazetteer) -> None:
    """'Japanese Foreign Ministry', and 'Foreign Ministry' after it: Ministry of Foreign Affairs of Japan."""
    found, previous = [], None
    for mention in mentions:
        parts = ministry(mention.text, listed.forms) if mention.label == "ORG" and not mention.name else None
        if parts:
            owner = (
                previous and previous.known and text[previous.end : mention.start] in ("'s ", "’s ") and previous.known
            )
            found.append((mention, (parts[0], parts[1] or (owner and (owner.country or owner.name)))))
        previous = mention
    countries = defaultdict(set)
    for _, (name, country) in found:
        if country:
            countries[name].add(country)
    for mention, (name, country) in found:
        if country or len(countries[name]) == 1:
            mention.name = f"{name} of {country or min(countries[name])}"
            mention.basis = "ministry and country" if country else "only ministry of that kind in this article"


def name_bodies(mentions: list[Mention]) -> None:
    """Names of bodies and places: one label and spelling inside the article, short forms under the longer name."""
    spellings: dict[str, str] = {}
    labels: dict[str, Counter] = defaultdict(Counter)
    acronyms, beginnings, listed = defaultdict(set), defaultdict(set), set()
    for mention in mentions:
        if mention.label in _PLACED and not mention.name:
            key = key_of(mention.text)
            spellings[key] = min(
                spellings.get(key, mention.text), mention.text, key=lambda t: (t.isupper(), -len(t), t)
            )
            labels[key][mention.label] += 1
        elif mention.label == "ORG" and mention.basis.startswith(("ministry", "only ministry")):
            acronyms[initials(mention.text)].add(mention.name)
        elif mention.label == "ORG" and mention.known:
            listed.add(mention.name)
            acronyms[initials(mention.name)].add(mention.name)
    for key, text in sorted(spellings.items()):
        if len(key.split()) > 2 or " " in key and key.split()[1] in BODIES:
            acronyms[initials(text)].add(text)
    for text in sorted({*spellings.values(), *listed}):
        words = key_of(text).split()
        for k in range(2, len(words)):
            if words[k] in ("of", "for", "on"):
                beginnings[" ".join(words[:k])].add(text)
        body = text in listed or set(labels[key_of(text)]) == {"ORG"}
        if (
            len(words) == 2
            and body
            and not text.isupper()
            and words[0] not in BODIES
            and set(labels.get(words[0], ())) == {"ORG"}
        ):
            beginnings[words[0]].add(text)
    spelled = {mention.name for mention in mentions if mention.known and not mention.text.isupper()}
    for mention in mentions:
        if mention.label == "ORG" and mention.known and mention.name not in spelled:
            _claim(mention, acronyms, labels)
        if mention.name:
            continue
        key = key_of(mention.text)
        mention.name, mention.basis = mention.text, "as written"
        if mention.label not in _PLACED and not (mention.label in THINGS and labels.get(key)):
            continue
        mention.label = min(labels[key], key=lambda label: (-labels[key][label], _PLACED.index(label)))
        if spellings[key] != mention.text:
            mention.name, mention.basis = spellings[key], "spelling of the name in this article"
        elif mention.label == "GPE" and mention.text.isupper() and len(mention.text) > 4:
            mention.name, mention.basis = mention.text.title(), "written in capitals"
        letters = re.sub(r"[.-]", "", mention.text)
        for index, look, why in ((acronyms, letters, "initials"), (beginnings, key, "beginning")):
            if len(index.get(look, ())) == 1:
                (mention.name,) = index[look]
                mention.basis = f"{why} of a longer name in this article"


def _claim(mention: Mention, acronyms: dict[str, set[str]], labels: dict[str, Counter]) -> None:
    """Give a listed acronym to the one body of the article with these initials: 'PTI' beside 'Pakistan Tehreek-i-Insaf'."""
    bodies = [name for name in acronyms.get(mention.text, ()) if "ORG" in labels[key_of(name)]]
    if len(mention.text) > 2 and mention.text.isupper() and len(bodies) == 1:
        (mention.name,) = bodies
        mention.known, mention.basis = None, "initials of a longer name in this article"
