"""Names of bodies: one key for their spellings, and words that show one."""

import re
from functools import lru_cache

from .people import fold
from .titles import BODIES

_VARIANTS = {
    "and": "&", "centre": "center", "defence": "defense", "labour": "labor", "organisation": "organization", "programme": "program",
}


@lru_cache(maxsize=1 << 15)
def key_of(name: str) -> str:
    """One key for the spellings of a name: case, hyphens, accents, 'the', British and American.

    >>> key_of("The Co-operation Centre") == key_of("Co operation Center")
    True
    """
    words = fold(name.replace("-", " ").replace("’", "'")).split()
    return " ".join([_VARIANTS.get(word, word) for word in words if word != "the"])


_SHORT_MINISTRY = re.compile(r"(?:(?P<land>.+?)(?:['’]s)? )?(?P<field>Foreign|Defen[cs]e|Interior|Finance|Health|Justice|Trade|Energy|Economy) Ministry$")
_LONG_MINISTRY = re.compile(r"(?:(?P<land>.+?)(?:['’]s)? )?Ministry of (?:the )?(?P<field>[A-Z].*?)(?: of (?:the )?(?P<of>[A-Z].*))?$")
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
    return any(word.lower().rstrip(".,") in BODIES or (len(word) > 3 and word.isalpha() and word.isupper()) for word in words)
