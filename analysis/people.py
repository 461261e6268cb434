"""Names of persons: their parts, when two of them may be one person, and who a short form means.

>>> Person("Sir Keir Starmer").short, Person("Hillary Rodham Clinton").key == Person("Hillary Clinton").key
('Starmer', True)
"""

import re
import unicodedata
from functools import lru_cache

_PARTICLES = {"al", "el", "bin", "ibn", "bint", "ben", "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "ul", "abu", "st"}
_ARTICLES = re.compile(r"^(?:al|el|as|ash|ul)-(?=\w)")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_SOUNDS = [
    (re.compile(pattern), into)
    for pattern, into in [
        (r"moh?[aeu]mm?[aeiu]d|muh?amm?[aeiu]d", "mohamed"), (r"(?:iy|yy|ij|ii|yi|ey|ie|y)$", "i"), (r"kh", "h"), (r"q", "k"),
        (r"ph", "f"), (r"ou|oo", "u"), (r"ee", "i"), (r"[gd]h", lambda m: m[0][0]), (r"(?<=[aeiou])h$", ""), (r"(?<=[aeo])y", "i"),
        (r"(.)\1", r"\1"),
    ]
]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, without accents, stops and apostrophes."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in plain if c.isalnum() or c in "- ").strip("- ")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """One key for the usual transliterations of a word: Zelensky, Zelenskyy, Zelenskiy."""
    key = _ARTICLES.sub("", fold(word)).replace("-", "")
    for pattern, into in _SOUNDS:
        key = pattern.sub(into, key)
    return key or fold(word)


class Person:
    """The parts of a person's name. `words`: sounds of its words; `key`: first and last of them and any Jr."""

    __slots__ = ("name", "parts", "words", "suffix", "key", "short")

    def __init__(self, name: str):
        parts = name.replace(",", " ").split()
        self.name = name
        self.suffix = ""
        if len(parts) > 1 and fold(parts[-1]) in _SUFFIXES:
            self.suffix = fold(parts.pop())
        self.parts = parts
        self.words = tuple(sound(part) for part in parts)
        self.key = (self.words[0], self.words[-1], self.suffix) if self.words else ("", "", "")
        at = len(parts) - 1
        while at > 1 and fold(parts[at - 1]) in _PARTICLES:
            at -= 1
        self.short = " ".join(parts[at:])

    @property
    def full(self) -> bool:
        return len(self.words) > 1 and not (len(self.words) == 2 and fold(self.parts[0]) in _PARTICLES)

    def agrees(self, other: "Person") -> bool:
        """Whether the words between first and last do not speak against one person: 'George W.' and 'George H. W.' do."""
        mine, yours = self.words[1:-1], other.words[1:-1]
        if not mine or not yours:
            return True
        return len(mine) == len(yours) and all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(mine, yours))

    def ends(self) -> list[tuple[str, ...]]:
        """Beginnings and ends of the name of two words or more, itself left out."""
        n = len(self.words)
        return [self.words[:k] for k in range(2, n)] + [self.words[k:] for k in range(1, n - 1)]
